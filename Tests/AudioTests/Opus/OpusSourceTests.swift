import Foundation
import NarrateModel
import Testing

@testable import NarrateAudio

@Suite struct OpusSourceTests {
    /// Four seconds of a tone as ffmpeg encodes it.
    private func encoded(
        _ scratch: Scratch,
        channels: Int = 1,
        codec: String = "libopus"
    ) throws -> String {
        let tone = Signal.sine(440, amplitude: 0.5, seconds: 4, sampleRate: 24_000)
        let samples = tone.flatMap { Array(repeating: $0, count: channels) }
        let data = WAVBytes.signed16(samples)
        let wave = try scratch.file(
            "a.wav",
            WAVBytes.file(data, sampleRate: 24_000, channels: channels)
        )
        let path = scratch.path("a.ogg")
        try scratch.ffmpeg(["-i", wave, "-c:a", codec, path])
        return path
    }

    private func readBytes(_ path: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(filePath: path)))
    }

    @Test(arguments: [1, 2])
    func `decodes what ffmpeg encodes, without delay and padding`(channels: Int) throws {
        let scratch = try Scratch()
        let path = try encoded(scratch, channels: channels)
        let reader = try AudioReader(path: path)
        #expect(reader.format == AudioFormat(sampleRate: 48_000, channels: channels))
        #expect(reader.expectedFrames == 4 * 48_000)
        let buffer = try decodeAudio(at: path)
        #expect(buffer.frameCount == 4 * 48_000)
        // The encoder makes it another wave, but no other tone: compared in the middle.
        let sine = Signal.sine(440, amplitude: 0.5, seconds: 4, sampleRate: 48_000)
        let error =
            (48_000..<96_000).map { buffer.samples[$0 * channels] - sine[$0] }
            .reduce(0) { $0 + $1 * $1 } / 48_000
        #expect(error < 0.0005)
    }

    @Test(arguments: [0.05, 0.3, 0.5, 0.77, 0.99, 0.9999])
    func `a cut file is damaged`(share: Double) throws {
        let scratch = try Scratch()
        let bytes = try readBytes(try encoded(scratch))
        let kept = bytes.prefix(Int(Double(bytes.count) * share))
        let cut = try scratch.file("b.ogg", Array(kept))
        let error = #expect(throws: AudioError.self) { try decodeAudio(at: cut) }
        #expect(error?.code == .corrupt)
    }

    @Test func `a file cut between two pages is damaged`() throws {
        let scratch = try Scratch()
        let bytes = try readBytes(try encoded(scratch))
        let last = bytes.indices.last { bytes[$0...].starts(with: "OggS".utf8) }
        let cut = try scratch.file("b.ogg", Array(bytes[..<(try #require(last))]))
        let error = #expect(throws: AudioError.self) { try decodeAudio(at: cut) }
        #expect(error?.code == .corrupt)
    }

    @Test func `every flipped bit is noticed`() throws {
        let scratch = try Scratch()
        let whole = try readBytes(try encoded(scratch))
        var noticed = 0
        for seed in 0..<60 {
            var bytes = whole
            var noise = SplitMix(seed: UInt64(seed))
            bytes[Int(noise.next() % UInt64(bytes.count))] ^= 1 << UInt8(noise.next() % 8)
            let path = try scratch.file("b.ogg", bytes)
            do {
                let buffer = try decodeAudio(at: path)
                #expect(buffer.samples.allSatisfy { $0.isFinite })
            } catch {
                noticed += 1
                let message = error.message
                #expect(message.contains(path))
            }
        }
        // Every page has a check sum.
        #expect(noticed == 60)
    }

    @Test func `other codecs in Ogg are named as what they are`() throws {
        let scratch = try Scratch()
        let path = try encoded(scratch, codec: "flac")
        let error = #expect(throws: AudioError.self) { try decodeAudio(at: path) }
        #expect(error?.code == .unsupported)
    }
}
