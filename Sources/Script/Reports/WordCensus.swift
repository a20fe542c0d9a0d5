import NarrateModel

/// Counts the words of a book and how they are written.
struct WordCensus {
    /// Where a block is.
    struct Place {
        var chapter: Int
        var block: Int
    }

    /// What is known of a word, as it is written.
    struct Tally {
        var count = 0
        /// Times it stands inside a sentence, where only names have capitals.
        var inside = 0
        /// Times it stands among words in capitals.
        var shouted = 0
        /// Times it is marked as another language.
        var foreign = 0
        var first: Place

        /// `in` and `point` may stand in a French phrase once and be English all the same.
        var isForeign: Bool { foreign * 2 >= count && foreign > 0 }
    }

    private let language: String
    private let rules: SentenceRules
    private(set) var tallies: [String: Tally] = [:]
    /// All words that were read.
    private var total = 0

    init(language: String) {
        self.language = language
        rules = SentenceRules.of(language: language)
    }

    /// Lower-case words, which the spelling of the language is learned from.
    var ordinaryWords: [String] {
        tallies.compactMap { $1.isForeign || !($0.first?.isLowercase ?? false) ? nil : $0 }
    }

    /// The words of a text: letters and marks, apostrophes and hyphens end one.
    static func words(in text: UTF8Text) -> [Range<Int>] {
        var result: [Range<Int>] = []
        var index = 0
        while index < text.count {
            guard ScalarClass.isLetter(text.scalar(at: index)),
                !ScalarClass.isUnspaced(text.scalar(at: index))
            else {
                let isWord = ScalarClass.isWord(text.scalar(at: index))
                index = isWord ? NextWord.end(from: index, in: text) : text.after(index)
                continue
            }
            let end = NextWord.end(from: index, in: text)
            result.append(index..<end)
            index = end
        }
        return result
    }

    mutating func read(_ block: Block, at place: Place) {
        let text = UTF8Text(block.text)
        let foreign = foreignRanges(block, text)
        let words = WordCensus.words(in: text)
        let isHeading = Passage.role(of: block.kind) == .heading
        var wasCapitals = false
        for range in words where range.count > 1 && !isAbbreviation(range, text) {
            let word = text[range]
            let isCapitals = range.count > 1 && isCapitals(range, text)
            var tally = tallies[word] ?? Tally(first: place)
            tally.count += 1
            total += 1
            if !isHeading, isInside(range, text) { tally.inside += 1 }
            if isCapitals, wasCapitals || isHeading { tally.shouted += 1 }
            if foreign.contains(where: { $0.contains(range.lowerBound) }) { tally.foreign += 1 }
            tallies[word] = tally
            wasCapitals = isCapitals
        }
    }

    /// Why a word is suspected; `nil` when it is not.
    func kind(of word: String, _ tally: Tally, _ spelling: SpellingModel) -> RiskyWord.Kind? {
        if tally.isForeign { return .foreign }
        guard let first = word.unicodeScalars.first else { return nil }
        let lower = word.lowercased()
        guard ScalarClass.isUpper(first.value) else {
            // What is on every other page, engines know.
            let isRare = tally.count <= max(3, total / 5_000)
            return isRare && spelling.isUnusual(word) ? .unusual : nil
        }
        if word.unicodeScalars.dropFirst().allSatisfy({ ScalarClass.isUpper($0.value) }) {
            let isKnown =
                tallies[lower] != nil
                || tallies[lower.prefix(1).uppercased() + lower.dropFirst()] != nil
            let isAcronym = (2...6).contains(word.count) && tally.shouted < tally.count && !isKnown
            return isAcronym && RomanNumeral(word) == nil ? .acronym : nil
        }
        guard tally.inside > 0, tallies[lower] == nil, !rules.starters.contains(word),
            !FamiliarNames.words.contains(word)
        else { return nil }
        return .name
    }

    private func isAbbreviation(_ range: Range<Int>, _ text: UTF8Text) -> Bool {
        guard range.upperBound < text.count, text.bytes[range.upperBound] == 0x2E else {
            return false
        }
        let word = text[range].lowercased()
        return rules.neverEnds.contains(word) || rules.mayEnd.contains(word)
    }

    private func isCapitals(_ range: Range<Int>, _ text: UTF8Text) -> Bool {
        var index = range.lowerBound
        while index < range.upperBound {
            guard ScalarClass.isUpper(text.scalar(at: index)) else { return false }
            index = text.after(index)
        }
        return true
    }

    /// Whether a lower-case letter or a comma stands before the blank before it.
    private func isInside(_ range: Range<Int>, _ text: UTF8Text) -> Bool {
        let end = text.droppingSpace(before: range.lowerBound)
        guard end < range.lowerBound else { return false }
        let scalar = text.scalar(before: end)
        return scalar == 0x2C || scalar == 0x3B || ScalarClass.isLower(scalar)
    }

    private func foreignRanges(_ block: Block, _ text: UTF8Text) -> [Range<Int>] {
        block.spans.compactMap { span in
            guard case .language(let tag) = span.property, !tag.isEmpty,
                !LanguageTag.isSame(tag, language)
            else { return nil }
            let offsets = text.byteOffsets(ofScalars: [
                span.range.lowerBound, span.range.upperBound,
            ])
            return offsets[0]..<max(offsets[0], offsets[1])
        }
    }
}
