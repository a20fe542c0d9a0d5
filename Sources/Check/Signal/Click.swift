/// The sample that stands out most from what its surroundings lead to expect.
///
/// What is suspicious is a second difference that nothing within 5 ms comes near to. Hissing sounds have
/// such, too, so each suspect is compared with what 12 samples on either side predict of it, as one who
/// repairs old records does: a click is unlike its surroundings in whatever they sound like.
struct Click: Sendable, Equatable {
    /// Its difference from what its neighbours predict against that of any other sample within 12 ms,
    /// as a factor.
    var ratio: Double
    /// Where, in seconds.
    var position: Double

    /// Second differences so small are noise, whatever surrounds them.
    private static let least: Float = 0.04
    /// What a second difference is above those around it before anybody looks closer, as a factor.
    private static let suspicious: Float = 1.2
    /// Samples that predict the next one.
    private static let order = 12

    /// `nil` where every second difference is small.
    init?(_ samples: UnsafeBufferPointer<Float>, rate: Int) {
        let side = rate / 200
        guard side > 0, samples.count > 2 * side + 2 else { return nil }
        var worst = (index: 0, ratio: Double(0))
        for start in stride(from: 1, to: samples.count - 1, by: side) {
            guard let suspect = Self.suspect(samples, start, side) else { continue }
            let ratio = Self.surprise(samples, at: suspect, reach: rate * 12 / 1000)
            if ratio > worst.ratio { worst = (suspect, ratio) }
        }
        guard worst.ratio > 0 else { return nil }
        ratio = worst.ratio
        position = Double(worst.index) / Double(rate)
    }

    /// The sample of a stretch whose second difference is the greatest; `nil` where others near it are
    /// as great.
    private static func suspect(
        _ samples: UnsafeBufferPointer<Float>,
        _ start: Int,
        _ side: Int
    ) -> Int? {
        func bend(_ index: Int) -> Float {
            abs(samples[index - 1] - 2 * samples[index] + samples[index + 1])
        }
        var best = (index: start, size: Float(0))
        for index in start..<min(start + side, samples.count - 1) where bend(index) > best.size {
            best = (index, bend(index))
        }
        guard best.size > least else { return nil }
        let range = max(1, best.index - side)..<min(samples.count - 1, best.index + side)
        for index in range where abs(index - best.index) > 2 {
            if bend(index) * suspicious >= best.size { return nil }
        }
        return best.index
    }

    /// How far a sample is from what its neighbours predict, against the others near it.
    private static func surprise(
        _ samples: UnsafeBufferPointer<Float>,
        at index: Int,
        reach: Int
    ) -> Double {
        let range = max(0, index - reach)..<min(samples.count, index + reach)
        let place = index - range.lowerBound
        let near = samples[range].map(Double.init)
        guard near.count >= 6 * order, place >= order, place < near.count - order else { return 0 }
        // The suspect must not have a say in what is usual.
        var usual = near
        usual[place] =
            (4 * (near[place - 1] + near[place + 1]) - near[place - 2] - near[place + 2]) / 6
        let shape = LinearPrediction(usual, order: order).interpolation
        let errors = (order..<near.count - order).map { middle in
            (-order...order).reduce(0) { $0 + shape[$1 + order] * near[middle + $1] }
        }
        let own = errors[place - order]
        var most = 1e-4
        for (step, error) in errors.enumerated() {
            let distance = step + order - place
            guard abs(distance) > 1 else { continue }
            // What it does to the prediction of its neighbours is not theirs.
            let echo = abs(distance) <= order ? own * shape[distance + order] : 0
            most = max(most, abs(error - echo))
        }
        return abs(own) / most
    }
}
