import NarrateModel

/// Whether the voice is muffled: its high frequencies are gone.
///
/// - Measures: share of high frequencies, in dB.
/// - Limit: 12 dB under what the voice is used to; −45 dB of a voice that is not known.
/// - Limit from: fitted to sound and spoilt takes of offline voices.
/// - Severity: error.
struct BrightnessCheck: TakeCheck {
    var limits: CheckLimits

    func findings(in signal: TakeSignal, expecting: TakeExpectation) -> [Finding] {
        let spectrogram = signal.spectrogram
        // One vowel has no sibilants to miss.
        guard spectrogram.usableBands > Spectrogram.highBand,
            signal.envelope.activeDuration > 1
        else { return [] }
        let steps = spectrogram.speechSteps(0..<spectrogram.stepCount)
        let brightness = spectrogram.brightness(of: steps)
        var limit = limits.leastBrightness
        if let voice = expecting.voice {
            let room = max(limits.brightness, 5 * voice.brightness.spread)
            limit = max(limit, min(voice.brightness.middle - room, voice.brightness.low - 4))
        }
        guard brightness < limit else { return [] }
        return [
            Finding(
                check: "muffled",
                severity: .error,
                message: "the voice is muffled",
                measured: brightness,
                limit: limit,
                unit: "dB"
            )
        ]
    }
}
