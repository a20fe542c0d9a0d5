/// What precedes the channels of a frame (RFC 9639, 9.1).
struct FLACFrameHeader {
    let blockSize: Int
    let depth: Int
    private let assignment: Int

    private static let depths = [0, 8, 12, 0, 16, 20, 24, 32]

    init(_ bits: inout FLACBits, depth streamDepth: Int) throws(FLACError) {
        let start = bits.byte
        // Sync code and the bit that is always 0, then the blocking strategy.
        guard try bits.integer(15) == 0x7FFC else { throw .notFLAC(byte: start) }
        _ = try bits.integer(1)
        let sizeCode = try bits.integer(4)
        let rateCode = try bits.integer(4)
        assignment = try bits.integer(4)
        let depthCode = try bits.integer(3)
        _ = try bits.integer(1)
        try bits.skipCodedNumber()
        switch sizeCode {
        case 1: blockSize = 192
        case 2...5: blockSize = 144 << sizeCode
        case 6: blockSize = try bits.integer(8) + 1
        case 7: blockSize = try bits.integer(16) + 1
        case 8...15: blockSize = 1 << sizeCode
        default: throw .damaged(byte: start)
        }
        switch rateCode {
        case 12: _ = try bits.integer(8)
        case 13, 14: _ = try bits.integer(16)
        default: break
        }
        _ = try bits.integer(8)  // its own check; the one of the whole frame covers it
        depth = depthCode == 0 ? streamDepth : Self.depths[depthCode]
        guard assignment <= 10 else { throw .damaged(byte: start) }
    }

    var channelCount: Int { assignment < 8 ? assignment + 1 : 2 }

    /// Whether a channel holds the difference of two, which takes a bit more.
    func isSide(_ channel: Int) -> Bool {
        assignment == 9 ? channel == 0 : assignment >= 8 && channel == 1
    }

    /// Turns sums and differences back into left and right.
    func decorrelate(_ parts: inout [[Int]]) {
        guard assignment >= 8 else { return }
        for index in 0..<blockSize {
            let (first, second) = (parts[0][index], parts[1][index])
            switch assignment {
            case 8: parts[1][index] = first - second
            case 9: parts[0][index] = first + second
            default:
                let middle = first << 1 | second & 1
                parts[0][index] = (middle + second) >> 1
                parts[1][index] = (middle - second) >> 1
            }
        }
    }
}

/// The check at the end of a frame: polynomial 0x8005, from 0 (RFC 9639, 9.3).
enum FLACChecksum {
    private static let table = (0..<256).map { byte -> UInt16 in
        (0..<8).reduce(UInt16(byte) << 8) { value, _ in
            value & 0x8000 == 0 ? value << 1 : value << 1 ^ 0x8005
        }
    }

    static func crc16(_ bytes: ArraySlice<UInt8>) -> Int {
        Int(bytes.reduce(UInt16(0)) { $0 << 8 ^ table[Int(UInt8($0 >> 8) ^ $1)] })
    }
}
