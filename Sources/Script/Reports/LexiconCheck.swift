import NarrateModel

/// Looks for what is wrong or useless in lexicons that could be read.
package struct LexiconCheck: Sendable {
    private let lexicons: [Lexicon]

    /// Prepares a check of lexicons in the order they are applied.
    package init(_ lexicons: [Lexicon]) { self.lexicons = lexicons }

    /// What was found, by file and line; without the book they are for nothing is said about use.
    package func findings(for publication: Publication? = nil) -> [LexiconFinding] {
        var result = duplicates
        for lexicon in lexicons {
            for lexeme in lexicon.lexemes { result += findings(in: lexeme, of: lexicon) }
        }
        if let publication { result += findings(aboutUseIn: publication) }
        let order = Dictionary(
            lexicons.enumerated().map { ($1.source, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        return result.enumerated().sorted { left, right in
            let first = (order[left.element.source] ?? 0, left.element.line ?? 0, left.offset)
            return first < (order[right.element.source] ?? 0, right.element.line ?? 0, right.offset)
        }.map(\.element)
    }

    // MARK: Entries against each other

    private var duplicates: [LexiconFinding] {
        var first: [[UInt8]: (lexicon: Int, lexeme: Lexeme)] = [:]
        var result: [LexiconFinding] = []
        for (index, lexicon) in lexicons.enumerated() {
            for lexeme in lexicon.lexemes {
                for grapheme in lexeme.graphemes {
                    let key = LexiconMatcher.folded(CanonicalForms.composed(grapheme))
                    guard let earlier = first[key] else {
                        first[key] = (index, lexeme)
                        continue
                    }
                    result.append(finding(grapheme, lexeme, lexicon, index, earlier))
                }
            }
        }
        return result
    }

    private func finding(
        _ grapheme: String,
        _ lexeme: Lexeme,
        _ lexicon: Lexicon,
        _ index: Int,
        _ earlier: (lexicon: Int, lexeme: Lexeme)
    ) -> LexiconFinding {
        let line = earlier.lexeme.line.map { " on line \($0)" } ?? ""
        guard earlier.lexicon == index else {
            let other = lexicons[earlier.lexicon].source
            return warning(
                "shadowed",
                "'\(grapheme)' is never used: '\(other)' has it\(line) and comes first",
                lexeme,
                lexicon
            )
        }
        if lexeme.roles != earlier.lexeme.roles {
            return warning(
                "homograph",
                "'\(grapheme)' is there for several roles, which text does not show; the entry\(line) is used",
                lexeme,
                lexicon
            )
        }
        return warning(
            "duplicate",
            "'\(grapheme)' is there already; the entry\(line) is used",
            lexeme,
            lexicon
        )
    }

    // MARK: One entry

    private func findings(in lexeme: Lexeme, of lexicon: Lexicon) -> [LexiconFinding] {
        var result: [LexiconFinding] = []
        for pronunciation in [lexeme.pronunciation] + lexeme.alternatives {
            guard case .phonemes(let phonemes, let alphabet) = pronunciation else { continue }
            for (code, message) in problems(phonemes, alphabet, lexeme.graphemes.first ?? "") {
                result.append(warning(code, message, lexeme, lexicon))
            }
        }
        return result
    }

    /// Codes and messages about phonemes of a word.
    private func problems(
        _ phonemes: String,
        _ alphabet: String,
        _ word: String
    ) -> [(String, String)] {
        var result: [(String, String)] = []
        let inventory = PhonemeInventory(alphabet: alphabet)
        let unknown = inventory.unknownSymbols(in: phonemes)
        if !unknown.isEmpty {
            let list = unknown.map { "'\($0)'" }.joined(separator: ", ")
            let message = "'\(word)': \(list) is not in the alphabet '\(alphabet)'"
            result.append(("unknown-symbol", message))
        } else if inventory.lacksStress(phonemes) {
            let message =
                alphabet == "cmu-arpabet"
                ? "'\(word)': a vowel has no digit that says its stress (0, 1 or 2)"
                : "'\(word)' has several syllables and no stress mark"
            result.append(("no-stress", message))
        }
        let words = word.split(separator: " ").count
        if words > 1, alphabet != "cmu-arpabet", phonemes.split(separator: " ").count != words {
            let message =
                "'\(word)' has \(words) words for one phoneme string; a tag covers one word"
            result.append(("several-words", message))
        }
        return result
    }

    // MARK: Use in a book

    private func findings(aboutUseIn publication: Publication) -> [LexiconFinding] {
        let language = publication.metadata.language ?? ""
        var result: [LexiconFinding] = []
        for lexicon in lexicons {
            let own = lexicon.language ?? ""
            guard !own.isEmpty, !language.isEmpty, !LanguageTag.isSame(own, language) else {
                continue
            }
            result.append(
                LexiconFinding(
                    severity: .warning,
                    code: "language",
                    message:
                        "the lexicon is for '\(own)', the book is in '\(language)'; it is applied",
                    source: lexicon.source
                )
            )
        }
        let used = usedEntries(in: publication, language)
        for (index, lexicon) in lexicons.enumerated() {
            for (place, lexeme) in lexicon.lexemes.enumerated()
            where !used.contains(LexiconMatcher.Entry(lexicon: index, lexeme: place)) {
                var finding = warning(
                    "unused",
                    "'\(lexeme.graphemes.first ?? "")' does not occur in this book",
                    lexeme,
                    lexicon
                )
                finding.severity = .info
                result.append(finding)
            }
        }
        return result
    }

    private func usedEntries(
        in publication: Publication,
        _ language: String
    ) -> Set<LexiconMatcher.Entry> {
        let matcher = LexiconMatcher(lexicons, language: language, isMain: true)
        var used: Set<LexiconMatcher.Entry> = []
        for chapter in publication.narratedChapters {
            for block in chapter.blocks {
                for match in matcher.matches(in: UTF8Text(block.text)) { used.insert(match.entry) }
            }
        }
        return used
    }

    private func warning(
        _ code: String,
        _ message: String,
        _ lexeme: Lexeme,
        _ lexicon: Lexicon
    ) -> LexiconFinding {
        LexiconFinding(
            severity: .warning,
            code: code,
            message: message,
            source: lexicon.source,
            line: lexeme.line
        )
    }
}
