import NarrateModel

/// What stands in front of every FLAC frame (RFC 9639, section 9.1).
struct FLACFrame {
    /// How two channels share what they have in common.
    enum Stereo { case independent, leftAndSide, sideAndRight, midAndSide }

    var blockSize: FrameCount
    /// Hertz; 0 when the stream's own rate holds.
    var sampleRate: Int
    var channels: Int
    var stereo: Stereo
    /// Bits of a sample; 0 when the stream's own number holds.
    var bitsPerSample: Int

    /// Reads a frame's header behind its first 16 bits.
    init(_ bits: inout FLACBits) throws(AudioError) {
        let sizeCode = try bits.bits(4)
        let rateCode = try bits.bits(4)
        let channelCode = try bits.bits(4)
        let depthCode = try bits.bits(3)
        _ = try bits.bits(1)
        try Self.skipNumber(&bits)
        blockSize =
            switch sizeCode {
            case 1: 192
            case 2...5: 576 << (sizeCode - 2)
            case 6: try bits.bits(8) + 1
            case 7: try bits.bits(16) + 1
            case 8...: 256 << (sizeCode - 8)
            default: 0
            }
        sampleRate = try Self.sampleRate(rateCode, &bits)
        switch channelCode {
        case 8: (channels, stereo) = (2, .leftAndSide)
        case 9: (channels, stereo) = (2, .sideAndRight)
        case 10: (channels, stereo) = (2, .midAndSide)
        default: (channels, stereo) = (channelCode + 1, .independent)
        }
        bitsPerSample = [0, 8, 12, 0, 16, 20, 24, 32][depthCode]
        _ = try bits.bits(8)  // CRC-8: the CRC-16 behind the frame covers the header, too
        guard blockSize > 0, channelCode <= 10, depthCode != 3, rateCode != 15 else {
            throw .corrupt(bits.path, "a frame header is not valid")
        }
    }

    /// Bits of a sample of a channel: the difference of two needs one more.
    func bits(ofChannel channel: Int, default depth: Int) -> Int {
        let depth = self.depth(default: depth)
        return switch (stereo, channel) {
        case (.leftAndSide, 1), (.midAndSide, 1), (.sideAndRight, 0): depth + 1
        default: depth
        }
    }

    /// Bits of a sample as it was recorded.
    func depth(default depth: Int) -> Int { bitsPerSample == 0 ? depth : bitsPerSample }

    /// Turns what is stored into left and right.
    func restore(_ channels: inout [[Int]]) {
        guard stereo != .independent, channels.count == 2 else { return }
        for index in channels[0].indices {
            let (first, second) = (channels[0][index], channels[1][index])
            switch stereo {
            case .independent: return
            case .leftAndSide: channels[1][index] = first &- second
            case .sideAndRight: channels[0][index] = first &+ second
            case .midAndSide:
                let middle = first << 1 | second & 1
                channels[0][index] = (middle &+ second) >> 1
                channels[1][index] = (middle &- second) >> 1
            }
        }
    }

    private static func sampleRate(
        _ code: Int,
        _ bits: inout FLACBits
    ) throws(AudioError) -> Int {
        switch code {
        case 12: try bits.bits(8) * 1000
        case 13: try bits.bits(16)
        case 14: try bits.bits(16) * 10
        case 1...11:
            [
                88_200, 176_400, 192_000, 8_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000,
                96_000,
            ][code - 1]
        default: 0
        }
    }

    /// Passes over the frame's or sample's number, written like UTF-8.
    private static func skipNumber(_ bits: inout FLACBits) throws(AudioError) {
        let first = try bits.bits(8)
        let following = max(0, (~UInt8(first)).leadingZeroBitCount - 1)
        for _ in 0..<following { _ = try bits.bits(8) }
    }
}
