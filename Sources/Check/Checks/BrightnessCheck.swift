import NarrateModel

/// Whether the voice is muffled: its high frequencies are gone.
///
/// - Name: `muffled`.
/// - Measures: energy above 3.5 kHz against all of the speech, in dB, in takes of over 1 s.
/// - Limit: −45 dB; of a voice that is known what is lower of 16 dB (five spreads, if more) under its median and 8 dB
///   under its 5th percentile, but not less than −45 dB.
/// - Limit from: the voice; fitted to sound and spoilt takes of offline voices.
/// - Severity: error.
struct BrightnessCheck: TakeCheck {
    var limits: CheckLimits

    func findings(in take: TakeMeasures, expecting: TakeExpectation) -> [Finding] {
        // One vowel has no sibilants to miss.
        guard take.hasHighBands, take.activeDuration > 1 else { return [] }
        var limit = limits.leastBrightness
        if let voice = expecting.voice {
            let room = max(limits.brightness, 5 * voice.brightness.spread)
            limit = max(limit, min(voice.brightness.middle - room, voice.brightness.low - 8))
        }
        guard take.brightness < limit else { return [] }
        return [
            Finding(
                check: "muffled",
                severity: .error,
                message: "the voice is muffled",
                measured: take.brightness,
                limit: limit,
                unit: "dB"
            )
        ]
    }
}
