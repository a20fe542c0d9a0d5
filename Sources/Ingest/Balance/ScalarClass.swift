/// How a character of a source counts and is written: the one place that both the reader and the count of
/// visible text agree on.
enum ScalarClass: Equatable {
    /// One visible character.
    case visible
    case space
    /// Nothing a voice could say: soft hyphens, zero-width and direction marks, controls.
    case ignorable
    /// Joins or parts letters in some scripts; without effect elsewhere.
    case joiner
    /// A presentation form that is written as the letters it shows.
    case ligature(String)

    /// The class of a character outside ASCII, or inside.
    static func of(_ value: UInt32) -> ScalarClass {
        if value < 0x80 {
            return value <= 0x20
                ? (isASCIISpace(UInt8(value)) ? .space : .ignorable)
                : (value == 0x7F ? .ignorable : .visible)
        }
        if value < 0x2000 { return low(value) }
        if value < 0x2070 { return generalPunctuation(value) }
        if value < 0x3000 { return .visible }
        if value == 0x3000 { return .space }
        if value < 0xFB00 { return (0xD800...0xDFFF).contains(value) ? .ignorable : .visible }
        return high(value)
    }

    /// Visible characters it is written as.
    static func weight(_ value: UInt32) -> Int {
        switch of(value) {
        case .visible: 1
        case .space, .ignorable, .joiner: 0
        case .ligature(let letters): letters.unicodeScalars.count
        }
    }

    /// Visible characters of a text.
    static func weight(of text: String) -> Int {
        if let weight = text.utf8.withContiguousStorageIfAvailable({ weight(of: $0) }) {
            return weight
        }
        var text = text
        return text.withUTF8 { weight(of: $0) }
    }

    /// Visible characters of valid UTF-8.
    static func weight(of bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var total = 0
        var index = 0
        while index < bytes.count {
            let run = ByteScan.asciiRun(in: bytes, from: index, isMarkup: false)
            total += run.visible
            index = run.end
            guard index < bytes.count else { break }
            let byte = bytes[index]
            let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
            var value = UInt32(byte) & (0xFF >> UInt32(length + 1))
            for offset in 1..<length where index + offset < bytes.count {
                value = value << 6 | UInt32(bytes[index + offset] & 0x3F)
            }
            total += isPlainWide(value) ? 1 : weight(value)
            index += length
        }
        return total
    }

    /// Letters of living scripts, Han and kana: visible without a further look.
    static func isPlainWide(_ value: UInt32) -> Bool {
        (value >= 0x3001 && value < 0xD800) || (value >= 0xAE && value < 0x600)
    }

    static func isASCIISpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || (byte >= 0x09 && byte <= 0x0D)
    }

    private static func low(_ value: UInt32) -> ScalarClass {
        switch value {
        case 0x85, 0xA0, 0x1680: .space
        case 0x80...0x9F, 0xAD, 0x61C, 0x180E, 0x1806: .ignorable
        default: .visible
        }
    }

    private static func generalPunctuation(_ value: UInt32) -> ScalarClass {
        switch value {
        case 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F: .space
        case 0x200C, 0x200D: .joiner
        case 0x200B, 0x200E, 0x200F, 0x202A...0x202E, 0x2060...0x206F: .ignorable
        default: .visible
        }
    }

    private static func high(_ value: UInt32) -> ScalarClass {
        switch value {
        case 0xFB00: .ligature("ff")
        case 0xFB01: .ligature("fi")
        case 0xFB02: .ligature("fl")
        case 0xFB03: .ligature("ffi")
        case 0xFB04: .ligature("ffl")
        case 0xFB05, 0xFB06: .ligature("st")
        case 0xFDD0...0xFDEF, 0xFEFF, 0xFFF9...0xFFFB: .ignorable
        default: value & 0xFFFE == 0xFFFE ? .ignorable : .visible
        }
    }
}
