import NarrateModel

/// Decides what is spoken in the place of what is written, for one language.
struct EditMaker {
    private let lexicons: [Lexicon]
    private let matcher: LexiconMatcher
    private let spelling: PhonemeSpelling
    private let escape: MarkupEscape
    private let normaliser: Normaliser?

    /// What is sent for entries that are sent alike for every word of theirs.
    private var known: [LexiconMatcher.Entry: PhonemeSpelling.Spelling] = [:]

    /// How often each entry was used, and the words whose entries the engine does not take.
    private(set) var applied: [LexiconMatcher.Entry: Int] = [:]
    private(set) var undelivered: [Int: Set<String>] = [:]
    /// Words whose phonemes were respelled, and how.
    private(set) var respelled: [Int: Set<String>] = [:]
    /// Pronunciations in the book that were delivered, and the words of those that were not.
    private(set) var authored: (applied: Int, undelivered: Set<String>) = (0, [])

    init(
        options: ScriptOptions,
        lexicons: [Lexicon],
        language: String,
        isMain: Bool,
        phonemes: PhonemeDelivery
    ) {
        self.lexicons = lexicons
        matcher = LexiconMatcher(lexicons, language: language, isMain: isMain)
        spelling = PhonemeSpelling(delivery: phonemes, readsTags: options.markup.readsTags)
        escape = MarkupEscape(phonemes, readsTags: options.markup.readsTags)
        normaliser = Normaliser(options: options, language: language)
    }

    /// The edits of a passage's text, ascending and apart.
    mutating func edits(of passage: Passage, in text: UTF8Text) -> [Edit] {
        var edits = pronunciations(in: passage, text)
        if !matcher.isEmpty { Self.merge(lexicon(text), into: &edits) }
        if let normaliser {
            Self.merge(normaliser.edits(in: text, role: passage.role), into: &edits)
        }
        Self.merge(escape.edits(in: text, outside: edits.map(\.range)), into: &edits)
        return edits
    }

    /// Pronunciations that stand in the book (`ssml:ph`).
    private mutating func pronunciations(in passage: Passage, _ text: UTF8Text) -> [Edit] {
        var result: [Edit] = []
        for span in passage.spans {
            guard case .phonemes(let phonemes, let alphabet) = span.property else { continue }
            let offsets = text.byteOffsets(ofScalars: [
                span.range.lowerBound, span.range.upperBound,
            ])
            let range = offsets[0]..<offsets[1]
            let name = PhonemeSpelling.alphabet(alphabet)
            guard !range.isEmpty else { continue }
            guard let sent = spelling.spelling(phonemes, name, text[range]),
                !sent.isRespelled || isLetters(range, text)
            else {
                authored.undelivered.insert(text[range])
                continue
            }
            authored.applied += 1
            Self.merge(
                [
                    Edit(
                        range: range,
                        replacement: sent.text,
                        isAtomic: sent.isAtomic,
                        origin: .book
                    )
                ],
                into: &result
            )
        }
        return result
    }

    private mutating func spelling(
        of entry: LexiconMatcher.Entry,
        for word: String
    ) -> PhonemeSpelling.Spelling? {
        if let spelling = known[entry] { return spelling }
        let lexeme = lexicons[entry.lexicon].lexemes[entry.lexeme]
        let result = spelling.spelling(of: lexeme, for: word)
        // A tag holds the word itself.
        if let result, !result.isAtomic { known[entry] = result }
        return result
    }

    /// `30°` and `N.` are read better as they stand than in letters that sound like them.
    private func isLetters(_ range: Range<Int>, _ text: UTF8Text) -> Bool {
        text[range].unicodeScalars.allSatisfy {
            ScalarClass.isLetter($0.value) || "'’- ".unicodeScalars.contains($0)
        }
    }

    private mutating func lexicon(_ text: UTF8Text) -> [Edit] {
        var result: [Edit] = []
        for match in matcher.matches(in: text) {
            let entry = match.entry
            let word = text[match.range]
            guard let sent = spelling(of: entry, for: word) else {
                undelivered[entry.lexicon, default: []].insert(word)
                continue
            }
            applied[entry, default: 0] += 1
            if sent.isRespelled {
                respelled[entry.lexicon, default: []].insert("\(word) (\(sent.text))")
            }
            result.append(
                Edit(
                    range: match.range,
                    replacement: sent.text,
                    isAtomic: sent.isAtomic,
                    origin: .lexicon(entry.lexicon, lexeme: entry.lexeme)
                )
            )
        }
        return result
    }

    /// Adds edits where none is yet.
    private static func merge(_ new: [Edit], into edits: inout [Edit]) {
        guard !new.isEmpty else { return }
        guard !edits.isEmpty else { return edits = new }
        var result: [Edit] = []
        result.reserveCapacity(edits.count + new.count)
        var next = 0
        for edit in new {
            while next < edits.count, edits[next].range.upperBound <= edit.range.lowerBound {
                result.append(edits[next])
                next += 1
            }
            let isFree =
                next == edits.count || edits[next].range.lowerBound >= edit.range.upperBound
            if isFree { result.append(edit) }
        }
        edits = result + edits[next...]
    }
}
