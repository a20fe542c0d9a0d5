import NarrateAudio

/// The level of a signal in steps of 10 ms, and where in it somebody speaks.
struct Envelope: Sendable {
    /// Seconds of a step.
    static let step = 0.01
    /// How far below its loud moments speech still counts as speech, in dB.
    static let depth = 35.0
    /// Below this nothing counts as sound, in dBFS.
    static let silence = -60.0

    /// dBFS RMS of each whole step.
    let levels: [Double]
    /// The level only one step in twenty exceeds, in dBFS.
    let loud: Double
    /// RMS of the steps that are speech beyond doubt, in dBFS.
    let speech: Double
    /// Above this a step is active, in dBFS.
    let threshold: Double
    /// RMS of the quietest 100 ms, in dBFS, and the step it begins at.
    let floor: Double
    let quietest: Int
    /// From the first active step to behind the last; empty when nothing is active.
    let active: Range<Int>

    init(_ samples: [Float], sampleRate: Int) {
        let size = max(1, sampleRate / 100)
        let squares = samples.withUnsafeBufferPointer { samples in
            (0..<samples.count / size).map { step in
                let slice = samples[step * size..<(step + 1) * size]
                return SampleSums(UnsafeBufferPointer(rebasing: slice)).meanSquare
            }
        }
        let levels = squares.map { Decibels.of(meanSquare: $0) }
        let sorted = levels.sorted()
        let loud = sorted.isEmpty ? Decibels.silence : sorted[sorted.count * 95 / 100]
        let low = sorted.isEmpty ? Decibels.silence : sorted[sorted.count * 5 / 100]
        // Steady noise must not count as speech, but a take without any pause has no floor.
        let threshold = min(max(loud - Self.depth, low + 6, Self.silence), loud - 20)
        self.threshold = max(threshold, Self.silence)
        (floor, quietest) = Self.quietest(squares, steps: 10)
        self.levels = levels
        self.loud = loud
        speech = Self.speech(squares, levels, above: loud - 25)
        active = Self.active(levels, above: self.threshold)
    }

    /// Seconds from the first to the last sound.
    var activeDuration: Double { Double(active.count) * Self.step }

    /// Seconds before the first and after the last sound.
    var lead: Double { Double(active.lowerBound) * Self.step }
    var trail: Double { Double(levels.count - active.upperBound) * Self.step }

    private static func speech(_ squares: [Double], _ levels: [Double], above limit: Double)
        -> Double
    {
        var sum = 0.0
        var count = 0
        for (square, level) in zip(squares, levels) where level > limit {
            sum += square
            count += 1
        }
        return count == 0 ? Decibels.silence : Decibels.of(meanSquare: sum / Double(count))
    }

    private static func quietest(_ squares: [Double], steps: Int) -> (level: Double, step: Int) {
        let length = min(steps, squares.count)
        guard length > 0 else { return (Decibels.silence, 0) }
        var best = (sum: Double.infinity, step: 0)
        for start in 0...(squares.count - length) {
            let sum = squares[start..<start + length].reduce(0, +)
            if sum < best.sum { best = (sum, start) }
        }
        return (Decibels.of(meanSquare: best.sum / Double(length)), best.step)
    }

    private static func active(_ levels: [Double], above limit: Double) -> Range<Int> {
        guard let first = levels.firstIndex(where: { $0 > limit }),
            let last = levels.lastIndex(where: { $0 > limit })
        else { return 0..<0 }
        return first..<last + 1
    }

    /// Stretches inside the speech in which nothing is active, of at least a length in steps.
    func pauses(atLeast steps: Int) -> [Range<Int>] {
        var pauses: [Range<Int>] = []
        var start: Int?
        for step in active {
            if levels[step] <= threshold {
                start = start ?? step
            } else if let begun = start {
                if step - begun >= steps { pauses.append(begun..<step) }
                start = nil
            }
        }
        return pauses
    }
}
