import Glibc

/// The K-weighting of ITU-R BS.1770-4, Annex 1, for any sample rate: one filter of fourth order.
struct KWeighting: Sendable {
    /// The last outputs of the recursive half, newest first.
    struct State: Sendable {
        var first = 0.0
        var second = 0.0
        var third = 0.0
        var fourth = 0.0

        /// Numbers too small to matter become zero: processors are slow on the smallest ones.
        mutating func flush() {
            let tiny = 1e-30
            if abs(first) < tiny, abs(second) < tiny, abs(third) < tiny, abs(fourth) < tiny {
                self = State()
            }
        }
    }

    private let b0, b1, b2, b3, b4: Double
    private let a1, a2, a3, a4: Double

    /// Creates the filter; the analogue prototypes are those that give the standard's table.
    init(sampleRate: Int) {
        let shelf = Self.shelf(sampleRate: Double(sampleRate))
        let (high1, high2) = Self.highPass(sampleRate: Double(sampleRate))
        // The high-pass has zeros at 1 -2 1.
        b0 = shelf.b0
        b1 = shelf.b1 - 2 * shelf.b0
        b2 = shelf.b2 - 2 * shelf.b1 + shelf.b0
        b3 = shelf.b1 - 2 * shelf.b2
        b4 = shelf.b2
        a1 = shelf.a1 + high1
        a2 = shelf.a2 + shelf.a1 * high1 + high2
        a3 = shelf.a2 * high1 + shelf.a1 * high2
        a4 = shelf.a2 * high2
    }

    /// Sum of squares of the weighted samples of one channel.
    func energy(
        of samples: UnsafeBufferPointer<Float>,
        from offset: Int,
        by stride: Int,
        _ state: inout State
    ) -> Double {
        var energy = 0.0
        var (v1, v2, v3, v4) = (state.first, state.second, state.third, state.fourth)
        var index = offset
        while index < samples.count {
            // Only the last subtraction waits for the sample before.
            let known = Double(samples[index]) - a4 * v4 - a3 * v3 - a2 * v2
            let v0 = known - a1 * v1
            let output = b0 * v0 + b1 * v1 + (b2 * v2 + (b3 * v3 + b4 * v4))
            energy += output * output
            (v4, v3, v2, v1) = (v3, v2, v1, v0)
            index += stride
        }
        state = State(first: v1, second: v2, third: v3, fourth: v4)
        return energy
    }

    private struct Shelf {
        var b0, b1, b2, a1, a2: Double
    }

    /// The head's effect: 4 dB more above 2 kHz.
    private static func shelf(sampleRate: Double) -> Shelf {
        let (frequency, gain, quality) = (1681.974450955533, 3.999843853973347, 0.7071752369554196)
        let k = tan(Double.pi * frequency / sampleRate)
        let high = pow(10, gain / 20)
        let band = pow(high, 0.4996667741545416)
        let a0 = 1 + k / quality + k * k
        return Shelf(
            b0: (high + band * k / quality + k * k) / a0,
            b1: 2 * (k * k - high) / a0,
            b2: (high - band * k / quality + k * k) / a0,
            a1: 2 * (k * k - 1) / a0,
            a2: (1 - k / quality + k * k) / a0
        )
    }

    private static func highPass(sampleRate: Double) -> (Double, Double) {
        let (frequency, quality) = (38.13547087602444, 0.5003270373238773)
        let k = tan(Double.pi * frequency / sampleRate)
        let a0 = 1 + k / quality + k * k
        return (2 * (k * k - 1) / a0, (1 - k / quality + k * k) / a0)
    }
}
