import Glibc

/// Power spectra of windows of real samples (radix 2, two real halves in one complex transform).
struct FourierTransform: Sendable {
    /// Samples of a window; a power of two.
    let size: Int
    private let window: [Float]
    private let cosines: [Float]
    private let sines: [Float]
    private let reversed: [Int]

    init(size: Int) {
        precondition(size >= 8 && size & (size - 1) == 0, "the size must be a power of two")
        self.size = size
        let angles = (0..<size / 2).map { 2 * Double.pi * Double($0) / Double(size) }
        window = (0..<size).map { Float(0.5 - 0.5 * cos(2 * .pi * Double($0) / Double(size))) }
        cosines = angles.map { Float(cos($0)) }
        sines = angles.map { Float(-sin($0)) }
        let half = size / 2
        let bits = half.trailingZeroBitCount
        reversed = (0..<half).map { index in
            (0..<bits).reduce(0) { $0 | (index >> $1 & 1) << (bits - 1 - $1) }
        }
    }

    /// Bins of a spectrum: from 0 Hz up to, but without, half the sampling frequency.
    var bins: Int { size / 2 }

    /// The power spectrum of `size` samples, weighted by a Hann window.
    ///
    /// `real` and `imaginary` are working memory of `bins` values, `power` receives as many.
    func power(
        of samples: UnsafePointer<Float>,
        _ real: UnsafeMutablePointer<Float>,
        _ imaginary: UnsafeMutablePointer<Float>,
        into power: UnsafeMutablePointer<Float>
    ) {
        let half = size / 2
        window.withUnsafeBufferPointer { window in
            reversed.withUnsafeBufferPointer { reversed in
                for index in 0..<half {
                    let place = reversed[index]
                    real[place] = samples[2 * index] * window[2 * index]
                    imaginary[place] = samples[2 * index + 1] * window[2 * index + 1]
                }
            }
        }
        cosines.withUnsafeBufferPointer { cosines in
            sines.withUnsafeBufferPointer { sines in
                transform(real, imaginary, cosines, sines)
                unpack(real, imaginary, cosines, sines, into: power)
            }
        }
    }

    /// The complex transform of half the size, in place.
    private func transform(
        _ real: UnsafeMutablePointer<Float>,
        _ imaginary: UnsafeMutablePointer<Float>,
        _ cosines: UnsafeBufferPointer<Float>,
        _ sines: UnsafeBufferPointer<Float>
    ) {
        let half = size / 2
        var length = 1
        while length < half {
            let stride = half / length
            for start in Swift.stride(from: 0, to: half, by: 2 * length) {
                for offset in 0..<length {
                    let (low, high) = (start + offset, start + offset + length)
                    let (c, s) = (cosines[offset * stride], sines[offset * stride])
                    let r = real[high] * c - imaginary[high] * s
                    let i = real[high] * s + imaginary[high] * c
                    real[high] = real[low] - r
                    imaginary[high] = imaginary[low] - i
                    real[low] += r
                    imaginary[low] += i
                }
            }
            length *= 2
        }
    }

    /// Powers of the real signal from the transform of its even and odd samples.
    private func unpack(
        _ real: UnsafeMutablePointer<Float>,
        _ imaginary: UnsafeMutablePointer<Float>,
        _ cosines: UnsafeBufferPointer<Float>,
        _ sines: UnsafeBufferPointer<Float>,
        into power: UnsafeMutablePointer<Float>
    ) {
        let half = size / 2
        power[0] = (real[0] + imaginary[0]) * (real[0] + imaginary[0])
        for bin in 1..<half {
            let other = half - bin
            let evenReal = (real[bin] + real[other]) / 2
            let evenImaginary = (imaginary[bin] - imaginary[other]) / 2
            let oddReal = (imaginary[bin] + imaginary[other]) / 2
            let oddImaginary = (real[other] - real[bin]) / 2
            let r = evenReal + oddReal * cosines[bin] - oddImaginary * sines[bin]
            let i = evenImaginary + oddReal * sines[bin] + oddImaginary * cosines[bin]
            power[bin] = r * r + i * i
        }
    }
}
