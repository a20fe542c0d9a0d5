import NarrateAudio
import NarrateModel

extension AudioFileMeasures {
    /// Decodes a file once, piece by piece, and measures it.
    init(path: String) throws(AudioError) {
        var reader = try AudioReader(path: path)
        var meters = try Meters(format: reader.format)
        while let piece = try reader.read(1 << 15) { try meters.add(piece) }
        meters.truePeak.finish()
        let format = reader.format
        let frames = meters.noise.sums.count / max(1, format.channels)
        let stream = MPEGStream(path: path)
        let edges = meters.edges
        let duration = Double(frames) / Double(format.sampleRate)
        self.init(
            format: format,
            duration: duration,
            integrated: meters.loudness.integrated,
            truePeak: meters.truePeak.truePeak,
            rms: meters.noise.sums.rms,
            noiseFloor: meters.noise.noiseFloor,
            offset: meters.noise.sums.mean,
            head: edges.head,
            tail: edges.tail,
            bitRate: stream?.bitRate ?? Self.bitRate(path, duration: duration),
            isConstantBitRate: stream?.isConstant,
            missing: Double(max(0, (reader.expectedFrames ?? 0) - frames))
                / Double(format.sampleRate)
        )
    }

    private static func bitRate(_ path: String, duration: Double) -> Double {
        guard duration > 0 else { return 0 }
        return Double(FileBytes.size(of: path)) * 8 / duration / 1000
    }

    /// Everything that looks at the samples as they come.
    private struct Meters: ~Copyable {
        var loudness: LoudnessMeter
        var truePeak: TruePeakMeter
        var noise: NoiseFloorMeter
        private var levels: [Float] = []
        private var step = SampleSums()
        private let stepSamples: Int

        init(format: AudioFormat) throws(AudioError) {
            loudness = try LoudnessMeter(format: format)
            truePeak = TruePeakMeter(channels: format.channels)
            noise = NoiseFloorMeter(format: format)
            stepSamples = max(1, format.sampleRate / 100) * format.channels
        }

        mutating func add(_ piece: AudioBuffer) throws(AudioError) {
            let result = piece.samples.withUnsafeBufferPointer { samples in
                truePeak.add(samples)
                noise.add(samples)
                addLevels(samples)
                return Result { () throws(AudioError) in try loudness.add(samples) }
            }
            try result.get()
        }

        private mutating func addLevels(_ samples: UnsafeBufferPointer<Float>) {
            var start = 0
            while start < samples.count {
                let end = min(samples.count, start + stepSamples - step.count)
                step.add(SampleSums(UnsafeBufferPointer(rebasing: samples[start..<end])))
                if step.count == stepSamples {
                    levels.append(Float(step.rms))
                    step = SampleSums()
                }
                start = end
            }
        }

        /// Silence at both ends, in seconds: what is 35 dB below the loud moments.
        var edges: (head: Double, tail: Double) {
            let sorted = levels.sorted()
            guard let loud = sorted.isEmpty ? nil : sorted[sorted.count * 95 / 100] else {
                return (0, 0)
            }
            let limit = max(loud - Float(Envelope.depth), Float(Envelope.silence))
            let first = levels.firstIndex { $0 > limit } ?? levels.count
            let last = levels.lastIndex { $0 > limit } ?? -1
            return (
                Double(first) * Envelope.step, Double(levels.count - 1 - last) * Envelope.step
            )
        }
    }
}
