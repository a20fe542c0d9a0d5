import NarrateModel

/// Decodes FLAC (RFC 9639), native container.
final class FLACSource: AudioSource {
    let format: AudioFormat
    let expectedFrames: FrameCount?
    let largestFrameCount: FrameCount
    private let depth: Int
    private var bits: FLACBits
    private var decoded: [Float] = []
    private var delivered = 0

    /// Reads the blocks in front of the first frame.
    init(_ file: consuming AudioFile) throws(AudioError) {
        let size = file.size
        bits = FLACBits(file)
        let marker = try bits.bits(32)
        guard marker == 0x664C_6143 else { throw .corrupt(bits.path, "it has no FLAC marker") }
        var isLast = try bits.bits(1) == 1
        guard try bits.bits(7) == 0, try bits.bits(24) == 34 else {
            throw .corrupt(bits.path, "it does not start with STREAMINFO")
        }
        for _ in 0..<5 { _ = try bits.bits(16) }  // block and frame sizes
        let sampleRate = try bits.bits(20)
        let channels = try bits.bits(3) + 1
        depth = try bits.bits(5) + 1
        let total = try bits.bits(4) << 32 | (try bits.bits(32))
        for _ in 0..<8 { _ = try bits.bits(16) }  // MD5 of the samples
        guard sampleRate > 0 else { throw .corrupt(bits.path, "its sample rate is 0") }
        while !isLast {
            isLast = try bits.bits(1) == 1
            _ = try bits.bits(7)
            try bits.skip(try bits.bits(24))
        }
        format = AudioFormat(sampleRate: sampleRate, channels: channels)
        expectedFrames = total == 0 ? nil : total
        // Without a count: no encoder gets below a sixteenth of the plain size for long.
        largestFrameCount = total == 0 ? size * 16 / max(1, channels * depth / 8) : total
    }

    func read(into samples: UnsafeMutableBufferPointer<Float>) throws(AudioError) -> Int {
        var filled = 0
        while filled < samples.count {
            if delivered == decoded.count {
                guard try decodeFrame() else { break }
            }
            let count = min(samples.count - filled, decoded.count - delivered)
            for index in 0..<count { samples[filled + index] = decoded[delivered + index] }
            filled += count
            delivered += count
        }
        return filled
    }

    /// Decodes the next frame; `false` at the end of the file.
    private func decodeFrame() throws(AudioError) -> Bool {
        guard try !bits.isAtEnd() else { return false }
        bits.startFrame()
        // 14 bits of sync, a reserved bit, and one that says how frames are numbered.
        guard try bits.bits(16) & 0xFFFE == 0xFFF8 else {
            throw .corrupt(bits.path, "a FLAC frame is missing")
        }
        let frame = try FLACFrame(&bits)
        guard frame.channels == format.channels,
            frame.sampleRate == 0 || frame.sampleRate == format.sampleRate
        else { throw .corrupt(bits.path, "its format changes") }
        var channels: [[Int]] = []
        for channel in 0..<frame.channels {
            let depth = frame.bits(ofChannel: channel, default: depth)
            channels.append(
                try FLACSubframe.decode(&bits, count: frame.blockSize, depth: depth)
            )
        }
        guard try bits.endFrame() else { throw .corrupt(bits.path, "a check sum is wrong") }
        frame.restore(&channels)
        interleave(channels, scale: 1 / Float(1 << (frame.depth(default: depth) - 1)))
        return true
    }

    private func interleave(_ channels: [[Int]], scale: Float) {
        let count = channels.count
        decoded = [Float](repeating: 0, count: count * (channels.first?.count ?? 0))
        for (channel, samples) in channels.enumerated() {
            for (frame, sample) in samples.enumerated() {
                decoded[frame * count + channel] = Float(sample) * scale
            }
        }
        delivered = 0
    }
}
