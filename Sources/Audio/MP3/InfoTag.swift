import NarrateModel

/// The Info (or Xing) frame that encoders put first: how much audio follows and what to cut off.
package struct InfoTag: Sendable, Equatable {
    /// MPEG frames that follow, or `nil` when the tag does not say.
    package var packets: Int?
    /// Frames of silence the encoder added in front.
    package var delay: FrameCount
    /// Frames it added at the end.
    package var padding: FrameCount

    /// Finds the tag in the first frame: its bytes, header included.
    init?(frame: [UInt8], header: MPEGFrameHeader) {
        // The tag stands where the side information would end without a check sum.
        let candidates = [header.sideEnd, header.sideEnd - 2]
        let names = ["Info".utf8, "Xing".utf8]
        guard
            let start = candidates.first(where: { offset in
                names.contains { frame.dropFirst(offset).starts(with: $0) }
            }), frame.count >= start + 8
        else { return nil }
        let flags = frame[start + 7]
        var cursor = start + 8
        packets = nil
        if flags & 1 != 0, frame.count >= cursor + 4 {
            let count = frame[cursor..<cursor + 4].reduce(0) { $0 << 8 | Int($1) }
            // Who writes to a pipe can't come back to fill it in.
            packets = count == 0 ? nil : count
            cursor += 4
        }
        cursor += (flags & 2 != 0 ? 4 : 0) + (flags & 4 != 0 ? 100 : 0) + (flags & 8 != 0 ? 4 : 0)
        delay = 0
        padding = 0
        guard frame.count >= cursor + 24 else { return }
        let cut = frame[cursor + 21..<cursor + 24].map { Int($0) }
        guard cut.contains(where: { $0 != 0 }) else { return }
        delay = cut[0] << 4 | cut[1] >> 4
        padding = (cut[1] & 0x0F) << 8 | cut[2]
    }

    /// Frames left when delay and padding are cut off.
    package func frameCount(header: MPEGFrameHeader) -> FrameCount? {
        packets.map { max(0, $0 * header.framesPerPacket - delay - padding) }
    }
}
