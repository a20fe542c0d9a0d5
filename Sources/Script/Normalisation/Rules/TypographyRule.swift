/// Brings dashes and quotation marks into the form that engines read as pauses.
struct TypographyRule {
    func edit(at index: Int, in text: UTF8Text) -> Edit? {
        let byte = text.bytes[index]
        guard [0x2D, 0x60, 0x27, 0x2E, 0x5F, 0x2A].contains(byte) else { return nil }
        // Runs that nothing is done about must not be counted again at every mark of theirs.
        let longest = byte == 0x2D || byte == 0x2E || byte == 0x2A ? Int.max : 3
        var end = index
        while end < text.count, text.bytes[end] == byte, end - index < longest { end += 1 }
        let count = end - index
        switch (byte, count) {
        case (0x2D, 2...): return edit(index..<end, "—")
        case (0x60, 2): return edit(index..<end, "“")
        case (0x27, 2): return edit(index..<end, "”")
        case (0x2E, 4...): return edit(index..<end, "…")
        // Marks of emphasis in plain text.
        case (0x5F, 1), (0x2A, 1...): return edit(index..<end, "")
        default: return nil
        }
    }

    private func edit(_ range: Range<Int>, _ mark: String) -> Edit {
        Edit(range: range, replacement: mark, origin: .normaliser)
    }
}
