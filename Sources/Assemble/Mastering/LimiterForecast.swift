import Glibc

/// Foretells what the limiter will take from the level, without reading the takes again.
///
/// Runs the limiter's gain over the 5 ms windows of the analysis instead of over samples.
struct LimiterForecast: Sendable {
    /// Time constant of the limiter's release in windows.
    private static let releaseWindows = 12.0

    let takes: [TakeAnalysis]
    /// Highest true peak, full scale 1.
    let ceiling: Double

    /// Share of the energy that is left behind a gain and the limiter: 1 when it does nothing.
    func remainingShare(gain: Double) -> Double {
        let threshold = Float(ceiling / gain)
        var before = 0.0
        var after = 0.0
        for take in takes {
            for window in take.windows { before += Double(window.meanSquare) }
            after += remaining(of: take.windows, threshold: threshold)
        }
        return before > 0 ? after / before : 1
    }

    /// Gain behind which the level is what it would be with `gain` and no limiter.
    ///
    /// All in decibels; the answer is at most `limit`.
    func gain(givingBackTo gain: Double, limit: Double) -> Double {
        var low = gain
        var high = max(gain, limit)
        if level(high) <= gain { return high }
        while high - low > 0.005 {
            let middle = (low + high) / 2
            if level(middle) < gain { low = middle } else { high = middle }
        }
        return (low + high) / 2
    }

    /// What a gain amounts to when the limiter has taken its share, in decibels.
    private func level(_ gain: Double) -> Double {
        gain + 10 * log10(max(remainingShare(gain: pow(10, gain / 20)), 1e-6))
    }

    private func remaining(of windows: [WindowLevel], threshold: Float) -> Double {
        let share = Float(1 - exp(-1 / Self.releaseWindows))
        var released: Float = 1
        var total = 0.0
        for index in windows.indices {
            var needed: Float = 1
            for neighbour in index...min(windows.count - 1, index + 1) {
                let peak = windows[neighbour].peak
                if peak > threshold { needed = min(needed, threshold / peak) }
            }
            released = min(needed, released + (1 - released) * share)
            total += Double(windows[index].meanSquare * released * released)
        }
        return total
    }
}
