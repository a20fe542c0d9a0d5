import NarrateAudio

extension TakeAnalysis {
    /// Speech level and how much it moves within the take, both in decibels.
    struct Dynamics: Equatable {
        var level: Double
        var spread: Double
    }

    /// Length of the stretches whose levels are compared, in windows: 400 ms.
    private static let stretchWindows = 80
    /// Stretches this far below the average are pauses, in decibels.
    private static let gate = 10.0

    /// How loud the take is and how its loudness moves; `nil` without sound.
    ///
    /// Stretches of 400 ms above a relative gate, as BS.1770-4 does it.
    var dynamics: Dynamics? {
        let stretches = stride(from: 0, to: windows.count, by: Self.stretchWindows).map { start in
            let part = windows[start..<min(start + Self.stretchWindows, windows.count)]
            return part.reduce(0) { $0 + Double($1.meanSquare) } / Double(part.count)
        }
        let average = stretches.reduce(0, +) / Double(max(1, stretches.count))
        let loud = stretches.filter {
            Decibels.of(meanSquare: $0) > Decibels.of(meanSquare: average) - Self.gate
        }
        guard !isSilent, !loud.isEmpty else { return nil }
        let level = Decibels.of(meanSquare: loud.reduce(0, +) / Double(loud.count))
        let deviations = loud.map { pow2(Decibels.of(meanSquare: $0) - level) }
        let spread = (deviations.reduce(0, +) / Double(deviations.count)).squareRoot()
        return Dynamics(level: level, spread: spread)
    }

    /// The same take with a factor applied.
    func amplified(by factor: Float) -> TakeAnalysis {
        var take = self
        let power = factor * factor
        take.gain *= factor
        take.floor *= Double(power)
        take.sums.sum *= Double(factor)
        take.sums.squares *= Double(power)
        take.sums.peak *= factor
        take.windows = windows.map {
            WindowLevel(meanSquare: $0.meanSquare * power, peak: $0.peak * factor)
        }
        return take
    }

    private func pow2(_ value: Double) -> Double { value * value }
}

extension [TakeAnalysis] {
    /// A take counts as steady within this many decibels, however monotonous it is.
    private static var leastSpread: Double { 1.5 }

    /// The takes moved towards their median level.
    ///
    /// Only what exceeds a take's own dynamics is taken away, at most `limit` decibels: a whisper
    /// stays a whisper.
    func evened(within limit: Double) -> [TakeAnalysis] {
        let dynamics = map(\.dynamics)
        let levels = dynamics.compactMap { $0?.level }.sorted()
        guard limit > 0, levels.count > 2 else { return self }
        let median = levels[levels.count / 2]
        return zip(self, dynamics).map { take, dynamics in
            guard let dynamics else { return take }
            let distance = median - dynamics.level
            let excess = abs(distance) - Swift.max(dynamics.spread, Self.leastSpread)
            guard excess > 0 else { return take }
            let gain = Swift.min(excess, limit) * (distance < 0 ? -1 : 1)
            return take.amplified(by: Float(Decibels.amplitude(of: gain)))
        }
    }
}
