import NarrateAudio
import NarrateModel

/// Measures what is handed to the encoder.
struct MasterMeter: Sendable {
    private var loudness: QuickLoudnessMeter
    private var truePeak: TruePeakMeter
    private var floor: NoiseFloorMeter

    /// Creates a meter.
    init(format: AudioFormat) {
        loudness = QuickLoudnessMeter(format: format)
        truePeak = TruePeakMeter(channels: format.channels)
        floor = NoiseFloorMeter(format: format)
    }

    /// Measures the next samples.
    mutating func add(_ samples: UnsafeBufferPointer<Float>) {
        loudness.add(samples)
        truePeak.add(samples)
        floor.add(samples)
    }

    /// Measures the next frames of a file; `false` at its end.
    @inline(never)
    mutating func add(
        next frames: FrameCount,
        of reader: inout AudioReader
    ) throws(AudioError) -> Bool {
        guard let piece = try reader.read(frames) else { return false }
        piece.samples.withUnsafeBufferPointer { add($0) }
        return true
    }

    /// What everything measures.
    mutating func finish() -> Master.Measures {
        truePeak.finish()
        return Master.Measures(
            integrated: loudness.integrated,
            truePeak: truePeak.truePeak,
            rms: floor.sums.rms,
            noiseFloor: floor.noiseFloor
        )
    }
}
