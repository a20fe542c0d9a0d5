/// The punctuation a heading lacks for the voice to fall.
enum HeadingEnd {
    /// What to put after a heading; nothing when it ends with a mark of its own.
    static func mark(for heading: String) -> String {
        let text = UTF8Text(heading)
        var end = text.droppingSpace(before: text.count)
        while let index = text.before(end), Enclosure.isCloser(text.scalar(at: index)) {
            end = index
        }
        let last = text.scalar(before: end)
        switch last {
        case 0, 0x2E, 0x21, 0x3F, 0x2026, 0x3A, 0x3B, 0x2C: return ""
        case 0x3002, 0xFF01, 0xFF1F, 0x964, 0x965, 0x61F, 0x6D4: return ""
        case 0x2E80...0x9FFF, 0xF900...0xFAFF, 0xFF00...0xFFEF: return "。"
        case 0x900...0x97F: return "।"
        default: return "."
        }
    }
}
