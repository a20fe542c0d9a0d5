import NarrateModel

/// Whether the voice is muffled: its high frequencies are gone.
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
