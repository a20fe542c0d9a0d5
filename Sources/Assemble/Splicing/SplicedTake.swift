import NarrateAudio
import NarrateModel

/// What splicing has to know of a take that is MP3.
struct SplicedTake: Sendable, Equatable {
    var header: MPEGFrameHeader
    /// Frames with sound, the Info frame not among them.
    var packets: Int
    /// Encoder delay in front of the sound and padding behind it.
    var delay: FrameCount
    var padding: FrameCount
    /// Whether all frames have the same bit rate.
    var isConstant: Bool

    /// Delay of LAME, which most services use, for takes that do not tell theirs.
    static let usualDelay = 576

    /// Reads a take's frames.
    init(path: String) throws {
        var reader = try MPEGFrameReader(path: path)
        let info = reader.info
        let header = reader.header
        var isConstant = true
        var reservoir = 0
        if info != nil { _ = try reader.next { _, _ in } }
        var isFirst = true
        while try reader.next({ frame, bytes in
            if isFirst { reservoir = Self.reservoir(frame, bytes) }
            isFirst = false
            isConstant = isConstant && frame.bitRate == header.bitRate
        }) {}
        self.header = header
        packets = reader.count - (info == nil ? 0 : 1)
        delay = info.map(\.delay) ?? Self.usualDelay
        padding = info.map(\.padding) ?? 0
        self.isConstant = isConstant
        let expected = info?.packets ?? packets
        guard packets == expected, packets > 0 else {
            throw AssembleError.unspliceable(path, "it has \(packets) of \(expected) frames")
        }
        guard reservoir == 0 else {
            throw AssembleError.unspliceable(path, "its beginning was cut off")
        }
    }

    /// Frames of sound.
    var frameCount: FrameCount { max(0, packets * header.framesPerPacket - delay - padding) }

    /// Whether frames of both can stand in one file.
    func isAlike(_ other: SplicedTake) -> Bool {
        header.format == other.header.format
            && header.framesPerPacket == other.header.framesPerPacket
    }

    /// Bytes of earlier frames that a frame needs (`main_data_begin`).
    private static func reservoir(
        _ header: MPEGFrameHeader,
        _ frame: UnsafeBufferPointer<UInt8>
    ) -> Int {
        let side = header.bits & 0x1_0000 == 0 ? 6 : 4
        guard frame.count > side + 1 else { return 0 }
        return header.framesPerPacket == 1152
            ? Int(frame[side]) << 1 | Int(frame[side + 1]) >> 7 : Int(frame[side])
    }
}
