/// Encodings of one byte a character that need no converter.
struct SingleByteEncoding {
    /// Characters of 0x80 to 0x9F; the rest of the table is Latin-1.
    private let upper: [UInt32]

    /// What Latin-1, ASCII and windows-1252 labels mean in practice (WHATWG Encoding).
    static let windows1252 = SingleByteEncoding(upper: [
        0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
        0x2039, 0x0152, 0x8D, 0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013,
        0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178,
    ])

    /// The code point of a byte.
    subscript(_ byte: UInt32) -> UInt32 {
        (0x80...0x9F).contains(byte) ? upper[Int(byte - 0x80)] : byte
    }

    /// Bytes as UTF-8.
    func utf8(of bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + bytes.count / 8)
        for byte in bytes {
            if byte < 0x80 { result.append(byte) } else { append(byte, to: &result) }
        }
        return result
    }

    /// Appends the character of a byte above ASCII.
    func append(_ byte: UInt8, to result: inout [UInt8]) {
        guard let scalar = Unicode.Scalar(self[UInt32(byte)]),
            let encoded = UTF8.encode(scalar)
        else { return }
        result.append(contentsOf: encoded)
    }
}
