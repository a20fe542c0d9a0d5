import NarrateModel

/// Reads plain text with a rule a line: `word = alias`, `word: /phonemes/`, `word,alias`.
struct RuleLexicon {
    let source: String

    /// Reads the lines; empty ones and those that start with `#` are comments.
    ///
    /// - Throws: `SourceError` with the line of the first one that is no rule.
    func read(_ text: String) throws -> LexiconReading {
        var findings = LexiconFindings(source: source)
        var lexicon = Lexicon(source: source, language: nil, alphabet: nil, lexemes: [])
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        for (index, line) in lines.enumerated() {
            let line = String(line).trimmedLexiconText
            guard !line.isEmpty, !line.hasPrefix("#") else { continue }
            guard let (word, replacement) = RuleLexicon.rule(line) else {
                throw SourceError(
                    code: .invalid,
                    message: "the lexicon '\(source)', line \(index + 1), column 1: "
                        + "'\(line.prefix(40))' is not a rule",
                    source: source,
                    hint: "write lines such as: Siobhan = shi-VAWN"
                )
            }
            guard word.utf8.count <= LexemeLimits.grapheme else {
                findings.warn(
                    "long-grapheme",
                    "a word has \(word.utf8.count) bytes; the line is left out",
                    line: index + 1
                )
                continue
            }
            lexicon.lexemes.append(
                Lexeme(
                    graphemes: [word],
                    pronunciation: RuleLexicon.pronunciation(replacement, alphabet: nil),
                    line: index + 1
                )
            )
        }
        return LexiconReading(lexicon: lexicon, findings: findings.list)
    }

    /// Word and replacement, cut at the strongest separator of the line.
    private static func rule(_ line: String) -> (String, String)? {
        for separator in ["->", "→", "=", "\t", ",", ":"] {
            let parts = line.split(separator: separator, maxSplits: 1)
            guard parts.count == 2 else { continue }
            let word = String(parts[0]).trimmedLexiconText
            let replacement = String(parts[1]).trimmedLexiconText
            if !word.isEmpty, !replacement.isEmpty { return (word, replacement) }
        }
        return nil
    }

    /// Phonemes when an alphabet is named or they stand between slashes, else an alias.
    static func pronunciation(_ text: String, alphabet: String?) -> Lexeme.Pronunciation {
        let bare = PhonemeAlphabets.unwrapped(text)
        if let alphabet { return .phonemes(bare, alphabet: alphabet) }
        let isWrapped = text.hasPrefix("/") && bare != text
        return isWrapped ? .phonemes(bare, alphabet: "ipa") : .alias(text)
    }
}
