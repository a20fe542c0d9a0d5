/// Quotations and brackets, which sentences do not end inside of.
enum Enclosure {
    /// Longest enclosure that is kept whole, in bytes; longer ones are split like other text.
    private static let reach = 360

    /// The scalar that closes what a scalar opens.
    static func closer(of scalar: UInt32) -> UInt32? {
        switch scalar {
        case 0x22: 0x22
        case 0x28: 0x29
        case 0x5B: 0x5D
        case 0xAB: 0xBB
        case 0x2018: 0x2019
        case 0x201C: 0x201D
        case 0x201E: 0x201C
        case 0x300A: 0x300B
        case 0x300C: 0x300D
        case 0x300E: 0x300F
        case 0xFF08: 0xFF09
        default: nil
        }
    }

    /// Whether a scalar may stand between the end of a sentence and the white space after it.
    static func isCloser(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x22, 0x27, 0x29, 0x5D, 0x7D, 0xBB, 0x2019, 0x201D, 0x201C, 0x203A: true
        case 0x300B, 0x300D, 0x300F, 0x3011, 0xFF09, 0xFF3D: true
        default: false
        }
    }

    /// Whether a scalar may stand before the first letter of a sentence.
    static func isOpener(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x22, 0x27, 0x28, 0x5B, 0x7B, 0xA1, 0xAB, 0xBF, 0x2018, 0x201A, 0x201C, 0x201E: true
        case 0x2039, 0x2014, 0x2013, 0x2D, 0x2A, 0x5F, 0x2022, 0x2043, 0x300A, 0x300C, 0x300E: true
        case 0x3010, 0xFF08, 0xBB: true
        default: false
        }
    }

    /// The offset of the closer, when it is near.
    static func end(of closer: UInt32, opener: UInt32, at offset: Int, in text: UTF8Text) -> Int? {
        if opener == 0x22 || opener == 0x2018 {
            guard !ScalarClass.isWord(text.scalar(before: offset)) else { return nil }
            guard !ScalarClass.isSpace(text.scalar(at: text.after(offset))) else { return nil }
        }
        var index = text.after(offset)
        let stop = min(text.count, offset + reach)
        var depth = 1
        while index < stop {
            let scalar = text.scalar(at: index)
            let next = text.after(index)
            if scalar == closer || opener == 0x201E && scalar == 0x201D {
                let isApostrophe = scalar == 0x2019 && ScalarClass.isWord(text.scalar(at: next))
                if !isApostrophe { depth -= 1 }
                if depth == 0 { return index }
            } else if scalar == opener {
                depth += 1
            }
            index = next
        }
        return nil
    }
}
