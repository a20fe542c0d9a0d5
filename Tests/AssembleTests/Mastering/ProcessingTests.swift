import NarrateAudio
import NarrateModel
import Testing

@testable import NarrateAssemble

@Suite struct ProcessingTests {
    private let format = AudioFormat.release

    @Test(arguments: [(20.0, -24.1), (80, -3.01), (320, -0.02), (1000, 0)])
    func `the high-pass is a Butterworth of second order`(
        frequency: Double,
        decibels: Double
    ) {
        var samples = Signal.sine(frequency, amplitude: 0.5, seconds: 2, sampleRate: 44_100)
        let before = rms(samples.dropFirst(44_100))
        var filter = HighPass(frequency: 80, format: format)
        samples.withUnsafeMutableBufferPointer { filter.apply(to: $0) }
        #expect(abs(rms(samples.dropFirst(44_100)) - before - decibels) < 0.1)
    }

    @Test func `the high-pass keeps channels apart`() {
        var stereo = (0..<8820).flatMap { _ -> [Float] in [0.5, 0] }
        var filter = HighPass(
            frequency: 80,
            format: AudioFormat(sampleRate: 44_100, channels: 2)
        )
        stereo.withUnsafeMutableBufferPointer { filter.apply(to: $0) }
        #expect(stride(from: 1, to: stereo.count, by: 2).allSatisfy { stereo[$0] == 0 })
        #expect(abs(stereo[stereo.count - 2]) < 1e-3)
    }

    private func gate(_ samples: [Float], chunk: Int) -> [Float] {
        var gate = NoiseGate(format: format, threshold: 1e-5, reduction: 12)
        var output: [Float] = []
        for start in stride(from: 0, to: samples.count, by: chunk) {
            Array(samples[start..<min(start + chunk, samples.count)])
                .withUnsafeBufferPointer { gate.process($0, into: &output) }
        }
        gate.finish(into: &output)
        return output
    }

    @Test func `the gate lowers hiss and leaves words alone`() {
        let hiss = Signal.sine(2000, amplitude: 0.001, seconds: 1, sampleRate: 44_100)
        let word = Signal.sine(500, amplitude: 0.3, seconds: 0.5, sampleRate: 44_100)
        let samples = hiss + word + hiss
        let output = gate(samples, chunk: 4096)
        #expect(output.count == samples.count)
        // The word passes untouched from its first sample on.
        let start = hiss.count
        #expect(Array(output[start..<start + word.count]) == word)
        let behind = start + word.count
        // Held open for 150 ms, closed 100 ms later.
        #expect(output[behind + 4410] == samples[behind + 4410])
        #expect(abs(rms(output[(behind + 15_000)...]) - rms(hiss) + 12) < 0.1)
        #expect(abs(rms(output[0..<40_000]) - rms(hiss) + 12) < 0.1)
        #expect(gate(samples, chunk: 97) == output)
    }

    @Test func `a chapter with both meets its profile`() async throws {
        let scratch = try Scratch()
        var noise: UInt64 = 5
        let samples = Signal.speech(seconds: 2, silence: 0.4).enumerated().map { index, sample in
            noise = noise &* 6_364_136_223_846_793_005 &+ 1
            let hiss = 0.002 * (Float(noise >> 40) / Float(1 << 24) - 0.5)
            return sample + hiss + 0.02 * Float(index / 1100 % 2 * 2 - 1)  // 10 Hz rumble
        }
        let take = try scratch.take("a.wav", samples)
        let placements = [Placement](repeating: Placement(path: take, pauseAfter: 0.2), count: 2)
        let options = ProcessingOptions(highPass: 80, noiseReduction: 10)
        let master = try await ChapterAssembler(profile: .brief, processing: options)
            .assemble(placements, to: scratch.path("c.mp3"))
        #expect(master.findings.isEmpty)
        // Speech is held a decibel above the target, and silence takes a little more than that.
        #expect((-20.5 ... -19.7).contains(master.measures.rms))
    }
}
