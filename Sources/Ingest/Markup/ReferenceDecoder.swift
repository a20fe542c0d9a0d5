/// Resolves character references as HTML does: by number, by name, and by name without a semicolon where that
/// was once allowed.
struct ReferenceDecoder {
    /// A resolved reference.
    struct Decoded {
        let text: String
        /// Byte after the reference.
        let end: Int
        let isTerminated: Bool
    }

    private let bytes: UnsafeBufferPointer<UInt8>
    private let entities: MarkupEntities?

    init(_ bytes: UnsafeBufferPointer<UInt8>, entities: MarkupEntities? = nil) {
        self.bytes = bytes
        self.entities = entities
    }

    /// The reference that starts with the `&` at an offset, or `nil` when it is a plain ampersand.
    mutating func decode(at start: Int) -> Decoded? {
        guard start + 1 < bytes.count else { return nil }
        return bytes[start + 1] == UInt8(ascii: "#") ? numeric(at: start) : named(at: start)
    }

    private func numeric(at start: Int) -> Decoded? {
        var index = start + 2
        var radix: UInt32 = 10
        if index < bytes.count, bytes[index] | 0x20 == UInt8(ascii: "x") {
            radix = 16
            index += 1
        }
        let digits = index
        var value: UInt32 = 0
        while index < bytes.count, let digit = ReferenceDecoder.digit(bytes[index], radix: radix) {
            value = min(value * radix + digit, 0x11_0000)
            index += 1
        }
        guard index > digits else { return nil }
        let isTerminated = index < bytes.count && bytes[index] == UInt8(ascii: ";")
        let scalar = ReferenceDecoder.scalar(value)
        return Decoded(
            text: String(Character(scalar)),
            end: isTerminated ? index + 1 : index,
            isTerminated: isTerminated
        )
    }

    private func named(at start: Int) -> Decoded? {
        var end = start + 1
        while end < bytes.count, end - start < 40, ReferenceDecoder.isNameByte(bytes[end]) {
            end += 1
        }
        guard end > start + 1 else { return nil }
        let name = String(decoding: bytes[start + 1..<end], as: UTF8.self)
        if end < bytes.count, bytes[end] == UInt8(ascii: ";") {
            if let text = entities?.text(named: name) ?? NamedCharacters.characters(named: name) {
                return Decoded(text: text, end: end + 1, isTerminated: true)
            }
        }
        return legacy(name, at: start)
    }

    private func legacy(_ name: String, at start: Int) -> Decoded? {
        var prefix = Substring(name)
        while prefix.count > 1 {
            if NamedCharacters.isLegacy(String(prefix)),
                let text = NamedCharacters.characters(named: String(prefix))
            {
                return Decoded(
                    text: text,
                    end: start + 1 + prefix.utf8.count,
                    isTerminated: false
                )
            }
            prefix = prefix.dropLast()
        }
        return nil
    }

    /// Text of a range with its references resolved.
    static func text(in bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> String {
        guard bytes[range].contains(UInt8(ascii: "&")) else {
            return String(decoding: bytes[range], as: UTF8.self)
        }
        let slice = UnsafeBufferPointer(rebasing: bytes[range])
        var decoder = ReferenceDecoder(slice)
        var result: [UInt8] = []
        var index = 0
        while index < slice.count {
            if slice[index] == UInt8(ascii: "&"), let decoded = decoder.decode(at: index) {
                result.append(contentsOf: decoded.text.utf8)
                index = decoded.end
            } else {
                result.append(slice[index])
                index += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// Text of a range with numeric references resolved, or `nil` when it holds other references or markup.
    static func numericText(in bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> String? {
        let slice = UnsafeBufferPointer(rebasing: bytes[range])
        let decoder = ReferenceDecoder(slice)
        var result: [UInt8] = []
        var index = 0
        while index < slice.count {
            switch slice[index] {
            case UInt8(ascii: "<"): return nil
            case UInt8(ascii: "&"):
                guard index + 1 < slice.count, slice[index + 1] == UInt8(ascii: "#"),
                    let decoded = decoder.numeric(at: index)
                else { return nil }
                result.append(contentsOf: decoded.text.utf8)
                index = decoded.end
            default:
                result.append(slice[index])
                index += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// The character a number stands for; 0x80 to 0x9F are windows-1252 (HTML, section 13.2.5.80).
    static func scalar(_ value: UInt32) -> Unicode.Scalar {
        let mapped = (0x80...0x9F).contains(value) ? SingleByteEncoding.windows1252[value] : value
        guard mapped != 0, let scalar = Unicode.Scalar(mapped) else { return "\u{FFFD}" }
        return scalar
    }

    private static func digit(_ byte: UInt8, radix: UInt32) -> UInt32? {
        switch byte {
        case 0x30...0x39: return UInt32(byte - 0x30)
        case 0x41...0x46 where radix == 16: return UInt32(byte - 0x41 + 10)
        case 0x61...0x66 where radix == 16: return UInt32(byte - 0x61 + 10)
        default: return nil
        }
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        MarkupTokenizer.isLetter(byte) || (byte >= 0x30 && byte <= 0x39)
    }
}
