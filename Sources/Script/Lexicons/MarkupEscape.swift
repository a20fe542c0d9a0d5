/// Keeps an engine from taking the book's words for its markup.
struct MarkupEscape {
    private let delivery: PhonemeDelivery
    private let readsTags: Bool

    init(_ delivery: PhonemeDelivery, readsTags: Bool = false) {
        self.delivery = delivery
        self.readsTags = readsTags
    }

    /// The text with what looks like markup made harmless.
    func escaped(_ text: String) -> String {
        let bytes = UTF8Text(text)
        let edits = edits(in: bytes, outside: [])
        guard !edits.isEmpty else { return text }
        let spoken = SpokenText(bytes, range: 0..<bytes.count, edits: edits).text
        return spoken[0..<spoken.count]
    }

    /// The edits it takes, outside of ranges that are edited already.
    func edits(in text: UTF8Text, outside ranges: [Range<Int>]) -> [Edit] {
        switch delivery {
        case .none where !readsTags, .respelling where !readsTags: return []
        case .none, .respelling, .inlineTags:
            // Tags are looked for, entities are not: angle quotation marks are silent.
            return replace([0x3C: "‹", 0x3E: "›"], in: text, outside: ranges)
        case .espeak:
            return replace([0x5B: "(", 0x5D: ")"], in: text, outside: ranges, doubled: true)
        }
    }

    private func replace(
        _ table: [UInt8: String],
        in text: UTF8Text,
        outside ranges: [Range<Int>],
        doubled: Bool = false
    ) -> [Edit] {
        guard table.keys.contains(where: text.bytes.contains) else { return [] }
        var result: [Edit] = []
        var next = 0
        for (index, byte) in text.bytes.enumerated() {
            guard let replacement = table[byte] else { continue }
            while next < ranges.count, ranges[next].upperBound <= index { next += 1 }
            if next < ranges.count, ranges[next].lowerBound <= index { continue }
            if doubled {
                let isNext = index + 1 < text.count && text.bytes[index + 1] == byte
                let isLast = index > 0 && text.bytes[index - 1] == byte
                guard isNext || isLast else { continue }
            }
            result.append(
                Edit(range: index..<index + 1, replacement: replacement, origin: .escape)
            )
        }
        return result
    }
}
