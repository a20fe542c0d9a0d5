/// Sums over samples, the base of every level.
package struct SampleSums: Sendable, Equatable {
    package var count = 0
    package var sum = 0.0
    package var squares = 0.0
    /// Largest magnitude.
    package var peak: Float = 0

    /// Sums over nothing.
    package init() {}

    /// Sums over samples.
    package init(_ samples: UnsafeBufferPointer<Float>) {
        let raw = UnsafeRawBufferPointer(samples)
        let vectors = samples.count / 8
        var peaks = SIMD8<Float>()
        // Single precision loses digits over long sums, so runs are kept short.
        for run in stride(from: 0, to: vectors, by: 64) {
            var sums = SIMD8<Float>()
            var squares = SIMD8<Float>()
            for index in run..<min(run + 64, vectors) {
                let vector = raw.loadUnaligned(
                    fromByteOffset: index * 32,
                    as: SIMD8<Float>.self
                )
                sums += vector
                squares += vector * vector
                let magnitudes = vector.magnitudes
                peaks.replace(with: magnitudes, where: magnitudes .> peaks)
            }
            sum += Double(sums.sum())
            self.squares += Double(squares.sum())
        }
        peak = peaks.largest
        for sample in samples[(vectors * 8)...] {
            sum += Double(sample)
            self.squares += Double(sample) * Double(sample)
            peak = max(peak, abs(sample))
        }
        count = samples.count
    }

    /// Adds the sums over other samples.
    package mutating func add(_ other: SampleSums) {
        count += other.count
        sum += other.sum
        squares += other.squares
        peak = max(peak, other.peak)
    }

    package var meanSquare: Double { count == 0 ? 0 : squares / Double(count) }

    /// Mean: the constant part of the signal.
    package var mean: Double { count == 0 ? 0 : sum / Double(count) }

    /// dBFS.
    package var rms: Double { Decibels.of(meanSquare: meanSquare) }

    /// dBFS.
    package var peakLevel: Double { Decibels.of(amplitude: Double(peak)) }
}

/// The largest magnitude among samples.
package func samplePeak(of samples: UnsafeBufferPointer<Float>) -> Float {
    let raw = UnsafeRawBufferPointer(samples)
    let vectors = samples.count / 8
    var peaks = SIMD8<Float>()
    for index in 0..<vectors {
        let vector = raw.loadUnaligned(fromByteOffset: index * 32, as: SIMD8<Float>.self)
        let magnitudes = vector.magnitudes
        peaks.replace(with: magnitudes, where: magnitudes .> peaks)
    }
    var peak = peaks.largest
    for sample in samples[(vectors * 8)...] { peak = max(peak, abs(sample)) }
    return peak
}

extension SIMD8<Float> {
    /// Without signs: clearing a bit is cheaper than comparing twice.
    @inline(__always)
    fileprivate var magnitudes: Self {
        let bits = unsafeBitCast(self, to: SIMD8<UInt32>.self) & 0x7FFF_FFFF
        return unsafeBitCast(bits, to: Self.self)
    }

    /// The largest lane; the library's `max()` minds NaN at four times the price.
    @inline(__always)
    fileprivate var largest: Float {
        var half = lowHalf
        half.replace(with: highHalf, where: highHalf .> half)
        return half.largest
    }
}

extension SIMD4<Float> {
    /// The largest lane, NaN left aside.
    @inline(__always)
    var largest: Float {
        let left = x > y ? x : y
        let right = z > w ? z : w
        return left > right ? left : right
    }
}
