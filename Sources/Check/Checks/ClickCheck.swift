import NarrateModel

/// Whether there is a click: a step between two samples that nothing around it explains.
///
/// - Measures: second difference of a sample against those within 5 ms, as a factor.
/// - Limit: 5.
/// - Limit from: fitted to sound and spoilt takes of offline voices.
/// - Severity: error.
struct ClickCheck: TakeCheck {
    var limits: CheckLimits

    func findings(in take: TakeMeasures, expecting: TakeExpectation) -> [Finding] {
        guard let worst = take.click, worst.ratio > limits.click else { return [] }
        return [
            Finding(
                check: "click",
                severity: .error,
                message: "there is a click",
                measured: worst.ratio,
                limit: limits.click,
                unit: "× its surroundings",
                position: worst.position
            )
        ]
    }

    /// The sample whose second difference stands out most from those within 5 ms.
    struct Click: Sendable, Equatable {
        /// Its second difference against the others, as a factor.
        var ratio: Double
        /// Where, in seconds.
        var position: Double

        /// Second differences so small are noise, whatever surrounds them.
        private static let least: Float = 0.04

        /// `nil` where every second difference is small.
        init?(_ samples: UnsafeBufferPointer<Float>, rate: Int) {
            let side = rate / 200
            guard side > 0, samples.count > 2 * side + 2 else { return nil }
            func bend(_ index: Int) -> Float {
                abs(samples[index - 1] - 2 * samples[index] + samples[index + 1])
            }
            var worst = (index: 0, ratio: Double(0))
            for start in stride(from: 1, to: samples.count - 1, by: side) {
                var best = (index: start, size: Float(0))
                for index in start..<min(start + side, samples.count - 1)
                where bend(index) > best.size {
                    best = (index, bend(index))
                }
                guard best.size > Self.least else { continue }
                var around: Float = 1e-4
                let range = max(1, best.index - side)..<min(samples.count - 1, best.index + side)
                for index in range where abs(index - best.index) > 2 {
                    around = max(around, bend(index))
                }
                let ratio = Double(best.size / around)
                if ratio > worst.ratio { worst = (best.index, ratio) }
            }
            guard worst.ratio > 0 else { return nil }
            ratio = worst.ratio
            position = Double(worst.index) / Double(rate)
        }
    }
}
