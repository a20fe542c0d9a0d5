import NarrateModel

/// RMS of the quietest half second of a stream, as the ACX check takes it.
package struct NoiseFloorMeter: Sendable {
    /// The half second moves in steps of 10 ms.
    private static let steps = 50
    private let stepSamples: Int
    private var current = SampleSums()
    private var ring: [Double]
    private var filled = 0
    private var quietest = Double.infinity
    private var total = SampleSums()

    /// Creates a meter for interleaved samples.
    package init(format: AudioFormat) {
        stepSamples = max(1, format.sampleRate / 100) * format.channels
        ring = [Double](repeating: 0, count: Self.steps)
    }

    /// Measures the next samples.
    package mutating func add(_ samples: UnsafeBufferPointer<Float>) {
        var start = 0
        while start < samples.count {
            let end = min(samples.count, start + stepSamples - current.count)
            current.add(SampleSums(UnsafeBufferPointer(rebasing: samples[start..<end])))
            if current.count == stepSamples { close() }
            start = end
        }
    }

    /// Mean square of the quietest half second; `nil` when there is less.
    var quietestMeanSquare: Double? { quietest.isFinite ? quietest : nil }

    /// dBFS RMS of the quietest half second; of everything when there is less.
    package var noiseFloor: Double {
        quietest.isFinite ? Decibels.of(meanSquare: quietest) : sums.rms
    }

    /// Sums over everything so far.
    package var sums: SampleSums {
        var sums = total
        sums.add(current)
        return sums
    }

    private mutating func close() {
        ring[filled % Self.steps] = current.squares
        filled += 1
        total.add(current)
        current = SampleSums()
        guard filled >= Self.steps else { return }
        // Summed anew each time: a running sum would keep the rounding of louder moments.
        let squares = ring.reduce(0, +)
        quietest = min(quietest, squares / Double(Self.steps * stepSamples))
    }
}
