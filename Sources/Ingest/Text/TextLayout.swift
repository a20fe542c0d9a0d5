import NarrateModel

/// Tells how the lines of a plain text make paragraphs: wrapped at a width, or one line each.
struct TextLayout {
    /// Columns that lines are filled to, where they are.
    private(set) var wrapWidth: Int?
    /// Columns by which most paragraphs are indented.
    private(set) var bodyIndent = 0

    init(_ groups: [TextGroup]) {
        var widths: [Int] = []
        var indents: [Int: Int] = [:]
        for group in groups where group.lines.count > 1 {
            for line in group.lines.dropLast() { widths.append(line.indent + line.width) }
        }
        for group in groups {
            for line in group.lines.dropFirst() { indents[line.indent, default: 0] += 1 }
        }
        bodyIndent = indents.max { ($0.value, -$0.key) < ($1.value, -$1.key) }?.key ?? 0
        guard widths.count >= 4 else { return }
        widths.sort()
        let wide = widths[widths.count * 9 / 10]
        let full = widths.count { $0 * 10 >= wide * 7 }
        if wide <= 110, full * 10 >= widths.count * 6 { wrapWidth = wide }
    }

    /// Ranges of the lines of a group that make one paragraph each, and whether they are lines of verse.
    func paragraphs(of group: TextGroup) -> (ranges: [Range<Int>], isVerse: Bool) {
        let lines = group.lines
        if lines.count == 1 { return ([0..<1], false) }
        if isVerse(lines) { return (lines.indices.map { $0..<$0 + 1 }, true) }
        var ranges: [Range<Int>] = []
        var start = 0
        for index in 1..<lines.count where !isJoined(lines[index - 1], lines[index]) {
            ranges.append(start..<index)
            start = index
        }
        ranges.append(start..<lines.count)
        return (ranges, false)
    }

    /// Whether lines are short, or set in from the text around, and begin as verse does.
    private func isVerse(_ lines: [TextLine]) -> Bool {
        guard let wrapWidth else { return false }
        let isShort = lines.allSatisfy { ($0.indent + $0.width) * 10 < wrapWidth * 8 }
        let isIndented = lines.allSatisfy { $0.indent >= bodyIndent + 2 }
        guard isShort || (isIndented && lines.allSatisfy { $0.width * 10 < wrapWidth * 9 }) else {
            return false
        }
        let capitals = lines.count { line in
            line.text.unicodeScalars.first { $0.properties.isAlphabetic }?.properties.isUppercase
                ?? false
        }
        return isIndented || capitals * 10 >= lines.count * 7
    }

    private func isJoined(_ previous: TextLine, _ next: TextLine) -> Bool {
        if next.beginsParagraph { return false }
        // A line set in further begins a paragraph where paragraphs are set in.
        if next.indent > bodyIndent, previous.indent <= bodyIndent || next.indent > previous.indent
        {
            return false
        }
        if wrapWidth != nil { return true }
        guard previous.width <= 110, let first = next.text.unicodeScalars.first else {
            return false
        }
        if first.properties.isLowercase { return true }
        guard let last = previous.text.unicodeScalars.last else { return false }
        return ",-–;".unicodeScalars.contains(last)
    }
}
