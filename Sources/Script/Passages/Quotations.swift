/// Finds quotations in a paragraph.
enum Quotations {
    /// Scalar ranges from opening to closing mark; one that is never closed ends with the text.
    static func ranges(in scalars: [Unicode.Scalar]) -> [Range<Int>] {
        var result: [Range<Int>] = []
        var open: (start: Int, closer: UInt32)?
        for (index, scalar) in scalars.enumerated() {
            if let current = open {
                guard scalar.value == current.closer, closes(index, scalars) else { continue }
                result.append(current.start..<index + 1)
                open = nil
            } else if let closer = closer(of: scalar.value), opens(index, scalars) {
                open = (index, closer)
            }
        }
        if let open { result.append(open.start..<scalars.count) }
        return result
    }

    /// The mark that ends a quotation which begins with a mark, whatever the language.
    static func closer(of scalar: UInt32) -> UInt32? {
        switch scalar {
        case 0x22: 0x22
        case 0xAB: 0xBB
        case 0xBB: 0xAB
        case 0x2018: 0x2019
        case 0x201C: 0x201D
        case 0x201D: 0x201D
        case 0x201E: 0x201C
        case 0x300C: 0x300D
        case 0x300E: 0x300F
        default: nil
        }
    }

    /// A single mark or one that looks like a closing one opens only before a word.
    private static func opens(_ index: Int, _ scalars: [Unicode.Scalar]) -> Bool {
        guard [0x2018, 0x201D, 0xBB].contains(scalars[index].value) else { return true }
        let isAfterSpace = index == 0 || !ScalarClass.isWord(scalars[index - 1].value)
        let isBeforeText = index + 1 < scalars.count && scalars[index + 1] != " "
        return isAfterSpace && isBeforeText
    }

    /// An apostrophe is no closing mark: that one comes after a stop of some kind.
    private static func closes(_ index: Int, _ scalars: [Unicode.Scalar]) -> Bool {
        guard scalars[index].value == 0x2019 else { return true }
        let isBeforeLetter =
            index + 1 < scalars.count && ScalarClass.isWord(scalars[index + 1].value)
        guard index > 0, !isBeforeLetter else { return false }
        let last = scalars[index - 1].value
        return [0x2C, 0x2E, 0x21, 0x3F, 0x2026, 0x2014, 0x2013, 0x3B, 0x3A, 0x201D].contains(last)
    }
}
