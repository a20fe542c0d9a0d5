/// The stretch of a take that is most like another of it.
struct Repetition: Sendable, Equatable {
    /// Mean difference of the bands, in dB.
    var distance: Double
    /// The same against what stretches of this take usually differ by, as a factor.
    var share: Double
    /// Where the second of the two begins, in seconds.
    var position: Double
    /// How long after the first it begins, in seconds.
    var lag: Double
    /// How far two stretches are one and the same recording, as a correlation; 0 when none come near.
    var sameness = 0.0

    /// Steps of the spectrogram that are compared, and the least and the greatest number between.
    static let window = 35
    private static let nearest = 15
    private static let farthest = 400
    /// Pairs of bands are compared.
    private static let width = Spectrogram.bandCount / 2
    /// How far below the loudest step a band still counts, and a step is speech, in dB.
    private static let depth: Float = 60
    private static let speech: Float = 45
    /// What stretches of speech usually differ by at least, in dB.
    private static let varied: Float = 4

    /// Compares a take with itself; `nil` when it is too short.
    init?(_ spectrogram: Spectrogram, _ samples: [Float], sampleRate: Int) {
        let count = spectrogram.stepCount
        guard count > Self.window + Self.nearest else { return nil }
        let bands = Self.bands(spectrogram)
        let threshold = spectrogram.loudLevel - Self.speech
        let isSpeech = spectrogram.totals.map { $0 > threshold }
        var least: [(distance: Float, step: Int, lag: Int)] = []
        var loops: [Loop.Suspicion] = []
        for lag in Self.nearest..<min(count - Self.window, Self.farthest) {
            let differences = Self.differences(bands, lag: lag)
            if let found = Self.least(differences, isSpeech, lag: lag) {
                least.append((found.distance, found.step, lag))
            }
            if let found = Loop.Suspicion(differences, isSpeech, lag: lag) { loops.append(found) }
        }
        guard let best = least.min(by: { $0.distance < $1.distance }) else { return nil }
        let usual = least.map(\.distance).sorted()[least.count / 2]
        distance = Double(best.distance)
        share = Double(best.distance / max(usual, 0.1))
        position = Double(best.step) * Spectrogram.step
        lag = Double(best.lag) * Spectrogram.step
        // A steady sound is like itself at any distance.
        guard usual > Self.varied, let loop = Loop(loops, samples, sampleRate: sampleRate) else {
            return
        }
        sameness = loop.correlation
        if sameness > 0.9 { (position, lag) = (loop.position, loop.lag) }
    }

    /// Levels of pairs of bands, `[step × pair]`, none below what is heard.
    private static func bands(_ spectrogram: Spectrogram) -> [Float] {
        let floor = (spectrogram.totals.max() ?? 0) - depth
        return (0..<spectrogram.stepCount * width).map { index in
            let pair = spectrogram.bands[2 * index...2 * index + 1]
            return max(floor, pair.reduce(0, +) / 2)
        }
    }

    /// How far each step differs from the one some steps later, in dB.
    private static func differences(_ bands: [Float], lag: Int) -> [Float] {
        let count = bands.count / width - lag
        return bands.withUnsafeBufferPointer { bands in
            (0..<count).map { step in
                let (here, there) = (step * width, (step + lag) * width)
                var sum: Float = 0
                for band in 0..<width { sum += abs(bands[here + band] - bands[there + band]) }
                return sum / Float(width)
            }
        }
    }

    /// The least difference of two stretches that are some steps apart, both of them speech.
    private static func least(
        _ differences: [Float],
        _ isSpeech: [Bool],
        lag: Int
    ) -> (distance: Float, step: Int)? {
        var best: (distance: Float, step: Int)?
        var (sum, spoken) = (Float(0), 0)
        for step in differences.indices {
            sum += differences[step]
            spoken += isSpeech[step] && isSpeech[step + lag] ? 1 : 0
            if step >= window {
                let gone = step - window
                sum -= differences[gone]
                spoken -= isSpeech[gone] && isSpeech[gone + lag] ? 1 : 0
            }
            guard step >= window - 1, spoken * 20 > window * 17 else { continue }
            let mean = sum / Float(window)
            if mean < best?.distance ?? .infinity {
                best = (mean, step - window + 1 + lag)
            }
        }
        return best
    }
}
