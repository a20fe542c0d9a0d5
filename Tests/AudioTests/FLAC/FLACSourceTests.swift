import NarrateModel
import Testing

@testable import NarrateAudio

@Suite struct FLACSourceTests {
    /// Noise and tones with quiet and digitally silent stretches: all kinds of subframes.
    private func samples(channels: Int, seed: UInt64) -> [Float] {
        var noise = SplitMix(seed: seed)
        let sine = Signal.sine(441, amplitude: 0.4, seconds: 0.1)
        return (0..<30_000).flatMap { frame -> [Float] in
            let tone = sine[frame % 4410]
            let hiss = Float(Int16(truncatingIfNeeded: noise.next())) / 32_768
            let sound: Float = [tone, tone + 0.01 * hiss, 0.9 * hiss, 0][frame / 4096 % 4]
            return (0..<channels).map { sound * ($0 == 0 ? 1 : -0.7) }
        }
    }

    @Test(arguments: [1, 2], [("s16", 0), ("s16", 5), ("s16", 12), ("s32", 8)])
    func `decodes what ffmpeg encodes, bit by bit`(
        channels: Int,
        encoding: (sampleFormat: String, level: Int)
    ) throws {
        let scratch = try Scratch()
        let data = WAVBytes.signed16(samples(channels: channels, seed: UInt64(encoding.level)))
        let wave = try scratch.file("a.wav", WAVBytes.file(data, channels: channels))
        let path = scratch.path("a.flac")
        try scratch.ffmpeg([
            "-i", wave, "-sample_fmt", encoding.sampleFormat, "-compression_level",
            "\(encoding.level)", path,
        ])
        let reader = try AudioReader(path: path)
        #expect(reader.expectedFrames == 30_000)
        #expect(reader.format.channels == channels)
        #expect(try decodeAudio(at: path) == decodeAudio(at: wave))
    }

    @Test func `a cut file is damaged`() throws {
        let scratch = try Scratch()
        let path = try encoded(scratch)
        let bytes = try readBytes(path)
        let cut = try scratch.file("b.flac", Array(bytes.dropLast(50)))
        let error = #expect(throws: AudioError.self) { try decodeAudio(at: cut) }
        #expect(error?.code == .corrupt)
    }

    @Test func `every flipped bit in a frame is noticed`() throws {
        let scratch = try Scratch()
        let whole = try readBytes(try encoded(scratch))
        for seed in 0..<40 {
            var bytes = whole
            var noise = SplitMix(seed: UInt64(seed))
            // Behind ffmpeg's header blocks, which hold no sound.
            let place = 9000 + Int(noise.next() % UInt64(bytes.count - 9000))
            bytes[place] ^= 1 << UInt8(noise.next() % 8)
            let path = try scratch.file("b.flac", bytes)
            let error = #expect(throws: AudioError.self, "seed \(seed)") {
                try decodeAudio(at: path)
            }
            #expect(error?.code == .corrupt)
        }
    }

    private func encoded(_ scratch: Scratch) throws -> String {
        let data = WAVBytes.signed16(samples(channels: 1, seed: 1))
        let wave = try scratch.file("a.wav", WAVBytes.file(data))
        let path = scratch.path("a.flac")
        try scratch.ffmpeg(["-i", wave, path])
        return path
    }

    private func readBytes(_ path: String) throws -> [UInt8] {
        var file = try AudioFile(path: path)
        let size = file.size
        return try file.read(size)
    }
}

/// The beginning of a FLAC file.
enum FLACBytes {
    /// 44.1 kHz, one channel, 16 bits, length unknown.
    static let header: [UInt8] =
        Array("fLaC".utf8) + [0x80, 0, 0, 34, 16, 0, 16, 0, 0, 0, 0, 0, 0, 0]
        + [0x0A, 0xC4, 0x40, 0xF0, 0, 0, 0, 0] + [UInt8](repeating: 0, count: 16)
}
