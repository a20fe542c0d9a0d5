import NarrateModel

/// Whether there is a click: a step between two samples that nothing around it explains.
///
/// - Measures: second difference of a sample against those within 5 ms, as a factor.
/// - Limit: 5.
/// - Limit from: fitted to sound and spoilt takes of offline voices.
/// - Severity: error.
struct ClickCheck: TakeCheck {
    var limits: CheckLimits

    func findings(in signal: TakeSignal, expecting: TakeExpectation) -> [Finding] {
        let rate = signal.format.sampleRate
        let worst = signal.mono.withUnsafeBufferPointer { Self.worst($0, side: rate / 200) }
        guard let worst, worst.ratio > limits.click else { return [] }
        return [
            Finding(
                check: "click",
                severity: .error,
                message: "there is a click",
                measured: worst.ratio,
                limit: limits.click,
                unit: "× its surroundings",
                position: Double(worst.index) / Double(rate)
            )
        ]
    }

    private struct Candidate {
        var index: Int
        var ratio: Double
    }

    /// Second differences so small are noise, whatever surrounds them.
    private static let least: Float = 0.04

    /// The sample whose second difference stands out most from those within 5 ms.
    private static func worst(_ samples: UnsafeBufferPointer<Float>, side: Int) -> Candidate? {
        guard samples.count > 2 * side + 2 else { return nil }
        func bend(_ index: Int) -> Float {
            abs(samples[index - 1] - 2 * samples[index] + samples[index + 1])
        }
        var worst: Candidate?
        for start in stride(from: 1, to: samples.count - 1, by: side) {
            var best = (index: start, size: Float(0))
            for index in start..<min(start + side, samples.count - 1) where bend(index) > best.size
            {
                best = (index, bend(index))
            }
            guard best.size > least else { continue }
            var around: Float = 1e-4
            let range = max(1, best.index - side)..<min(samples.count - 1, best.index + side)
            for index in range where abs(index - best.index) > 2 {
                around = max(around, bend(index))
            }
            let ratio = Double(best.size / around)
            if ratio > worst?.ratio ?? 0 { worst = Candidate(index: best.index, ratio: ratio) }
        }
        return worst
    }
}
