/// One pass over a text that finds where sentences start.
struct SentenceScanner {
    let text: UTF8Text
    let rules: SentenceRules
    /// Where the sentence that is being read starts.
    private(set) var sentenceStart = 0
    private var result: [Int] = []
    /// No sentence ends before this offset: a quotation or bracket is open.
    private var quietUntil = 0

    init(text: UTF8Text, rules: SentenceRules) {
        self.text = text
        self.rules = rules
    }

    /// Offsets at which a sentence starts, without the first.
    mutating func starts() -> [Int] {
        sentenceStart = text.skippingSpace(from: 0)
        let items = ListMarkers(text: text).starts(from: sentenceStart)
        var item = 0
        var index = sentenceStart
        while index < text.count {
            if item < items.count, items[item] <= index {
                begin(at: items[item])
                item += 1
            }
            let byte = text.bytes[index]
            guard SentenceScanner.isInteresting(byte) else {
                index += 1
                continue
            }
            index = read(at: index)
        }
        return result
    }

    private mutating func begin(at offset: Int) {
        guard offset > sentenceStart, offset < text.count else { return }
        result.append(offset)
        sentenceStart = offset
    }

    /// Reads an interesting character; returns where reading goes on.
    private mutating func read(at index: Int) -> Int {
        let scalar = text.scalar(at: index)
        let next = text.after(index)
        if rules.isTerminator(scalar) { return readEnd(at: index) }
        if index >= quietUntil, let closer = Enclosure.closer(of: scalar) {
            quietUntil =
                Enclosure.end(of: closer, opener: scalar, at: index, in: text) ?? quietUntil
        }
        if scalar == 0x0A { begin(at: text.skippingSpace(from: next)) }
        if scalar == 0x2022 || scalar == 0x2043, index > sentenceStart { begin(at: index) }
        return next
    }

    private mutating func readEnd(at index: Int) -> Int {
        let end = SentenceEnd(at: index, in: text, rules: rules)
        guard end.after >= quietUntil || end.after == text.count else { return end.runEnd }
        guard end.isBoundary(sentenceStart: sentenceStart) else { return end.runEnd }
        begin(at: end.next)
        return max(end.runEnd, min(end.next, text.count))
    }

    /// Lead bytes of terminators, brackets, quotation marks, bullets and line breaks.
    @inline(__always)
    private static func isInteresting(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x0A, 0x21, 0x22, 0x28, 0x2E, 0x3A, 0x3B, 0x3F, 0x5B: true
        case 0xC2, 0xCD, 0xD6, 0xD8, 0xDB, 0xE0...0xE3, 0xEF: true
        default: false
        }
    }
}
