import Glibc

/// The pitch of a voice over time, by autocorrelation.
struct PitchTrack: Sendable {
    /// Octaves above 1 Hz at each step of a spectrogram; `nil` where nothing is voiced.
    let octaves: [Float?]

    private static let lowest = 65.0
    private static let highest = 400.0
    /// Correlation above which a step is voiced.
    private static let voiced: Float = 0.6

    init(_ samples: [Float], sampleRate: Int) {
        // Pitch is low: a quarter of the samples is enough and a sixteenth of the work.
        let factor = max(1, sampleRate / 4000)
        let rate = Double(sampleRate) / Double(factor)
        let low = Self.decimated(samples, by: factor)
        let window = Int(rate * 0.05)
        let shortest = Int(rate / Self.highest)
        let longest = Int(rate / Self.lowest) + 1
        let hop = rate * Spectrogram.step
        let count =
            low.count < window + longest
            ? 0 : Int(Double(low.count - window - longest) / hop) + 1
        octaves = low.withUnsafeBufferPointer { low in
            (0..<count).map { step in
                let start = Int(Double(step) * hop)
                let piece = UnsafeBufferPointer(rebasing: low[start..<start + window + longest])
                let lag = Self.lag(in: piece, window, shortest...longest)
                return lag.map { Float(log2(rate / $0)) }
            }
        }
    }

    /// Means of so many samples each.
    static func decimated(_ samples: [Float], by factor: Int) -> [Float] {
        guard factor > 1 else { return samples }
        return samples.withUnsafeBufferPointer { samples in
            (0..<samples.count / factor).map { index in
                var sum: Float = 0
                for offset in 0..<factor { sum += samples[index * factor + offset] }
                return sum / Float(factor)
            }
        }
    }

    /// The period in samples, between whole ones.
    private static func lag(
        in samples: UnsafeBufferPointer<Float>,
        _ window: Int,
        _ lags: ClosedRange<Int>
    ) -> Double? {
        var energy: Float = 0
        for index in 0..<window { energy += samples[index] * samples[index] }
        guard energy > Float(window) * 1e-6 else { return nil }
        var moving = energy
        var correlations = [Float](repeating: 0, count: lags.upperBound + 1)
        for lag in 1...lags.upperBound {
            let (gone, come) = (samples[lag - 1], samples[lag + window - 1])
            moving += come * come - gone * gone
            guard lag >= lags.lowerBound else { continue }
            let sum = product(samples, with: lag, window)
            correlations[lag] = sum / max(1e-9, (energy * max(moving, 1e-9)).squareRoot())
        }
        let best = correlations.max() ?? 0
        guard best > voiced else { return nil }
        // Two periods correlate as well as one: the first good peak counts.
        for lag in lags.dropFirst().dropLast() {
            let value = correlations[lag]
            let isPeak = value >= correlations[lag - 1] && value >= correlations[lag + 1]
            guard isPeak, value > 0.85 * best else { continue }
            let (left, right) = (correlations[lag - 1], correlations[lag + 1])
            let bend = left - 2 * value + right
            let shift = bend < 0 ? 0.5 * (left - right) / bend : 0
            return Double(lag) + Double(shift)
        }
        return nil
    }

    /// Sum of products of a window with the one that begins some samples later.
    ///
    /// Eight sums at once: one alone waits for each addition before the next.
    static func product(
        _ samples: UnsafeBufferPointer<Float>,
        with lag: Int,
        _ window: Int
    ) -> Float {
        let bytes = UnsafeRawBufferPointer(samples)
        let size = MemoryLayout<Float>.stride
        var sums = SIMD8<Float>.zero
        var index = 0
        while index + 8 <= window {
            let here = bytes.loadUnaligned(fromByteOffset: index * size, as: SIMD8<Float>.self)
            let later = bytes.loadUnaligned(
                fromByteOffset: (index + lag) * size,
                as: SIMD8<Float>.self
            )
            sums += here * later
            index += 8
        }
        var sum = sums.sum()
        while index < window {
            sum += samples[index] * samples[index + lag]
            index += 1
        }
        return sum
    }

    /// Median over some steps, in octaves above 1 Hz; `nil` when less than ten are voiced.
    func median(_ range: Range<Int>) -> Double? {
        let values = octaves[range.clamped(to: octaves.indices)].compactMap(\.self).sorted()
        return values.count < 10 ? nil : Double(values[values.count / 2])
    }
}
