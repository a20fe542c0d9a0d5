import NarrateAudio
import NarrateModel

/// The first frame of a spliced file: players learn from it how long the file is.
struct InfoFrame: Sendable {
    /// A place in the file, for players that jump.
    struct Mark: Sendable, Equatable {
        var packet: Int
        var byte: Int
    }

    var header: MPEGFrameHeader
    var isConstant: Bool
    /// Frames behind this one.
    var packets = 0
    /// Bytes of the whole file.
    var bytes = 0
    var delay: FrameCount = 0
    var padding: FrameCount = 0
    /// Over everything behind this frame.
    var musicCheck: UInt16 = 0
    /// Starts of the parts, in order.
    var marks: [Mark] = []

    private static let tagBytes = 156

    /// Chooses the smallest frame of a kind that holds the tag.
    init?(like header: MPEGFrameHeader, isConstant: Bool) {
        let own = header.bits >> 12 & 15
        let fitting = (own...14).lazy.compactMap { header.plain(bitRateIndex: $0) }
            .first { $0.sideEnd + Self.tagBytes <= $0.byteCount }
        guard let fitting else { return nil }
        self.header = fitting
        self.isConstant = isConstant
    }

    /// The frame.
    func encoded() -> [UInt8] {
        var frame = Self.bigEndian(Int(header.bits), 4)
        frame += [UInt8](repeating: 0, count: header.sideEnd - 4)
        frame += Array((isConstant ? "Info" : "Xing").utf8)
        // Frames, bytes, table of contents and quality are there.
        frame += Self.bigEndian(0x0F, 4) + Self.bigEndian(packets, 4) + Self.bigEndian(bytes, 4)
        frame += contents() + Self.bigEndian(80, 4)
        // Players take delay and padding only behind a name they know.
        frame += Array("LAME3.100".utf8)
        frame += [isConstant ? 1 : 3, 0] + [UInt8](repeating: 0, count: 9)
        frame += [UInt8(min(255, header.bitRate))]
        let cut = delay << 12 | min(padding, 0xFFF)
        frame += Self.bigEndian(cut, 3) + [0, 0, 0, 0] + Self.bigEndian(bytes, 4)
        frame += Self.bigEndian(Int(musicCheck), 2)
        var check = CRC16()
        frame.withUnsafeBufferPointer { check.add($0) }
        frame += Self.bigEndian(Int(check.value), 2)
        return frame + [UInt8](repeating: 0, count: header.byteCount - frame.count)
    }

    /// A hundred places: where each per cent of the time lies, in 256ths of the file.
    private func contents() -> [UInt8] {
        let ends = marks + [Mark(packet: packets, byte: bytes)]
        var part = 0
        return (0..<100).map { percent in
            let packet = packets * percent / 100
            while part + 2 < ends.count, ends[part + 1].packet <= packet { part += 1 }
            guard part + 1 < ends.count else { return 0 }
            let (from, to) = (ends[part], ends[part + 1])
            let share = Double(packet - from.packet) / Double(max(1, to.packet - from.packet))
            let byte = Double(from.byte) + share * Double(to.byte - from.byte)
            return UInt8(min(255, max(0, byte * 256 / Double(max(1, bytes)))))
        }
    }

    private static func bigEndian(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).reversed().map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
}
