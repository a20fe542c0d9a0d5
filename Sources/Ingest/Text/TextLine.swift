/// A line of a plain text.
struct TextLine {
    /// Without white space at its ends; inner runs stay as they are.
    var text: String
    /// Columns before the first character; wide characters count two.
    var indent: Int
    /// Columns of the text.
    var width: Int
    /// From 1.
    var number: Int
    /// Whether it begins with the wide blank that sets paragraphs in in Chinese and Japanese.
    var beginsParagraph = false
    /// Heading level that the notation of the text gives it.
    var level: Int?
    var isEmpty: Bool { text.isEmpty }

    /// The lines of a text; every kind of line end and page break ends one.
    static func lines(of bytes: [UInt8]) -> [TextLine] {
        var lines: [TextLine] = []
        var start = 0
        var index = 0
        var number = 1
        func add(_ end: Int) {
            lines.append(TextLine(bytes[start..<end], number: number))
            number += 1
        }
        while index < bytes.count {
            switch bytes[index] {
            case 0x0A, 0x0C, 0x0B:
                add(index)
                start = index + 1
            case 0x0D:
                add(index)
                if index + 1 < bytes.count, bytes[index + 1] == 0x0A { index += 1 }
                start = index + 1
            default: break
            }
            index += 1
        }
        if start < bytes.count { add(bytes.count) }
        return lines
    }

    private init(_ bytes: ArraySlice<UInt8>, number: Int) {
        self.number = number
        if let plain = TextLine.plain(bytes) {
            text = String(decoding: bytes[plain], as: UTF8.self)
            indent = plain.lowerBound - bytes.startIndex
            width = TextLine.width(of: text)
            return
        }
        var columns = 0
        var rest = Substring(String(decoding: bytes, as: UTF8.self))
        beginsParagraph = rest.unicodeScalars.first == "\u{3000}"
        while let first = rest.unicodeScalars.first, ScalarClass.weight(first.value) == 0 {
            if first == "\t" {
                columns += 8
            } else if ScalarClass.of(first.value) == .space {
                columns += first == "\u{3000}" ? 2 : 1
            }
            rest.unicodeScalars.removeFirst()
        }
        while let last = rest.unicodeScalars.last, ScalarClass.weight(last.value) == 0 {
            rest.unicodeScalars.removeLast()
        }
        text = String(rest)
        indent = columns
        width = TextLine.width(of: text)
    }

    /// What stands between blanks, when the ends are plain ASCII; `nil` when they need a closer look.
    private static func plain(_ bytes: ArraySlice<UInt8>) -> Range<Int>? {
        var start = bytes.startIndex
        var end = bytes.endIndex
        while start < end, bytes[start] == 0x20 { start += 1 }
        while end > start, bytes[end - 1] == 0x20 { end -= 1 }
        guard start < end else { return nil }
        let isPlain = (0x21...0x7E).contains(bytes[start]) && (0x21...0x7E).contains(bytes[end - 1])
        return isPlain ? start..<end : nil
    }

    init(text: String, like line: TextLine) {
        self = line
        self.text = text
        width = TextLine.width(of: text)
    }

    private static func width(of text: String) -> Int {
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.utf8.count }
        return text.unicodeScalars.reduce(0) {
            $0 + ($1.value < 0x1100 ? 1 : TextAccumulator.isUnspaced($1.value) ? 2 : 1)
        }
    }
}

/// Lines between two blank ones.
struct TextGroup {
    var lines: [TextLine]
    /// Blank lines before it.
    var blanksBefore: Int

    /// Groups of a text in order.
    static func groups(of lines: [TextLine]) -> [TextGroup] {
        var groups: [TextGroup] = []
        var current: [TextLine] = []
        var blanks = 0
        var before = 2
        for line in lines {
            if line.isEmpty {
                if !current.isEmpty {
                    groups.append(TextGroup(lines: current, blanksBefore: before))
                    current = []
                    blanks = 0
                }
                blanks += 1
            } else {
                if current.isEmpty { before = groups.isEmpty ? 2 : blanks }
                current.append(line)
            }
        }
        if !current.isEmpty { groups.append(TextGroup(lines: current, blanksBefore: before)) }
        return groups
    }
}
