/// Bits of a FLAC stream, most significant first.
struct FLACBits {
    private let bytes: [UInt8]
    /// Next bit, counted from the first of the stream.
    private(set) var position: Int

    init(_ bytes: [UInt8], byte: Int) {
        self.bytes = bytes
        position = byte * 8
    }

    /// Next byte, when the position is at its first bit.
    var byte: Int { position / 8 }

    var isAtEnd: Bool { position >= bytes.count * 8 }

    mutating func unsigned(_ count: Int) throws(FLACError) -> UInt64 {
        guard position + count <= bytes.count * 8 else { throw .cutShort }
        var value: UInt64 = 0
        var left = count
        while left > 0 {
            let inByte = 8 - position % 8
            let taken = min(left, inByte)
            let part = bytes[position / 8] >> (inByte - taken) & UInt8((1 << taken) - 1)
            value = value << UInt64(taken) | UInt64(part)
            position += taken
            left -= taken
        }
        return value
    }

    mutating func integer(_ count: Int) throws(FLACError) -> Int { Int(try unsigned(count)) }

    /// A number in two's complement.
    mutating func signed(_ count: Int) throws(FLACError) -> Int {
        guard count > 0 else { return 0 }
        let value = try integer(count)
        return value >= 1 << (count - 1) ? value - 1 << count : value
    }

    /// Zeros before the next one.
    mutating func unary() throws(FLACError) -> Int {
        var count = 0
        while true {
            guard !isAtEnd else { throw .cutShort }
            let inByte = 8 - position % 8
            let rest = bytes[position / 8] << UInt8(8 - inByte)
            guard rest == 0 else {
                let zeros = rest.leadingZeroBitCount
                position += zeros + 1
                return count + zeros
            }
            count += inByte
            position += inByte
        }
    }

    mutating func move(toByte byte: Int) { position = byte * 8 }

    mutating func alignToByte() { position = (position + 7) / 8 * 8 }

    /// Passes over a number coded as UTF-8 codes characters, but longer (RFC 9639, 9.1.5).
    mutating func skipCodedNumber() throws(FLACError) {
        let first = UInt8(try unsigned(8))
        let following = max(0, (~first).leadingZeroBitCount - 1)
        guard first < 0x80 || (1...6).contains(following) else { throw .notFLAC(byte: byte) }
        _ = try unsigned(following * 8)
    }
}

/// Why bytes are not a FLAC stream that can be decoded.
enum FLACError: Error, Equatable, CustomStringConvertible {
    case notFLAC(byte: Int)
    case cutShort
    case damaged(byte: Int)
    case samplesMissing(found: Int, promised: Int)

    var description: String {
        switch self {
        case .notFLAC(let byte): "no FLAC at byte \(byte)"
        case .cutShort: "the last FLAC frame is cut short"
        case .damaged(let byte): "the FLAC frame at byte \(byte) is damaged"
        case .samplesMissing(let found, let promised): "\(found) of \(promised) FLAC samples"
        }
    }
}
