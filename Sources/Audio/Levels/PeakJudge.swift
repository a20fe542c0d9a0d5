import CEBUR128
import NarrateModel

/// True peak of a stream as libebur128 finds it.
///
/// The library is shown only what can matter: where the samples are so low that no interpolated
/// value can exceed the maximum so far, it sees nothing. Each stretch begins and ends with a block
/// that low, so that where two meet nothing higher can arise. On speech that is a tenth of the
/// work, with the same result.
package struct PeakJudge: ~Copyable {
    /// More than the library's filter is long.
    private static let blockFrames = 256
    private var state: UnsafeMutablePointer<ebur128_state>?
    private let channels: Int
    private let blockSamples: Int
    /// The block that is being filled, and the one before it where the library did not see it.
    private var block: [Float] = []
    private var unseen: [Float] = []
    private var lastPeak: Float = 0
    /// Largest magnitude so far, full scale 1.
    package private(set) var peak: Float = 0

    /// Creates a judge of interleaved samples.
    package init(format: AudioFormat) throws(AudioError) {
        let mode = Int32(bitPattern: EBUR128_MODE_TRUE_PEAK.rawValue)
        state = ebur128_init(UInt32(format.channels), UInt(format.sampleRate), mode)
        channels = format.channels
        blockSamples = Self.blockFrames * format.channels
        block.reserveCapacity(blockSamples)
        guard state != nil else { throw .failed("libebur128", "no memory, or \(format)") }
    }

    deinit {
        var state = state
        ebur128_destroy(&state)
    }

    /// dBTP of everything so far.
    package var truePeak: Double { Decibels.of(amplitude: Double(peak)) }

    /// Measures the next interleaved samples.
    package mutating func add(_ samples: UnsafeBufferPointer<Float>) throws(AudioError) {
        var start = 0
        while start < samples.count {
            let end = min(samples.count, start + blockSamples - block.count)
            block.append(contentsOf: UnsafeBufferPointer(rebasing: samples[start..<end]))
            start = end
            if block.count == blockSamples { try close() }
        }
    }

    /// Measures what is left at the end of the stream, and what the library's filter holds back.
    package mutating func finish() throws(AudioError) {
        block += [Float](repeating: 0, count: blockSamples - block.count)
        try close()
    }

    private mutating func close() throws(AudioError) {
        let blockPeak = block.withUnsafeBufferPointer { samplePeak(of: $0) }
        let reachable = max(blockPeak, lastPeak) * TruePeakFilter.bound
        lastPeak = blockPeak
        if reachable > peak {
            if !unseen.isEmpty { try show(unseen) }
            unseen.removeAll(keepingCapacity: true)
            try show(block)
        } else {
            swap(&block, &unseen)
        }
        block.removeAll(keepingCapacity: true)
    }

    private mutating func show(_ samples: [Float]) throws(AudioError) {
        let result = ebur128_add_frames_float(state, samples, samples.count / channels)
        guard result == 0 else { throw .failed("libebur128", "error \(result)") }
        for channel in 0..<channels {
            var value = 0.0
            guard ebur128_true_peak(state, UInt32(channel), &value) == 0 else {
                throw .failed("libebur128", "it tells no true peak")
            }
            peak = max(peak, Float(value))
        }
    }
}
