import NarrateModel
import Testing

@testable import NarrateAudio

@Suite struct MP3SourceTests {
    private func encode(
        _ sine: [Float],
        _ scratch: Scratch,
        _ name: String = "a.mp3",
        _ options: [String] = []
    ) throws -> String {
        let wave = try scratch.file("in.wav", WAVBytes.file(WAVBytes.signed16(sine)))
        let path = scratch.path(name)
        try scratch.ffmpeg(["-i", wave, "-b:a", "128k"] + options + [path])
        return path
    }

    @Test func `delay and padding are cut to the sample`() throws {
        let scratch = try Scratch()
        let sine = Signal.sine(441, amplitude: 0.5, seconds: 1.234)
        let path = try encode(sine, scratch)
        let reader = try AudioReader(path: path)
        #expect(reader.expectedFrames == sine.count)
        let decoded = try decodeAudio(at: path)
        #expect(decoded.frameCount == sine.count)
        let error = zip(decoded.samples, sine).dropFirst(2000).dropLast(2000).map { $0 - $1 }
        #expect(error.map(abs).max() ?? 1 < 0.05)
    }

    @Test func `without an Info tag nothing is promised`() throws {
        let scratch = try Scratch()
        let sine = Signal.sine(441, amplitude: 0.5, seconds: 0.5)
        let path = try encode(sine, scratch, "a.mp3", ["-write_xing", "0"])
        let reader = try AudioReader(path: path)
        #expect(reader.expectedFrames == nil)
        #expect(try decodeAudio(at: path).frameCount > sine.count)
    }

    @Test func `a cut file is shorter than it promises`() throws {
        let scratch = try Scratch()
        let path = try encode(Signal.sine(441, amplitude: 0.5, seconds: 2), scratch)
        let bytes = try readBytes(path)
        let cut = try scratch.file("cut.mp3", Array(bytes.prefix(bytes.count / 2)))
        let expected = try #require(try AudioReader(path: cut).expectedFrames)
        #expect(expected == 88_200)
        #expect(try decodeAudio(at: cut).frameCount < expected * 6 / 10)
    }

    @Test(arguments: [
        (#"{"detail":"internal error"}"#, AudioError.Code?.some(.corrupt)),
        ("TAG" + String(repeating: " ", count: 125), nil),
        ("APETAGEX" + String(repeating: "\0", count: 60), nil),
        (String(repeating: "\0", count: 1000), nil),
    ])
    func `bytes behind the audio are a known tag or damage`(
        text: String,
        code: AudioError.Code?
    ) throws {
        let scratch = try Scratch()
        let sine = Signal.sine(441, amplitude: 0.5, seconds: 0.5)
        let bytes = try readBytes(try encode(sine, scratch, "a.mp3", ["-write_xing", "0"]))
        let path = try scratch.file("b.mp3", bytes + Array(text.utf8))
        if let code {
            let error = #expect(throws: AudioError.self) { try decodeAudio(at: path) }
            #expect(error?.code == code)
        } else {
            #expect(try decodeAudio(at: path).frameCount > sine.count)
        }
    }

    @Test func `without an Info tag a cut inside a frame is damage`() throws {
        let scratch = try Scratch()
        let sine = Signal.sine(441, amplitude: 0.5, seconds: 0.5)
        let bytes = try readBytes(try encode(sine, scratch, "a.mp3", ["-write_xing", "0"]))
        let path = try scratch.file("b.mp3", Array(bytes.dropLast(100)))
        let error = #expect(throws: AudioError.self) { try decodeAudio(at: path) }
        #expect(error?.code == .corrupt)
    }

    @Test func `flipped bytes end in an error or in samples`() throws {
        let scratch = try Scratch()
        let sine = Signal.sine(441, amplitude: 0.5, seconds: 0.3)
        let whole = try readBytes(try encode(sine, scratch))
        for seed in 0..<60 {
            var noise = SplitMix(seed: UInt64(seed))
            var bytes = whole
            for _ in 0...(seed % 20) {
                let place = Int(noise.next() % UInt64(bytes.count))
                bytes[place] = UInt8(truncatingIfNeeded: noise.next())
            }
            let path = try scratch.file("b.mp3", bytes)
            do {
                let buffer = try decodeAudio(at: path)
                #expect(buffer.samples.allSatisfy { $0.isFinite }, "seed \(seed)")
            } catch {
                #expect(!error.message.isEmpty)
            }
        }
    }

    @Test func `a large tag in front is skipped`() throws {
        let scratch = try Scratch()
        let sine = Signal.sine(441, amplitude: 0.5, seconds: 0.5)
        let bytes = try readBytes(try encode(sine, scratch, "a.mp3", ["-id3v2_version", "0"]))
        let size = 3_000_000
        let length = (0..<4).reversed().map { UInt8(size >> (7 * $0) & 0x7F) }
        let tag: [UInt8] = Array("ID3\u{3}\0\0".utf8) + length
        // Bytes of a picture that look like frames must not be taken for sound.
        let body = [UInt8](repeating: 0xFF, count: size)
        let path = try scratch.file("tagged.mp3", tag + body + bytes)
        #expect(try decodeAudio(at: path).frameCount == sine.count)
    }

    private func readBytes(_ path: String) throws -> [UInt8] {
        var file = try AudioFile(path: path)
        let size = file.size
        return try file.read(size)
    }
}
