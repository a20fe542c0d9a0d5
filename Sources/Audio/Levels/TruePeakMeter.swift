import NarrateModel

/// True peak of a stream, four times oversampled (ITU-R BS.1770-4, Annex 2).
///
/// Exact, yet cheap: where the samples are so low that no interpolated value can exceed the
/// maximum so far, the filter is not run.
package struct TruePeakMeter: Sendable {
    private static let blockFrames = 64
    private let channels: Int
    private let history: Int
    /// The last samples of the stream followed by room for the next ones.
    private var window: [Float]
    private var lastPeak: Float = 0
    /// Largest magnitude so far, full scale 1.
    package private(set) var peak: Float = 0

    /// Creates a meter for interleaved samples.
    package init(channels: Int) {
        self.channels = channels
        history = (TruePeakFilter.taps - 1) * channels
        window = [Float](repeating: 0, count: history + Self.blockFrames * channels)
    }

    /// dBTP of everything so far.
    package var truePeak: Double { Decibels.of(amplitude: Double(peak)) }

    /// Measures the next interleaved samples.
    package mutating func add(_ samples: UnsafeBufferPointer<Float>) {
        let size = Self.blockFrames * channels
        var start = 0
        while start < samples.count {
            let end = min(start + size, samples.count)
            add(block: UnsafeBufferPointer(rebasing: samples[start..<end]))
            start = end
        }
    }

    /// Measures what the filter still holds back at the end of the stream.
    package mutating func finish() {
        let zeros = [Float](repeating: 0, count: history)
        zeros.withUnsafeBufferPointer { add($0) }
    }

    private mutating func add(block: UnsafeBufferPointer<Float>) {
        let blockPeak = samplePeak(of: block)
        peak = max(peak, blockPeak)
        let count = block.count
        window.withUnsafeMutableBufferPointer { window in
            guard let base = window.baseAddress, let source = block.baseAddress else { return }
            (base + history).update(from: source, count: count)
            if max(blockPeak, lastPeak) * TruePeakFilter.bound > peak {
                peak = max(
                    peak,
                    TruePeakFilter.peak(at: base + history, count: count, stride: channels)
                )
            }
            base.update(from: base + count, count: history)
        }
        // A short block leaves older samples in the window, which the bound must still cover.
        lastPeak = count >= history ? blockPeak : max(lastPeak, blockPeak)
    }
}
