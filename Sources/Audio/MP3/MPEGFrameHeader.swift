import NarrateModel

/// The four bytes in front of every MPEG audio frame, layer III (ISO/IEC 11172-3, 13818-3).
package struct MPEGFrameHeader: Sendable, Equatable {
    /// The bytes, the first one highest.
    package var bits: UInt32
    package var format: AudioFormat
    /// kbit/s.
    package var bitRate: Int
    /// Samples per channel in a frame: 1152, or 576 at the lower sampling frequencies.
    package var framesPerPacket: FrameCount
    /// Length with header, in bytes.
    package var byteCount: Int
    /// Bytes of header, check sum and side information, behind which an Info tag stands.
    package var sideEnd: Int

    /// Parses four bytes, the first one highest; `nil` when they are no layer III header.
    package init?(bits: UInt32) {
        // Eleven bits of sync, then version, layer III and protection.
        guard bits & 0xFFE6_0000 == 0xFFE2_0000 else { return nil }
        let version = Int(bits >> 19 & 3)
        let bitRateIndex = Int(bits >> 12 & 15)
        let rateIndex = Int(bits >> 10 & 3)
        guard version != 1, rateIndex != 3, (1...14).contains(bitRateIndex) else { return nil }
        let isMPEG1 = version == 3
        let isMono = bits >> 6 & 3 == 3
        let sampleRate = Self.sampleRate(rateIndex) / (isMPEG1 ? 1 : version == 2 ? 2 : 4)
        self.bits = bits
        bitRate = Self.bitRate(bitRateIndex, isMPEG1: isMPEG1)
        format = AudioFormat(sampleRate: sampleRate, channels: isMono ? 1 : 2)
        framesPerPacket = isMPEG1 ? 1152 : 576
        byteCount = framesPerPacket / 8 * bitRate * 1000 / sampleRate + Int(bits >> 9 & 1)
        let check = bits & 0x1_0000 == 0 ? 2 : 0
        sideEnd = 4 + check + (isMPEG1 ? (isMono ? 17 : 32) : (isMono ? 9 : 17))
    }

    /// Parses the first four of some bytes.
    init?(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard bytes.count >= 4 else { return nil }
        self.init(bits: bytes.prefix(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) })
    }

    /// The same kind of frame at another bit rate, unpadded and without check sum.
    package func plain(bitRateIndex: UInt32) -> MPEGFrameHeader? {
        MPEGFrameHeader(bits: bits & ~0xF200 | 0x1_0000 | bitRateIndex << 12)
    }

    private static func sampleRate(_ index: Int) -> Int {
        switch index {
        case 0: 44_100
        case 1: 48_000
        default: 32_000
        }
    }

    /// The tables of both standards are arithmetic within octaves.
    private static func bitRate(_ index: Int, isMPEG1: Bool) -> Int {
        guard isMPEG1 else { return index <= 8 ? 8 * index : 16 * (index - 4) }
        return switch index {
        case ...5: 24 + 8 * index
        case ...9: 16 * (index - 1)
        case ...13: 32 * (index - 5)
        default: 320
        }
    }
}
