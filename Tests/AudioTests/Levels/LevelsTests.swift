import CEBUR128
import NarrateModel
import Testing

@testable import NarrateAudio

@Suite struct LevelsTests {
    @Test(arguments: [(-23.0, -26.0), (-33, -36), (-10, -13)])
    func `a 1 kHz sine has the loudness of the standard`(level: Double, lufs: Double) throws {
        // EBU Tech 3341, cases 1 and 2; 3 LU lower in one channel than in two.
        let sine = Signal.sine(
            1000,
            amplitude: Decibels.amplitude(of: level),
            seconds: 5,
            sampleRate: 48_000
        )
        let mono = AudioBuffer(
            format: AudioFormat(sampleRate: 48_000, channels: 1),
            samples: sine
        )
        let loudness = try #require(try mono.integratedLoudness())
        #expect(abs(loudness - lufs) < 0.1)
    }

    @Test(arguments: [(44_100, 1), (48_000, 2), (22_050, 1), (16_000, 2)])
    func `the quick meter agrees with libebur128`(rate: Int, channels: Int) throws {
        let format = AudioFormat(sampleRate: rate, channels: channels)
        var noise = SplitMix(seed: UInt64(rate))
        // Noise that swells, falls below both gates, and is digitally silent at times.
        let levels: [Float] = [0.5, 0.05, 0.001, 0, 0.2, 0.00001, 0.7]
        let samples = (0..<(rate * 7)).flatMap { frame -> [Float] in
            let level = levels[frame / rate]
            return (0..<channels).map { channel in
                let value = Float(Int16(truncatingIfNeeded: noise.next())) / 32_768
                return channel == 0 ? level * value : level * value * 0.3
            }
        }
        for length in [0.3, 1.0, 3.33, 7] {
            let part = Array(samples.prefix(Int(length * Double(rate)) * channels))
            var quick = QuickLoudnessMeter(format: format)
            for start in stride(from: 0, to: part.count, by: 9999 * channels) {
                part[start..<min(start + 9999 * channels, part.count)]
                    .withUnsafeBufferPointer { quick.add($0) }
            }
            let judge = try AudioBuffer(format: format, samples: part).integratedLoudness()
            #expect((judge == nil) == (quick.integrated == nil))
            guard let judge, let measured = quick.integrated else { continue }
            #expect(abs(judge - measured) < 0.001)
        }
    }

    @Test func `silence has no loudness`() throws {
        let silence = AudioBuffer(
            format: .release,
            samples: [Float](repeating: 0, count: 88_200)
        )
        #expect(try silence.integratedLoudness() == nil)
    }

    @Test func `a sine's RMS is 3 dB below its peak`() {
        let sine = Signal.sine(441, amplitude: 0.5, seconds: 1)
        let sums = sine.withUnsafeBufferPointer { SampleSums($0) }
        #expect(abs(sums.rms - -9.031) < 0.001)
        #expect(abs(sums.peakLevel - -6.021) < 0.001)
        #expect(abs(sums.mean) < 1e-6)
    }

    @Test(arguments: [0.0, 0.25, 0.5, 0.75])
    func `true peak sees what lies between samples`(phase: Double) {
        // A quarter of the sample rate at 45°: every sample is 3 dB below the crest.
        let sine = Signal.sine(
            11_025,
            amplitude: 0.5,
            seconds: 0.5,
            phase: Double.pi * phase
        )
        var meter = TruePeakMeter(channels: 1)
        // The sudden start rings; a faded one measures the sine.
        let faded = sine.enumerated().map { $1 * min(1, Float($0) / 4410) }
        faded.withUnsafeBufferPointer { meter.add($0) }
        #expect(abs(meter.truePeak - -6.02) < 0.2)  // EBU Tech 3341 allows +0.2 -0.4
    }

    @Test func `skipping quiet blocks never changes the true peak`() {
        var noise = SplitMix(seed: 7)
        let samples = (0..<20_000).map { index in
            let level: Float = index / 1000 % 3 == 0 ? 0.9 : 0.05
            return level * Float(Int16(truncatingIfNeeded: noise.next())) / 32_768
        }
        var meter = TruePeakMeter(channels: 1)
        samples.withUnsafeBufferPointer { buffer in
            var start = 0
            for size in [1, 5, 63, 64, 65, 777, 4096, 14_929] {
                meter.add(UnsafeBufferPointer(rebasing: buffer[start..<start + size]))
                start += size
            }
        }
        let padded = [Float](repeating: 0, count: 11) + samples
        let plain = padded.withUnsafeBufferPointer { buffer -> Float in
            guard let base = buffer.baseAddress else { return 0 }
            return TruePeakFilter.peak(at: base + 11, count: samples.count)
        }
        #expect(meter.peak == max(plain, samples.peak))
    }

