/// Two stretches of a take that are most like one and the same recording.
struct Loop: Sendable, Equatable {
    /// How far the samples of one follow those of the other, up to 1.
    var correlation: Double
    /// Where the second of the two begins, in seconds.
    var position: Double
    /// How long after the first it begins, in seconds.
    var lag: Double

    /// Places whose sound is alike enough to compare the samples.
    struct Suspicion: Sendable, Equatable {
        /// Mean difference of the bands where either is speech, in dB.
        var distance: Float
        /// Steps of the spectrogram.
        var step: Int
        var lag: Int

        /// Steps that are compared.
        private static let window = 24

        /// The best place with a lag; `nil` where too little of it is speech.
        init?(_ differences: [Float], _ isSpeech: [Bool], lag: Int) {
            var best: (distance: Float, step: Int)?
            var (sum, either, both) = (Float(0), 0, 0)
            func count(_ step: Int, _ sign: Int) {
                let (here, there) = (isSpeech[step], isSpeech[step + lag])
                guard here || there else { return }
                sum += Float(sign) * differences[step]
                either += sign
                both += here && there ? sign : 0
            }
            for step in differences.indices {
                count(step, 1)
                if step >= Self.window { count(step - Self.window, -1) }
                guard step >= Self.window - 1, both * 5 > Self.window * 3 else { continue }
                let mean = sum / Float(either)
                if mean < best?.distance ?? .infinity { best = (mean, step - Self.window + 1) }
            }
            guard let best else { return nil }
            (distance, step) = best
            self.lag = lag
        }
    }

    /// Suspicions that are followed up.
    private static let most = 12
    /// Seconds that are compared.
    private static let length = 0.45
    /// A rough correlation below which nobody looks closer.
    private static let promising = 0.6

    /// The best of the suspicions; `nil` when none is promising.
    init?(_ suspicions: [Suspicion], _ samples: [Float], sampleRate: Int) {
        let mean = samples.reduce(0, +) / Float(max(1, samples.count))
        let exact = samples.map { $0 - mean }
        // Most of speech is low: a rough look needs few samples.
        let factor = max(1, sampleRate / 4000)
        let rough = PitchTrack.decimated(exact, by: factor)
        let rate = Double(sampleRate) / Double(factor)
        var best = Loop(correlation: 0, position: 0, lag: 0)
        for suspicion in suspicions.sorted(by: { $0.distance < $1.distance }).prefix(Self.most) {
            let first = Double(suspicion.step) * Spectrogram.step
            let lag = Double(suspicion.lag) * Spectrogram.step
            guard
                let near = Self.best(
                    rough,
                    rate,
                    at: first,
                    lags: lag - Spectrogram.step...lag + Spectrogram.step
                ), near.correlation > Self.promising,
                let found = Self.best(
                    exact,
                    Double(sampleRate),
                    at: first,
                    lags: near.lag - 0.0006...near.lag + 0.0006
                ), found.correlation > best.correlation
            else { continue }
            best = found
        }
        guard best.correlation > 0 else { return nil }
        self = best
    }

    private init(correlation: Double, position: Double, lag: Double) {
        self.correlation = correlation
        self.position = position
        self.lag = lag
    }

    /// The lag within a range at which two stretches follow each other best.
    private static func best(
        _ samples: [Float],
        _ rate: Double,
        at first: Double,
        lags: ClosedRange<Double>
    ) -> Loop? {
        let (start, count) = (Int(first * rate), Int(length * rate))
        let last = min(Int(lags.upperBound * rate), samples.count - start - count)
        let nearest = max(1, Int(lags.lowerBound * rate))
        guard nearest <= last else { return nil }
        return samples.withUnsafeBufferPointer { all in
            let here = UnsafeBufferPointer(rebasing: all[start..<start + last + count])
            let energy = PitchTrack.product(here, with: 0, count)
            guard energy > 0 else { return nil }
            var moving: Float = 0
            for index in nearest..<nearest + count { moving += here[index] * here[index] }
            var best = (value: Float(0), lag: nearest)
            for lag in nearest...last {
                let sum = PitchTrack.product(here, with: lag, count)
                let value = sum / max(1e-9, (energy * moving).squareRoot())
                if value > best.value { best = (value, lag) }
                guard lag < last else { break }
                let (gone, come) = (here[lag], here[lag + count])
                moving = max(0, moving + come * come - gone * gone)
            }
            let lag = Double(best.lag) / rate
            return Loop(correlation: Double(best.value), position: first + lag, lag: lag)
        }
    }
}
