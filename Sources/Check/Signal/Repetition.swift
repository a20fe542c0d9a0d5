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

    /// Steps of the spectrogram that are compared, and the least and the greatest number between.
    static let window = 35
    private static let nearest = 15
    private static let farthest = 400
    /// Pairs of bands are compared.
    private static let width = Spectrogram.bandCount / 2
    /// How far below the loudest step a band still counts, and a step is speech, in dB.
    private static let depth: Float = 60
    private static let speech: Float = 45

    /// Compares a take with itself; `nil` when it is too short.
    init?(_ spectrogram: Spectrogram) {
        let count = spectrogram.stepCount
        guard count > Self.window + Self.nearest else { return nil }
        let bands = Self.bands(spectrogram)
        let threshold = spectrogram.loudLevel - Self.speech
        let isSpeech = spectrogram.totals.map { $0 > threshold }
        var least: [(distance: Float, step: Int, lag: Int)] = []
        for lag in Self.nearest..<min(count - Self.window, Self.farthest) {
            if let found = Self.least(bands, isSpeech, lag: lag) {
                least.append((found.distance, found.step, lag))
            }
        }
        guard let best = least.min(by: { $0.distance < $1.distance }) else { return nil }
        let usual = least.map(\.distance).sorted()[least.count / 2]
        distance = Double(best.distance)
        share = Double(best.distance / max(usual, 0.1))
        position = Double(best.step) * Spectrogram.step
        lag = Double(best.lag) * Spectrogram.step
    }

    /// Levels of pairs of bands, `[step × pair]`, none below what is heard.
    private static func bands(_ spectrogram: Spectrogram) -> [Float] {
        let floor = (spectrogram.totals.max() ?? 0) - depth
        return (0..<spectrogram.stepCount * width).map { index in
            let pair = spectrogram.bands[2 * index...2 * index + 1]
            return max(floor, pair.reduce(0, +) / 2)
        }
    }

    /// The least difference of two stretches that are some steps apart, both of them speech.
    private static func least(
        _ bands: [Float],
        _ isSpeech: [Bool],
        lag: Int
    ) -> (distance: Float, step: Int)? {
        let count = isSpeech.count - lag
        var differences = [Float](repeating: 0, count: count)
        bands.withUnsafeBufferPointer { bands in
            for step in 0..<count {
                let (here, there) = (step * width, (step + lag) * width)
                var sum: Float = 0
                for band in 0..<width { sum += abs(bands[here + band] - bands[there + band]) }
                differences[step] = sum / Float(width)
            }
        }
        var best: (distance: Float, step: Int)?
        var (sum, spoken) = (Float(0), 0)
        for step in 0..<count {
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
