/// Reads numbers off text: digits with the separators of a language.
struct NumberReading {
    let tables: LanguageTables
    let text: UTF8Text

    func isDigit(_ offset: Int) -> Bool {
        offset < text.count && (0x30...0x39).contains(text.bytes[offset])
    }

    func byte(_ offset: Int) -> UInt8 { offset < text.count ? text.bytes[offset] : 0 }

    /// The digits from an offset on.
    func digits(from offset: Int) -> Range<Int> {
        var end = offset
        while isDigit(end) { end += 1 }
        return offset..<end
    }

    /// A number with groups and decimals, and the offset after it.
    func literal(at offset: Int) -> (literal: NumberLiteral, end: Int)? {
        let first = digits(from: offset)
        guard !first.isEmpty else { return nil }
        var literal = NumberLiteral(whole: text[first])
        var end = first.upperBound
        if first.count <= 3, text.bytes[offset] != 0x30 { readGroups(&literal, &end) }
        if byte(end) == tables.all.decimal || byte(end) == 0x2E && !literal.isGrouped {
            let decimals = digits(from: end + 1)
            // A date or a version has another separator behind.
            let isLast = byte(decimals.upperBound) != byte(end) || !isDigit(decimals.upperBound + 1)
            if !decimals.isEmpty, isLast,
                byte(end) == tables.all.decimal || tables.all.decimal == 0x2C
            {
                literal.decimals = text[decimals]
                end = decimals.upperBound
            }
        }
        return (literal, end)
    }

    private func readGroups(_ literal: inout NumberLiteral, _ end: inout Int) {
        var separator: UInt32?
        while end < text.count {
            let mark = text.scalar(at: end)
            guard tables.all.groups.contains(mark), separator == nil || separator == mark else {
                return
            }
            let group = digits(from: text.after(end))
            guard group.count == 3, mark != 0x20 || isGroupLikely(literal) else { return }
            separator = mark
            literal.whole += text[group]
            literal.isGrouped = true
            end = group.upperBound
        }
    }

    /// A plain blank groups only what can't be two numbers: `12 345`, not `007 345`.
    private func isGroupLikely(_ literal: NumberLiteral) -> Bool { literal.whole.first != "0" }

    /// The word from an offset on, white space before it skipped when wanted.
    func word(at offset: Int) -> String {
        text[offset..<NextWord.end(from: offset, in: text)]
    }

    /// The offset after blanks on one line.
    func skippingBlanks(_ offset: Int) -> Int {
        var index = offset
        while index < text.count, text.bytes[index] != 0x0A,
            ScalarClass.isSpace(text.scalar(at: index))
        {
            index = text.after(index)
        }
        return index
    }

    /// The longest of some strings that stands at an offset and is no part of a longer word.
    func longest(_ keys: KeyIndex, at offset: Int) -> String? {
        keys.longest(at: offset, in: text)
    }

    /// The offset after one of some marks that stands at an offset.
    func mark(_ marks: [UInt32], at offset: Int) -> Int? {
        guard offset < text.count, marks.contains(text.scalar(at: offset)) else { return nil }
        return text.after(offset)
    }

    func has(_ key: String, at offset: Int) -> Bool {
        let end = offset + key.utf8.count
        guard end <= text.count else { return false }
        return text.bytes[offset..<end].elementsEqual(key.utf8)
    }
}
