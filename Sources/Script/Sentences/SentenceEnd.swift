/// A run of terminators and what stands around it.
struct SentenceEnd {
    /// Offset after the run of terminators.
    private(set) var runEnd: Int
    /// Offset after the quotation marks and brackets that close behind it.
    private(set) var after: Int
    /// Offset of what follows, white space skipped.
    private(set) var next: Int

    private let start: Int
    private let text: UTF8Text
    private let rules: SentenceRules
    private var dots = 0
    private var isEmphatic = false
    private var isWide = false
    private var hasCloser = false

    init(at start: Int, in text: UTF8Text, rules: SentenceRules) {
        self.start = start
        self.text = text
        self.rules = rules
        runEnd = start
        after = start
        next = start
        readRun()
        readClosers()
        next = text.skippingSpace(from: after)
        detachFirstDot()
    }

    /// `It ended. . . . It began.`: the first full stop is a sentence's own.
    private mutating func detachFirstDot() {
        guard dots == 4, !isEmphatic, text.scalar(at: start) == 0x2E, next < text.count else {
            return
        }
        let second = text.skippingSpace(from: start + 1)
        guard second > start + 1, ScalarClass.isWord(text.scalar(before: start)) else { return }
        guard ScalarClass.isUpper(NextWord(at: next, in: text).first) else { return }
        runEnd = next
        after = start + 1
        next = second
        dots = 2
    }

    private mutating func readRun() {
        var index = start
        while index < text.count {
            let scalar = text.scalar(at: index)
            guard rules.isTerminator(scalar) else {
                guard let spaced = spacedDot(at: index) else { break }
                index = spaced
                continue
            }
            if scalar == 0x2E {
                dots += 1
            } else if scalar == 0x2026 {
                dots += 3
            } else {
                isEmphatic = true
            }
            isWide = isWide || SentenceRules.isWide(scalar)
            index = text.after(index)
            runEnd = index
        }
        runEnd = max(runEnd, text.after(start))
    }

    /// `. . .` is one run; a full stop before it ends a sentence of its own.
    private func spacedDot(at index: Int) -> Int? {
        guard index > start, dots > 0, text.bytes[index] == 0x20 || text.bytes[index] == 0xC2 else {
            return nil
        }
        let dot = text.skippingSpace(from: index)
        guard dot < text.count, text.bytes[dot] == 0x2E else { return nil }
        let following = text.scalar(at: dot + 1)
        guard following == 0 || ScalarClass.isSpace(following) || Enclosure.isCloser(following)
        else { return nil }
        return dot
    }

    private mutating func readClosers() {
        var index = runEnd
        while index < text.count {
            let scalar = text.scalar(at: index)
            // The German closing mark is the English opening one.
            if scalar == 0x201C, ScalarClass.isWord(text.scalar(at: text.after(index))) { break }
            if Enclosure.isCloser(scalar) || ScalarClass.isInvisible(scalar) {
                hasCloser = hasCloser || Enclosure.isCloser(scalar)
                index = text.after(index)
                continue
            }
            // French sets a space before the closing guillemet.
            let mark = text.skippingSpace(from: index)
            guard mark > index, text.scalar(at: mark) == 0xBB else { break }
            index = mark
        }
        after = index
    }

    /// Whether a new sentence starts at `next`.
    func isBoundary(sentenceStart: Int) -> Bool {
        guard next < text.count else { return false }
        if isWide { return !continuesWide }
        let isSpaced = next > after
        guard isSpaced else { return isEmphatic && ScalarClass.isUnspaced(text.scalar(at: next)) }
        if isOmission { return false }
        // Two commas stand for a low quotation mark.
        let isLowQuotation = text.scalar(at: next) == 0x2C && text.scalar(at: next + 1) == 0x2C
        let word = NextWord(at: isLowQuotation && !hasCloser ? next + 2 : next, in: text)
        if word.isEllipsis, dots != 2 { return dots == 1 && word.startsWithLetter }
        if word.first == 0x2C { return false }
        if word.isLower {
            // The narrator of careless English text.
            if isEmphatic, !hasCloser, word.word == "i", !rules.speechVerbs.isEmpty { return true }
            guard dots == 1, !isEmphatic, !hasCloser, !rules.neverEnds.isEmpty else { return false }
            return FullStop(
                at: start,
                sentenceStart: sentenceStart,
                text: text,
                rules: rules,
                next: word
            ).endsCarelessSentence
        }
        if dots == 3, word.word == "I" { return false }
        if hasCloser, continuesAfterQuotation(word) { return false }
        if isEmphatic || dots == 2 || dots > 2 { return true }
        return FullStop(
            at: start,
            sentenceStart: sentenceStart,
            text: text,
            rules: rules,
            next: word
        ).endsSentence
    }

    /// `[...]` stands for words left out.
    private var isOmission: Bool {
        dots > 1 && text.scalar(before: start) == 0x5B && text.scalar(at: runEnd) == 0x5D
    }

    private var continuesWide: Bool {
        guard hasCloser, next == after else { return false }
        switch text.scalar(at: next) {
        // Quoting particles and punctuation carry the sentence on.
        case 0x3068, 0x3063, 0x3001, 0xFF0C, 0x306E, 0x304C, 0x3092, 0x306B, 0x306F: return true
        default: return isBeforeChineseSpeechVerb
        }
    }

    /// `“好吗？”她问。` is one sentence.
    private var isBeforeChineseSpeechVerb: Bool {
        var index = next
        for _ in 0..<6 {
            guard index < text.count else { return false }
            switch text.scalar(at: index) {
            case 0x8BF4, 0x8AAA, 0x9053, 0x95EE, 0x554F, 0x7B54, 0x558A, 0x53EB: return true
            case 0x3002, 0xFF0C, 0xFF01, 0xFF1F, 0x201C, 0x300C: return false
            default: index = text.after(index)
            }
        }
        return false
    }

    /// `“Why?” Mary asked.` is one sentence.
    private func continuesAfterQuotation(_ word: NextWord) -> Bool {
        guard !rules.speechVerbs.isEmpty, ScalarClass.isUpper(text.scalar(at: next)) else {
            return false
        }
        var index = next
        for _ in 0..<4 {
            let end = NextWord.end(from: index, in: text)
            guard end > index else { return false }
            if rules.speechVerbs.contains(text[index..<end]) { return true }
            if index > next, ScalarClass.isLower(text.scalar(at: index)) { return false }
            index = text.skippingSpace(from: text.scalar(at: end) == 0x2E ? end + 1 : end)
        }
        return false
    }
}
