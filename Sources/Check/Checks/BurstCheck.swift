import NarrateModel

/// Whether there is a burst of noise: high frequencies as loud as speech for longer than any
/// sibilant lasts.
///
/// - Name: `burst`.
/// - Measures: energy above 3.5 kHz less than 14 dB under the loud moments of the take, in seconds at a stretch.
/// - Limit: 0.24 s.
/// - Limit from: fitted to sound and spoilt takes of offline voices.
/// - Severity: error.
struct BurstCheck: TakeCheck {
    var limits: CheckLimits

    func findings(in take: TakeMeasures, expecting: TakeExpectation) -> [Finding] {
        // Where all is silent, nothing is louder than silence.
        guard take.loudest > limits.soundLevel, let burst = take.burst,
            burst.seconds > limits.burst
        else { return [] }
        return [
            Finding(
                check: "burst",
                severity: .error,
                message: "there is a burst of noise",
                measured: burst.seconds,
                limit: limits.burst,
                unit: "s",
                position: burst.position
            )
        ]
    }

    /// The longest stretch of high frequencies at about the level of speech.
    struct Burst: Sendable, Equatable {
        var seconds: Double
        /// Where it begins, in seconds.
        var position: Double

        /// `nil` where the sampling frequency does not reach up to sibilants.
        init?(_ spectrogram: Spectrogram) {
            guard spectrogram.usableBands == Spectrogram.bandCount else { return nil }
            let loud = spectrogram.loudLevel
            var longest = 0..<0
            var start: Int?
            for step in 0...spectrogram.stepCount {
                let isHigh = step < spectrogram.stepCount && spectrogram.high(at: step) > loud - 14
                if isHigh {
                    start = start ?? step
                } else if let begun = start {
                    if step - begun > longest.count { longest = begun..<step }
                    start = nil
                }
            }
            seconds = Double(longest.count) * Spectrogram.step
            position = Double(longest.lowerBound) * Spectrogram.step
        }
    }
}
