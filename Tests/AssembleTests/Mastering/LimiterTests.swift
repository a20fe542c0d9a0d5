import NarrateAudio
import NarrateModel
import Testing

@testable import NarrateAssemble

@Suite struct LimiterTests {
    private func limit(
        _ samples: [Float],
        gain: Double = 1,
        ceiling: Double,
        chunk: Int = 4096,
        channels: Int = 1
    ) -> [Float] {
        let format = AudioFormat(sampleRate: 44_100, channels: channels)
        var limiter = Limiter(format: format, gain: gain, ceiling: ceiling)
        var output: [Float] = []
        for start in stride(from: 0, to: samples.count, by: chunk) {
            let piece = Array(samples[start..<min(start + chunk, samples.count)])
            piece.withUnsafeBufferPointer { limiter.process($0, into: &output) }
        }
        limiter.finish(into: &output)
        return output
    }

    private func truePeak(_ samples: [Float]) -> Double {
        var meter = TruePeakMeter(channels: 1)
        samples.withUnsafeBufferPointer { meter.add($0) }
        meter.finish()
        return meter.truePeak
    }

    @Test func `below the ceiling only the gain acts`() {
        let sine = Signal.sine(441, amplitude: 0.2, seconds: 0.5, sampleRate: 44_100)
        #expect(limit(sine, gain: 2, ceiling: 0.9) == sine.map { $0 * 2 })
    }

    @Test(arguments: [441.0, 3000, 9000, 11_025])
    func `the true peak stays below the ceiling`(frequency: Double) {
        let loud = Signal.sine(frequency, amplitude: 1, seconds: 0.3, sampleRate: 44_100)
        let quiet = Signal.sine(frequency, amplitude: 0.1, seconds: 0.3, sampleRate: 44_100)
        let output = limit(quiet + loud + quiet, gain: 1.5, ceiling: 0.5)
        #expect(output.count == 3 * loud.count)
        #expect(truePeak(output) < -6.0)
        #expect(truePeak(output) > -6.5)
    }

    @Test func `a single click is caught before it comes`() {
        var samples = [Float](repeating: 0.01, count: 4410)
        samples[2205] = 1
        let output = limit(samples, ceiling: 0.25)
        #expect(output.map(abs).max() ?? 1 <= 0.25)
        // The gain moves smoothly: no sample but the click differs much from its neighbour.
        let steps = zip(output, output.dropFirst()).map { abs($0 - $1) }
        #expect(steps.filter { $0 > 0.0005 }.count <= 2)
    }

    @Test(arguments: [1, 31, 33, 1000, 100_000])
    func `the size of the pieces changes nothing`(chunk: Int) {
        let speech = Signal.speech(seconds: 0.5, level: 1)
        #expect(
            limit(speech, gain: 1.2, ceiling: 0.3, chunk: chunk)
                == limit(speech, gain: 1.2, ceiling: 0.3)
        )
    }

    @Test func `both channels get the same gain`() {
        let left = Signal.sine(441, amplitude: 0.9, seconds: 0.3, sampleRate: 44_100)
        let stereo = left.flatMap { [$0, $0 * 0.1] }
        let output = limit(stereo, ceiling: 0.5, chunk: 4096, channels: 2)
        let isLinked = stride(from: 0, to: output.count, by: 2).allSatisfy {
            abs(output[$0] * 0.1 - output[$0 + 1]) < 1e-6
        }
        #expect(isLinked)
        #expect(output.map(abs).max() ?? 1 <= 0.5)
    }

    @Test func `what the limiter takes is foretold`() throws {
        let scratch = try Scratch()
        let samples = Signal.speech(seconds: 4, level: 0.5, sampleRate: 44_100)
        let take = try TakeAnalysis(
            path: try scratch.take("a.wav", samples, sampleRate: 44_100)
        )
        let output = limit(samples, gain: 2, ceiling: 0.5)
        let forecast = LimiterForecast(takes: [take], ceiling: 0.5)
        let share = forecast.remainingShare(gain: 2)
        let loss = rms(output) - rms(samples.map { $0 * 2 })
        #expect(loss < -0.5)
        #expect(abs(Decibels.of(meanSquare: share) - loss) < 0.2)
    }
}
