import CEBUR128
import NarrateModel

/// Integrated loudness by libebur128 (ITU-R BS.1770-4, gated), sample by sample.
///
/// One channel is measured as one channel: the same sine in two reads 3 LU more.
package struct LoudnessMeter: ~Copyable {
    private var state: UnsafeMutablePointer<ebur128_state>?
    private let channels: Int

    /// Creates a meter.
    package init(format: AudioFormat) throws(AudioError) {
        let mode = Int32(bitPattern: EBUR128_MODE_I.rawValue)
        state = ebur128_init(UInt32(format.channels), UInt(format.sampleRate), mode)
        channels = format.channels
        guard state != nil else { throw .failed("libebur128", "no memory, or \(format)") }
    }

    deinit {
        var state = state
        ebur128_destroy(&state)
    }

    /// Measures the next interleaved samples.
    package mutating func add(_ samples: UnsafeBufferPointer<Float>) throws(AudioError) {
        let result = ebur128_add_frames_float(
            state,
            samples.baseAddress,
            samples.count / channels
        )
        guard result == 0 else { throw .failed("libebur128", "error \(result)") }
    }

    /// LUFS of everything so far, or `nil` when every block is below the gate.
    package var integrated: Double? {
        var loudness = 0.0
        guard ebur128_loudness_global(state, &loudness) == 0, loudness.isFinite else {
            return nil
        }
        return loudness
    }
}

extension AudioBuffer {
    /// Integrated loudness in LUFS, or `nil` when every block is below the gate.
    ///
    /// Needs at least 400 ms of audio.
    package func integratedLoudness() throws(AudioError) -> Double? {
        var meter = try LoudnessMeter(format: format)
        let result = samples.withUnsafeBufferPointer { buffer in
            Result { () throws(AudioError) in try meter.add(buffer) }
        }
        try result.get()
        return meter.integrated
    }
}