    @Test(arguments: [(44_100, 1), (22_050, 2), (48_000, 1)])
    func `a judge who sees only the loud finds the true peak of all`(
        rate: Int,
        channels: Int
    ) throws {
        let format = AudioFormat(sampleRate: rate, channels: channels)
        var noise = SplitMix(seed: UInt64(rate + channels))
        // Words of different loudness and long quiet stretches, the loudest not first.
        let levels: [Float] = [0.02, 0.3, 0.05, 0.01, 0.6, 0.02, 0.58, 0.001, 0.3]
        let samples = (0..<(rate * 3 * channels)).map { index in
            let place = index / channels * levels.count / (rate * 3)
            return levels[place] * Float(Int16(truncatingIfNeeded: noise.next())) / 32_768
        }
        var judge = try PeakJudge(format: format)
        for start in stride(from: 0, to: samples.count, by: 999 * channels) {
            try samples[start..<min(start + 999 * channels, samples.count)]
                .withUnsafeBufferPointer { try judge.add($0) }
        }
        try judge.finish()
        let mode = Int32(bitPattern: EBUR128_MODE_TRUE_PEAK.rawValue)
        var state = ebur128_init(UInt32(channels), UInt(rate), mode)
        defer { ebur128_destroy(&state) }
        let padded = samples + [Float](repeating: 0, count: 256 * channels)
        #expect(ebur128_add_frames_float(state, padded, padded.count / channels) == 0)
        let peaks = (0..<channels).map { channel in
            var peak = 0.0
            ebur128_true_peak(state, UInt32(channel), &peak)
            return peak
        }
        #expect(abs(Double(judge.peak) - (peaks.max() ?? 0)) < 1e-6)
    }

    @Test func `the noise floor is the quietest half second`() {
        let loud = Signal.sine(441, amplitude: 0.5, seconds: 1)
        let quiet = Signal.sine(441, amplitude: 0.001, seconds: 0.6)
        var meter = NoiseFloorMeter(format: .release)
        (loud + quiet + loud).withUnsafeBufferPointer { meter.add($0) }
        #expect(abs(meter.noiseFloor - -63.01) < 0.05)
    }

    @Test(arguments: [1, 100, 4096], [(22_050, 44_100), (48_000, 44_100)])
    func `the size of the pieces changes nothing`(chunk: Int, rates: (Int, Int)) throws {
        let sine = Signal.sine(1000, amplitude: 0.5, seconds: 0.2, sampleRate: rates.0)
        let format = AudioFormat(sampleRate: rates.0, channels: 1)
        let whole = try AudioBuffer(format: format, samples: sine).resampled(to: rates.1)
        var resampler = try Resampler(from: rates.0, to: rates.1, channels: 1)
        for _ in 0..<2 {
            var output: [Float] = []
            for start in stride(from: 0, to: sine.count, by: chunk) {
                try sine[start..<min(start + chunk, sine.count)].withUnsafeBufferPointer {
                    try resampler.process($0, into: &output)
                }
            }
            try resampler.finish(into: &output)
            #expect(output == whole.samples)
            try resampler.reset()
        }
    }

    @Test func `resampling keeps length, level and silence above the band`() throws {
        let format = AudioFormat(sampleRate: 22_050, channels: 1)
        let sine = Signal.sine(9_000, amplitude: 0.5, seconds: 1, sampleRate: 22_050)
        let output = try AudioBuffer(format: format, samples: sine).resampled(to: 44_100)
        #expect(output.frameCount == 44_100)
        // Behind the ringing of the edges the same sine, sample for sample.
        let wanted = Signal.sine(9_000, amplitude: 0.5, seconds: 1)
        let error = zip(output.samples, wanted).dropFirst(4000).dropLast(4000).map { $0 - $1 }
        #expect(error.map(abs).max() ?? 1 < 1e-4)
    }
}
