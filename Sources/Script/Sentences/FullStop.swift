/// A single full stop: the end of a sentence, or of an abbreviation, initial or ordinal.
struct FullStop {
    private let text: UTF8Text
    private let rules: SentenceRules
    private let next: NextWord
    private let sentenceStart: Int
    /// Offsets of the word before the full stop.
    private let range: Range<Int>

    init(
        at offset: Int,
        sentenceStart: Int,
        text: UTF8Text,
        rules: SentenceRules,
        next: NextWord
    ) {
        self.text = text
        self.rules = rules
        self.next = next
        self.sentenceStart = sentenceStart
        var end = offset
        while let previous = text.before(end), ScalarClass.isInvisible(text.scalar(at: previous)) {
            end = previous
        }
        var start = end
        while let previous = text.before(start) {
            let scalar = text.scalar(at: previous)
            if ScalarClass.isSpace(scalar) || FullStop.separates(scalar) { break }
            start = previous
        }
        range = start..<end
    }

    /// What a word before a full stop does not reach over, as in `l'Ing.` and `(Lt.-Col.`.
    private static func separates(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x22, 0x27, 0x28, 0x2D, 0x2F, 0x5B, 0xA1, 0xAB, 0xBF: true
        case 0x2010...0x2015, 0x2018...0x201F, 0x202A...0x202E, 0x2022, 0x2043: true
        default: false
        }
    }

    var endsSentence: Bool {
        guard let last = range.last,
            ScalarClass.isWord(text.scalar(before: last + 1))
                || text.scalar(before: last + 1) == 0xB0
        else { return true }
        let word = text[range]
        if isFirst, isMarker(word) { return false }
        if word.utf8.allSatisfy({ (0x30...0x39).contains($0) }) { return endsAfterNumber(word) }
        let isLetter = text.scalarCount(range) == 1
        if isLetter, ScalarClass.isUpper(text.scalar(at: range.lowerBound)) {
            return endsAfterLetter(word)
        }
        let key = word.lowercased()
        if rules.neverEnds.contains(key) { return false }
        if rules.beforeNumber.contains(key) {
            return !(next.isDigit || next.isRoman && key != "no")
        }
        if rules.mayEnd.contains(key) { return endsAfterAmbiguous(key) }
        if isLetter { return endsAfterLetter(word) }
        if isAcronym(word) { return endsAfterAmbiguous(key) }
        if rules.hasOrdinalDots, isRoman(word) { return isStarter }
        return true
    }

    /// Whether a sentence ends although the next begins with a small letter, as in careless text.
    ///
    /// A word in small letters that is no abbreviation is taken for a sentence's last.
    var endsCarelessSentence: Bool {
        let word = text[range]
        if [0x27, 0x2019].contains(text.scalar(before: range.lowerBound)) { return word == "s" }
        guard text.scalarCount(range) > 2, !next.isEllipsis else { return false }
        guard word.unicodeScalars.allSatisfy({ ScalarClass.isLower($0.value) }) else {
            return false
        }
        return !rules.neverEnds.contains(word) && !rules.beforeNumber.contains(word)
            && !rules.mayEnd.contains(word)
    }

    private var isStarter: Bool {
        next.isInverted || !next.isInitial && rules.starters.contains(next.word)
    }

    /// Whether the word is the first of the sentence.
    private var isFirst: Bool {
        var index = sentenceStart
        while index < range.lowerBound {
            let scalar = text.scalar(at: index)
            guard ScalarClass.isSpace(scalar) || Enclosure.isOpener(scalar) else { return false }
            index = text.after(index)
        }
        return true
    }

    /// `1.` and `a.` at the start of a sentence number it.
    private func isMarker(_ word: String) -> Bool {
        let bytes = word.utf8
        if bytes.count <= 3, bytes.allSatisfy({ (0x30...0x39).contains($0) }) { return true }
        return bytes.count == 1 && !(word == "I" && isStarter)
    }

    private func endsAfterNumber(_ word: String) -> Bool {
        guard rules.hasOrdinalDots, word.utf8.count <= 2 else { return true }
        return isStarter
    }

    private func endsAfterLetter(_ word: String) -> Bool {
        let scalar = text.scalar(at: range.lowerBound)
        let isCased = ScalarClass.isUpper(scalar) || ScalarClass.isLower(scalar)
        guard isCased else { return false }
        // `km/h` and `Tony's` are words.
        let isUnit =
            [0x2F, 0x27, 0x2019].contains(text.scalar(before: range.lowerBound))
            && ScalarClass.isLower(scalar)
        return isUnit || isStarter && isAfterLowerWord
    }

    private func endsAfterAmbiguous(_ key: String) -> Bool {
        if next.isDigit { return false }
        // `At 5 a.m. Mr Smith went` against `He left at 6 p.m. Mr Smith stayed`.
        if rules.clock.contains(key), wordsBefore <= 3 { return false }
        return isStarter
    }

    /// Words of the sentence so far; more than a few are not counted.
    private var wordsBefore: Int {
        var count = 0
        var index = sentenceStart
        while index < range.lowerBound, count < 8 {
            let space = ScalarClass.isSpace(text.scalar(at: index))
            index = text.after(index)
            if space, !ScalarClass.isSpace(text.scalar(at: index)) { count += 1 }
        }
        return count + 1
    }

    private var isAfterLowerWord: Bool {
        let end = text.droppingSpace(before: range.lowerBound)
        var index = end
        while let previous = text.before(index), ScalarClass.isWord(text.scalar(at: previous)) {
            index = previous
        }
        return index < end && ScalarClass.isLower(text.scalar(at: index))
    }

    /// `U.S`, `a.m`, `Ph.D`: short parts with full stops between.
    private func isAcronym(_ word: String) -> Bool {
        let parts = word.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count > 1 else { return false }
        return parts.allSatisfy {
            (1...3).contains($0.unicodeScalars.count)
                && $0.unicodeScalars.allSatisfy { ScalarClass.isLetter($0.value) }
        }
    }

    private func isRoman(_ word: String) -> Bool {
        word.utf8.allSatisfy(ScalarClass.isRoman)
    }
}
