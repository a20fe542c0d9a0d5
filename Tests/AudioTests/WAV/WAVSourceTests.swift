import NarrateModel
import Testing

@testable import NarrateAudio

@Suite struct WAVSourceTests {
    @Test(
        arguments: [
            (1, 8, [0x00, 0x80, 0xFF], [-1, 0, 0.9921875]),
            (1, 16, [0x00, 0x80, 0x00, 0x00, 0x00, 0x40], [-1, 0, 0.5]),
            (1, 24, [0x00, 0x00, 0x80, 0x00, 0x00, 0x40], [-1, 0.5]),
            (1, 32, [0x00, 0x00, 0x00, 0xC0], [-0.5]),
            (3, 32, [0x00, 0x00, 0x80, 0x3E], [0.25]),
            (3, 32, [0, 0, 0x80, 0x7F, 0xFF, 0xFF, 0x7F, 0xFF], [0, -64]),  // infinity, -3e38
            (3, 64, [0, 0, 0, 0, 0, 0, 0xD0, 0xBF], [-0.25]),
            (7, 8, [0xFF, 0x80, 0x00], [0, 0.980346679, -0.980346679]),  // ends at ±32124
            (6, 8, [0xD5, 0xAA, 0x2A], [0.000244140625, 0.984375, -0.984375]),
        ] as [(Int, Int, [UInt8], [Float])]
    )
    func `reads every sample encoding`(
        tag: Int,
        bits: Int,
        data: [UInt8],
        expected: [Float]
    ) throws {
        let scratch = try Scratch()
        let path = try scratch.file("a.wav", WAVBytes.file(data, tag: tag, bits: bits))
        let samples = try decodeAudio(at: path).samples
        try #require(samples.count == expected.count)
        for (sample, wanted) in zip(samples, expected) { #expect(abs(sample - wanted) < 1e-6) }
    }

    @Test(arguments: [0, 0x7FFF_F000, 0xFFFF_FFFF])
    func `reads to the end when the size is a placeholder`(announced: Int) throws {
        let scratch = try Scratch()
        let data = WAVBytes.signed16([0.1, 0.2, 0.3])
        let path = try scratch.file("a.wav", WAVBytes.file(data, announced: announced))
        let reader = try AudioReader(path: path)
        #expect(reader.expectedFrames == nil)
        #expect(try decodeAudio(at: path).frameCount == 3)
    }

    @Test func `a cut file is shorter than it promises`() throws {
        let scratch = try Scratch()
        let data = WAVBytes.signed16([Float](repeating: 0.5, count: 100))
        let whole = WAVBytes.file(data, channels: 2)
        // 21 bytes are five frames and a quarter.
        let path = try scratch.file("a.wav", Array(whole.dropLast(200 - 21)))
        let reader = try AudioReader(path: path)
        #expect(reader.expectedFrames == 50)
        #expect(try decodeAudio(at: path).frameCount == 5)
    }

    @Test func `skips chunks in front of the samples`() throws {
        let scratch = try Scratch()
        let list = Array("LIST".utf8) + WAVBytes.number(3, 4) + [1, 2, 3, 0]  // odd: padded
        let path = try scratch.file(
            "a.wav",
            WAVBytes.file(WAVBytes.signed16([0.5]), before: list)
        )
        #expect(try decodeAudio(at: path).frameCount == 1)
    }

    @Test func `gives pieces that make the whole`() throws {
        let scratch = try Scratch()
        let sine = Signal.sine(440, amplitude: 0.5, seconds: 0.1)
        let path = try scratch.file("a.wav", WAVBytes.file(WAVBytes.signed16(sine)))
        let whole = try decodeAudio(at: path)
        var reader = try AudioReader(path: path)
        var pieces: [Float] = []
        while let piece = try reader.read(97) { pieces += piece.samples }
        #expect(pieces == whole.samples)
        #expect(whole.frameCount == 4410)
    }

    @Test func `refuses samples it can't read`() throws {
        let scratch = try Scratch()
        let path = try scratch.file("a.wav", WAVBytes.file([1, 2, 3, 4], tag: 2, bits: 4))
        let error = #expect(throws: AudioError.self) { try decodeAudio(at: path) }
        #expect(error?.code == .unsupported)
    }
}
