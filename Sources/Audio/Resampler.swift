import CSoxr
import NarrateModel

/// Changes the sample rate with soxr's HQ recipe: images and noise below -110 dB.
///
/// The output is aligned with the input: no delay, and `round(frames × ratio)` frames in all.
package struct Resampler: ~Copyable {
    private let handle: OpaquePointer
    private let channels: Int
    private var output: [Float]

    /// Creates a resampler for interleaved samples.
    package init(from source: Int, to target: Int, channels: Int) throws(AudioError) {
        var failure: soxr_error_t?
        var io = soxr_io_spec(SOXR_FLOAT32_I, SOXR_FLOAT32_I)
        var quality = soxr_quality_spec(UInt(SOXR_20_BITQ), 0)
        var runtime = soxr_runtime_spec(1)
        let created = soxr_create(
            Double(source),
            Double(target),
            UInt32(channels),
            &failure,
            &io,
            &quality,
            &runtime
        )
        guard let created, failure == nil else {
            throw .failed("soxr", failure.map { String(cString: $0) } ?? "no memory")
        }
        handle = created
        self.channels = channels
        output = [Float](repeating: 0, count: 8192 * channels)
    }

    deinit { soxr_delete(handle) }

    /// Feeds interleaved samples and appends to `result` what is ready.
    package mutating func process(
        _ input: UnsafeBufferPointer<Float>,
        into result: inout [Float]
    ) throws(AudioError) {
        var consumed = 0
        while consumed < input.count {
            let rest = UnsafeBufferPointer(rebasing: input[consumed...])
            let (taken, made) = try step(rest.baseAddress, rest.count / channels)
            result += output[..<(made * channels)]
            consumed += taken * channels
            guard taken > 0 || made > 0 else { throw .failed("soxr", "it makes no progress") }
        }
    }

    /// Ends the stream and appends to `result` what is left.
    package mutating func finish(into result: inout [Float]) throws(AudioError) {
        while case let made = try step(nil, 0).made, made > 0 {
            result += output[..<(made * channels)]
        }
    }

    /// Makes it ready for another stream.
    package mutating func reset() throws(AudioError) {
        if let failure = soxr_clear(handle) { throw .failed("soxr", String(cString: failure)) }
    }

    private mutating func step(
        _ input: UnsafePointer<Float>?,
        _ frames: Int
    ) throws(AudioError) -> (taken: Int, made: Int) {
        var taken = 0
        var made = 0
        let room = output.count / channels
        let failure = output.withUnsafeMutableBufferPointer {
            soxr_process(handle, input, frames, &taken, $0.baseAddress, room, &made)
        }
        if let failure { throw .failed("soxr", String(cString: failure)) }
        return (taken, made)
    }
}

extension AudioBuffer {
    /// The same sound at another sample rate.
    package func resampled(to sampleRate: Int) throws(AudioError) -> AudioBuffer {
        guard sampleRate != format.sampleRate else { return self }
        var resampler = try Resampler(
            from: format.sampleRate,
            to: sampleRate,
            channels: format.channels
        )
        var output: [Float] = []
        let result = samples.withUnsafeBufferPointer { buffer in
            Result { () throws(AudioError) in
                try resampler.process(buffer, into: &output)
                try resampler.finish(into: &output)
            }
        }
        try result.get()
        return AudioBuffer(
            format: AudioFormat(sampleRate: sampleRate, channels: format.channels),
            samples: output
        )
    }
}
