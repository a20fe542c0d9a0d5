import NarrateAudio
import NarrateModel

/// Measures what a profile steers by: RMS or loudness.
struct LevelMeter: Sendable {
    private var sums = SampleSums()
    private var loudness: QuickLoudnessMeter?

    /// Creates the meter a target needs.
    init(_ target: MasteringProfile.Target, format: AudioFormat) {
        if case .loudness = target { loudness = QuickLoudnessMeter(format: format) }
    }

    /// Measures the next samples.
    mutating func add(_ samples: UnsafeBufferPointer<Float>) {
        if loudness != nil {
            loudness?.add(samples)
        } else {
            sums.add(SampleSums(samples))
        }
    }

    /// dBFS RMS or LUFS; `nil` when there is nothing but silence.
    var level: Double? {
        if let loudness { return loudness.integrated }
        return sums.squares > 0 ? sums.rms : nil
    }
}
