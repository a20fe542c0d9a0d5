import NarrateAudio

/// Writes frames behind an Info frame and fills that in at the end.
struct SplicedOutput: ~Copyable {
    private var file: OutputFile
    private var info: InfoFrame
    private var check = CRC16()
    private var packet = 0
    private var byte = 0
    private var pending: [UInt8] = []

    /// Starts with a placeholder for the Info frame.
    init(_ file: consuming OutputFile, info: InfoFrame) {
        self.file = file
        self.info = info
        pending = [UInt8](repeating: 0, count: info.header.byteCount)
    }

    /// Writes silent frames: no side information, no main data.
    mutating func silence(_ count: Int, like header: MPEGFrameHeader) throws {
        guard count > 0, let plain = header.plain(bitRateIndex: header.bits >> 12 & 15) else {
            return
        }
        mark()
        var frame = [UInt8](repeating: 0, count: plain.byteCount)
        for index in 0..<4 { frame[index] = UInt8(plain.bits >> (24 - 8 * UInt32(index)) & 0xFF) }
        for _ in 0..<count {
            pending += frame
            try flush()
        }
        packet += count
    }

    /// Copies all frames of a reader.
    mutating func append(_ reader: inout MPEGFrameReader) throws {
        mark()
        let first = reader.count
        var frames = pending
        pending = []
        while try reader.next({ frames += $1 }) {
            guard frames.count >= Self.pieceSize else { continue }
            swap(&frames, &pending)
            try flush()
            swap(&frames, &pending)
        }
        pending = frames
        packet += reader.count - first
    }

    /// Writes what is left and the Info frame.
    mutating func finish() throws {
        try flush(all: true)
        info.packets = packet
        info.bytes = byte
        info.musicCheck = check.value
        try file.finish(replacingStart: info.encoded())
    }

    private static let pieceSize = 1 << 16

    private mutating func mark() {
        info.marks.append(InfoFrame.Mark(packet: packet, byte: byte + pending.count))
    }

    private mutating func flush(all: Bool = false) throws {
        guard all || pending.count >= Self.pieceSize, !pending.isEmpty else { return }
        // The check sum covers what follows the Info frame.
        let skipped = byte == 0 ? info.header.byteCount : 0
        try pending.withUnsafeBufferPointer {
            check.add(UnsafeBufferPointer(rebasing: $0[skipped...]))
            try file.write($0)
        }
        byte += pending.count
        pending.removeAll(keepingCapacity: true)
    }
}
