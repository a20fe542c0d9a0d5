import NarrateAudio
import NarrateModel

/// Measures what is handed to the encoder with libebur128, which had no part in making it.
///
/// The encoder moves loudness by less than 0.01 dB and peaks by less than what the profiles'
/// ceilings lie below their limits.
struct MasterMeter: ~Copyable {
    private var loudness: LoudnessMeter
    private var truePeak: PeakJudge
    private var floor: NoiseFloorMeter

    /// Creates a meter.
    init(format: AudioFormat) throws(AudioError) {
        let loudness = try LoudnessMeter(format: format)
        let truePeak = try PeakJudge(format: format)
        self.loudness = loudness
        self.truePeak = truePeak
        floor = NoiseFloorMeter(format: format)
    }

    /// Measures the next samples.
    mutating func add(_ samples: UnsafeBufferPointer<Float>) throws(AudioError) {
        try loudness.add(samples)
        try truePeak.add(samples)
        floor.add(samples)
    }

    /// Measures the next frames of a file; `false` at its end.
    @inline(never)
    mutating func add(
        next frames: FrameCount,
        of reader: inout AudioReader
    ) throws(AudioError) -> Bool {
        guard let piece = try reader.read(frames) else { return false }
        let result = piece.samples.withUnsafeBufferPointer { samples in
            Result { () throws(AudioError) in try add(samples) }
        }
        try result.get()
        return true
    }

    /// What everything measures.
    @inline(never)
    mutating func finish() throws(AudioError) -> Master.Measures {
        try truePeak.finish()
        return Master.Measures(
            integrated: loudness.integrated,
            truePeak: truePeak.truePeak,
            rms: floor.sums.rms,
            noiseFloor: floor.noiseFloor
        )
    }
}
