/// What kind of character a Unicode scalar is, quick for the common ones.
enum ScalarClass {
    @inline(__always)
    static func isSpace(_ scalar: UInt32) -> Bool {
        if scalar < 0x80 { return scalar == 0x20 || (0x09...0x0D).contains(scalar) }
        switch scalar {
        case 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000:
            return true
        default: return false
        }
    }

    /// Letter, mark, digit or underscore: what a word is made of.
    @inline(__always)
    static func isWord(_ scalar: UInt32) -> Bool {
        if scalar < 0x80 {
            // Digits; capitals, underscore and small letters. A table would cost a `swift_once`.
            let bits: UInt64 = scalar < 64 ? 0x03FF_0000_0000_0000 : 0x07FF_FFFE_87FF_FFFE
            return bits >> UInt64(scalar & 63) & 1 == 1
        }
        return isWideWord(scalar)
    }

    static func isLetter(_ scalar: UInt32) -> Bool {
        if scalar < 0x80 { return (0x61...0x7A).contains(scalar | 0x20) }
        return isWideWord(scalar) && !isDigit(scalar)
    }

    @inline(__always)
    static func isDigit(_ scalar: UInt32) -> Bool {
        if scalar < 0x80 { return (0x30...0x39).contains(scalar) }
        if (0xFF10...0xFF19).contains(scalar) || (0x660...0x669).contains(scalar) { return true }
        return (0x966...0x96F).contains(scalar) || (0x6F0...0x6F9).contains(scalar)
    }

    /// Whether a byte is one of the capitals Roman numerals are written in.
    @inline(__always)
    static func isRoman(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x43, 0x44, 0x49, 0x4C, 0x4D, 0x56, 0x58: true
        default: false
        }
    }

    static func isLower(_ scalar: UInt32) -> Bool {
        if scalar < 0x80 { return (0x61...0x7A).contains(scalar) }
        if (0x2000...0x206F).contains(scalar) || scalar >= 0x2E80 && scalar < 0xA640 {
            return false
        }
        return Unicode.Scalar(scalar)?.properties.isLowercase ?? false
    }

    static func isUpper(_ scalar: UInt32) -> Bool {
        if scalar < 0x80 { return (0x41...0x5A).contains(scalar) }
        if (0x2000...0x206F).contains(scalar) || scalar >= 0x2E80 && scalar < 0xA640 {
            return false
        }
        return Unicode.Scalar(scalar)?.properties.isUppercase ?? false
    }

    /// Han, kana, Thai, Lao, Khmer, Burmese, Tibetan: words are not spaced.
    @inline(__always)
    static func isUnspaced(_ scalar: UInt32) -> Bool {
        guard scalar >= 0x0E00 else { return false }
        switch scalar {
        case 0x0E00...0x0EFF, 0x0F00...0x0FFF, 0x1000...0x109F, 0x1780...0x17FF: return true
        case 0x2E80...0x2FDF, 0x3005...0x3007, 0x3041...0x30FF, 0x3100...0x312F: return true
        case 0x31A0...0x31BF, 0x31F0...0x31FF, 0x3400...0x4DBF, 0x4E00...0x9FFF: return true
        case 0xF900...0xFAFF, 0xFF66...0xFF9F, 0x20000...0x3FFFF: return true
        default: return false
        }
    }

    /// Marks that steer direction and joining and are not seen.
    static func isInvisible(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0xAD, 0x61C, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2069, 0xFEFF: true
        default: false
        }
    }

    private static func isWideWord(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x80..<0xAA: return false
        case 0xC0...0x24F: return scalar != 0xD7 && scalar != 0xF7
        case 0x300...0x36F: return true
        case 0x400...0x481, 0x48A...0x52F: return true
        case 0x2000...0x206F: return false
        case 0x3001...0x3004, 0x3008...0x3020, 0x3030, 0x30FB: return false
        case 0x3041...0x9FFF: return true
        case 0xAC00...0xD7A3: return true
        case 0xFF01...0xFF0F, 0xFF1A...0xFF20: return false
        default: break
        }
        guard let properties = Unicode.Scalar(scalar)?.properties else { return false }
        if properties.isAlphabetic || properties.numericType != nil { return true }
        switch properties.generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark: return true
        default: return false
        }
    }
}
