/// Makes UTF-8 valid; the standard library's own repair would lose bytes of old encodings between good ones.
enum UTF8Repair {
    /// Length of the well-formed sequence at an index (Unicode, table 3-7), or `nil`.
    static func sequenceLength(in bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int? {
        let lead = bytes[index]
        if lead < 0x80 { return 1 }
        let length: Int
        var second: ClosedRange<UInt8> = 0x80...0xBF
        switch lead {
        case 0xC2...0xDF: length = 2
        case 0xE0:
            length = 3
            second = 0xA0...0xBF
        case 0xED:
            length = 3
            second = 0x80...0x9F
        case 0xE1...0xEF: length = 3
        case 0xF0:
            length = 4
            second = 0x90...0xBF
        case 0xF4:
            length = 4
            second = 0x80...0x8F
        case 0xF1...0xF3: length = 4
        default: return nil
        }
        guard index + length <= bytes.count, second.contains(bytes[index + 1]) else { return nil }
        for offset in 2..<max(2, length) where bytes[index + offset] & 0xC0 != 0x80 { return nil }
        return length
    }

    /// How many well-formed sequences above ASCII there are, and how many bytes stand outside of any.
    static func census(_ bytes: UnsafeBufferPointer<UInt8>) -> (wellFormed: Int, stray: Int) {
        var wellFormed = 0
        var stray = 0
        var index = 0
        while index < bytes.count {
            if bytes[index] < 0x80 {
                index = ByteScan.endOfASCII(in: bytes, from: index)
                continue
            }
            guard let length = sequenceLength(in: bytes, at: index) else {
                stray += 1
                index += 1
                continue
            }
            wellFormed += 1
            index += length
        }
        return (wellFormed, stray)
    }

    /// The bytes with every stray one read as windows-1252, the most likely origin.
    static func repaired(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + 64)
        var index = 0
        while index < bytes.count {
            guard let length = sequenceLength(in: bytes, at: index) else {
                SingleByteEncoding.windows1252.append(bytes[index], to: &result)
                index += 1
                continue
            }
            result.append(contentsOf: bytes[index..<index + length])
            index += length
        }
        return result
    }
}
