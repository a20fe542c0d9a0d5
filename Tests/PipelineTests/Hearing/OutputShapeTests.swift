import NarrateModel
import Testing

@testable import NarratePipeline

@Suite struct OutputShapeTests {
    @Test(
        arguments: [
            ("mp3_44100_128", 44_100, 128), ("mp3_22050_32", 22_050, 32),
            ("pcm_16000", 16_000, nil),
            ("wav_22050", 22_050, nil), ("ulaw_8000", 8000, nil), ("opus_48000_64", 48_000, nil),
        ] as [(String, Int, Double?)]
    )
    func `reads what an engine was asked for`(name: String, rate: Int, bitRate: Double?) {
        #expect(OutputShape(name)?.format == AudioFormat(sampleRate: rate, channels: 1))
        #expect(OutputShape(name)?.bitRate == bitRate)
    }

    @Test(arguments: ["mp3", "wav", "auto", "mp3_best", ""])
    func `expects nothing where nothing is said`(name: String) {
        #expect(OutputShape(name) == nil)
    }
}
