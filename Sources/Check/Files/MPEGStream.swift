/// How an MP3 file is coded, told from the headers of all its frames.
struct MPEGStream: Equatable {
    /// kbit/s, on average.
    let bitRate: Double
    let isConstant: Bool

    /// Walks over a file's frames; `nil` when it holds no MPEG layer III.
    init?(path: String) {
        guard var bytes = FileBytes(path: path) else { return nil }
        var counts: [Int: Int] = [:]
        var frames = 0
        guard var offset = Self.firstFrame(in: &bytes) else { return nil }
        while let rate = Self.frame(at: offset, in: &bytes) {
            // The first frame may hold the encoder's notes, at a bit rate of its own.
            if frames > 0 { counts[rate.bitRate, default: 0] += 1 }
            frames += 1
            offset += rate.bytes
        }
        guard frames > 1, !counts.isEmpty else { return nil }
        let total = counts.reduce(0) { $0 + $1.key * $1.value }
        bitRate = Double(total) / Double(frames - 1)
        isConstant = counts.count == 1
    }

    /// A frame as its header describes it.
    struct Frame: Equatable {
        var bitRate: Int
        var bytes: Int
    }

    private static func firstFrame(in bytes: inout FileBytes) -> Int? {
        var start = 0
        let head = (0..<10).compactMap { bytes[$0] }
        // Of other kinds nothing that looks like a frame is one.
        let others = ["RIFF", "RF64", "fLaC", "OggS"].map { Array($0.utf8) }
        guard !others.contains(where: head.starts(with:)) else { return nil }
        if head.count == 10, head.starts(with: Array("ID3".utf8)) {
            let size = head[6...9].reduce(0) { $0 << 7 | Int($1 & 0x7F) }
            start = size + 10 + (head[5] & 0x10 != 0 ? 10 : 0)
        }
        for offset in start..<start + (1 << 16) {
            guard let first = frame(at: offset, in: &bytes) else { continue }
            if frame(at: offset + first.bytes, in: &bytes) != nil { return offset }
        }
        return nil
    }

    private static let rates1 = [
        0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320,
    ]
    private static let rates2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160]

    /// The frame at a place (ISO/IEC 11172-3, 2.4.2.3; 13818-3 for the lower frequencies).
    static func frame(at offset: Int, in bytes: inout FileBytes) -> Frame? {
        guard let first = bytes[offset], first == 0xFF, let second = bytes[offset + 1],
            second & 0xE6 == 0xE2, let third = bytes[offset + 2]
        else { return nil }
        let version = second >> 3 & 3
        let rateIndex = Int(third >> 4)
        let frequencyIndex = Int(third >> 2 & 3)
        guard version != 1, (1...14).contains(rateIndex), frequencyIndex != 3 else { return nil }
        let frequency =
            [44_100, 48_000, 32_000][frequencyIndex] >> (version == 3 ? 0 : version == 2 ? 1 : 2)
        let bitRate = (version == 3 ? rates1 : rates2)[rateIndex]
        let samples = version == 3 ? 144_000 : 72_000
        return Frame(
            bitRate: bitRate,
            bytes: samples * bitRate / frequency + Int(third >> 1 & 1)
        )
    }
}
