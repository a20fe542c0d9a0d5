import NarrateAudio
import NarrateModel
import Testing

@testable import NarrateAssemble

@Suite struct MP3EncoderTests {
    private func encode(
        _ samples: [Float],
        format: AudioFormat,
        bitRate: Int,
        to path: String,
        options: EncodingOptions = EncodingOptions()
    ) throws {
        var encoder = try MP3Encoder(
            format: format,
            bitRate: bitRate,
            options: options
        )
        var file = try OutputFile(path: path)
        try samples.withUnsafeBufferPointer { try encoder.encode($0, into: &file) }
        let tag = try encoder.finish(into: &file)
        try file.finish(replacingStart: tag)
    }

    @Test(arguments: [64, 96, 128, 160, 192, 224, 256, 320])
    func `LAME's hidden scaling is undone`(bitRate: Int) throws {
        let scratch = try Scratch()
        let sine = Signal.sine(1000, amplitude: 0.3, seconds: 2, sampleRate: 44_100)
        try encode(sine, format: .release, bitRate: bitRate, to: scratch.path("a.mp3"))
        let decoded = try scratch.decoded("a.mp3")
        #expect(decoded.count == sine.count)
        let middle = 20_000..<70_000
        #expect(abs(rms(decoded[middle]) - rms(sine[middle])) < 0.02)
    }

    @Test(arguments: [(44_100, 2, 192), (22_050, 1, 64), (48_000, 1, 128), (24_000, 2, 96)])
    func `encodes other rates and stereo`(rate: Int, channels: Int, bitRate: Int) throws {
        let scratch = try Scratch()
        let sine = Signal.sine(440, amplitude: 0.3, seconds: 1.01, sampleRate: rate)
        let samples = channels == 1 ? sine : sine.flatMap { [$0, $0 * 0.5] }
        let format = AudioFormat(sampleRate: rate, channels: channels)
        try encode(samples, format: format, bitRate: bitRate, to: scratch.path("a.mp3"))
        let decoded = try decodeAudio(at: scratch.path("a.mp3"))
        #expect(decoded.format == format)
        #expect(decoded.samples.count == samples.count)
        #expect(abs(rms(decoded.samples.dropFirst(9000)) - rms(samples.dropFirst(9000))) < 0.1)
    }

    @Test(arguments: [0, 2, 4, 6])
    func `variable bit rate keeps the level`(quality: Int) throws {
        let scratch = try Scratch()
        let speech = Signal.speech(seconds: 2, sampleRate: 44_100)
        let options = EncodingOptions(rate: .variable(quality: quality))
        try encode(
            speech,
            format: .release,
            bitRate: 192,
            to: scratch.path("a.mp3"),
            options: options
        )
        let decoded = try scratch.decoded("a.mp3")
        #expect(decoded.count == speech.count)
        #expect(abs(rms(decoded) - rms(speech)) < 0.05)
    }

    @Test func `refuses a rate that MP3 does not have`() throws {
        #expect(throws: AssembleError.self) {
            _ = try MP3Encoder(
                format: AudioFormat(sampleRate: 22_050, channels: 1),
                bitRate: 320,
                options: EncodingOptions()
            )
        }
    }
}
