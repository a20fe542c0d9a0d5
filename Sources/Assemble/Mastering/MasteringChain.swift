import NarrateAudio
import NarrateModel

/// High-pass, gate, gain and limiter in a row, as far as they are wanted.
struct MasteringChain {
    private let gain: Float
    private var highPass: HighPass?
    private var gate: NoiseGate?
    private var limiter: Limiter?
    private var filtered: [Float] = []
    private var gated: [Float] = []
    private var output: [Float] = []

    /// Sets up what was decided.
    init(_ mastering: Mastering, format: AudioFormat) {
        gain = Float(mastering.gain)
        highPass = mastering.highPass.map { HighPass(frequency: $0, format: format) }
        gate = mastering.gateThreshold.map {
            NoiseGate(format: format, threshold: $0, reduction: mastering.noiseReduction)
        }
        limiter = mastering.ceiling.map {
            Limiter(format: format, gain: mastering.gain, ceiling: $0)
        }
    }

    /// Processes samples and hands out what is ready.
    mutating func process(
        _ samples: UnsafeBufferPointer<Float>,
        _ sink: (UnsafeBufferPointer<Float>) throws -> Void
    ) throws {
        guard highPass != nil else { return try reduceNoise(samples, sink) }
        filtered.replaceSubrange(0..., with: samples)
        filtered.withUnsafeMutableBufferPointer { highPass?.apply(to: $0) }
        let samples = filtered
        try samples.withUnsafeBufferPointer { try reduceNoise($0, sink) }
    }

    /// Ends the stream.
    mutating func finish(_ sink: (UnsafeBufferPointer<Float>) throws -> Void) throws {
        gate?.finish(into: &gated)
        try passGated(sink)
        limiter?.finish(into: &output)
        try flush(sink)
    }

    private mutating func reduceNoise(
        _ samples: UnsafeBufferPointer<Float>,
        _ sink: (UnsafeBufferPointer<Float>) throws -> Void
    ) throws {
        guard gate != nil else { return try level(samples, sink) }
        gate?.process(samples, into: &gated)
        try passGated(sink)
    }

    private mutating func passGated(
        _ sink: (UnsafeBufferPointer<Float>) throws -> Void
    ) throws {
        guard !gated.isEmpty else { return }
        let samples = gated
        gated.removeAll(keepingCapacity: true)
        try samples.withUnsafeBufferPointer { try level($0, sink) }
    }

    private mutating func level(
        _ samples: UnsafeBufferPointer<Float>,
        _ sink: (UnsafeBufferPointer<Float>) throws -> Void
    ) throws {
        if limiter != nil {
            limiter?.process(samples, into: &output)
        } else if gain == 1 {
            return try sink(samples)
        } else {
            output.append(contentsOf: samples)
            output.withUnsafeMutableBufferPointer { output in
                for index in output.indices { output[index] *= gain }
            }
        }
        try flush(sink)
    }

    private mutating func flush(
        _ sink: (UnsafeBufferPointer<Float>) throws -> Void
    ) throws {
        try output.withUnsafeBufferPointer { if !$0.isEmpty { try sink($0) } }
        output.removeAll(keepingCapacity: true)
    }
}
