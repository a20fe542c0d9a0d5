import Glibc

/// The energy of a signal in bands over time.
struct Spectrogram: Sendable {
    /// Seconds from one spectrum to the next.
    static let step = 0.02
    /// Bands of equal width on the mel scale from 60 Hz to 8 kHz, for all sampling frequencies.
    static let bandCount = 24

    /// dB in each band, `[step × band]`; the reference is arbitrary, but the same everywhere.
    let bands: [Float]
    /// dB of everything in a step.
    let totals: [Float]
    let stepCount: Int
    /// Bands that the sampling frequency reaches.
    let usableBands: Int

    /// Band edges in Hz.
    static let edges: [Double] = {
        func mel(_ hertz: Double) -> Double { 2595 * log10(1 + hertz / 700) }
        let low = mel(60)
        let high = mel(8000)
        return (0...bandCount).map { edge in
            let value = low + (high - low) * Double(edge) / Double(bandCount)
            return 700 * (pow(10, value / 2595) - 1)
        }
    }()

    init(_ samples: [Float], sampleRate: Int) {
        let size = sampleRate <= 12_000 ? 256 : sampleRate <= 26_000 ? 512 : 1024
        let transform = FourierTransform(size: size)
        let hop = max(1, Int(Double(sampleRate) * Self.step))
        let count = samples.count < size ? 0 : (samples.count - size) / hop + 1
        let ranges = Self.binRanges(size: size, sampleRate: sampleRate)
        var bands = [Float](repeating: 0, count: count * Self.bandCount)
        var totals = [Float](repeating: 0, count: count)
        var memory = [Float](repeating: 0, count: 3 * transform.bins)
        samples.withUnsafeBufferPointer { samples in
            memory.withUnsafeMutableBufferPointer { memory in
                guard let source = samples.baseAddress, let base = memory.baseAddress else {
                    return
                }
                let power = base + 2 * transform.bins
                for step in 0..<count {
                    transform.power(
                        of: source + step * hop,
                        base,
                        base + transform.bins,
                        into: power
                    )
                    var total: Float = 0
                    for (band, range) in ranges.enumerated() {
                        var sum: Float = 0
                        for bin in range { sum += power[bin] }
                        total += sum
                        bands[step * Self.bandCount + band] = sum
                    }
                    totals[step] = total
                }
            }
        }
        // Relative to the window's size, so that a level means the same at all frequencies.
        let scale = 16 / Float(size * size)
        self.bands = bands.map { 10 * log10(max($0 * scale, 1e-12)) }
        self.totals = totals.map { 10 * log10(max($0 * scale, 1e-12)) }
        stepCount = count
        usableBands = ranges.count { !$0.isEmpty }
    }

    /// The bins of each band; bands above half the sampling frequency are empty.
    private static func binRanges(size: Int, sampleRate: Int) -> [Range<Int>] {
        let width = Double(sampleRate) / Double(size)
        return (0..<bandCount).map { band in
            let low = Int((edges[band] / width).rounded(.up))
            let high = Int((edges[band + 1] / width).rounded(.up))
            let end = min(max(high, low + 1), size / 2)
            return low < end ? low..<end : 0..<0
        }
    }

    /// The bands of a step.
    func bands(at step: Int) -> ArraySlice<Float> {
        bands[step * Self.bandCount..<(step + 1) * Self.bandCount]
    }
}
