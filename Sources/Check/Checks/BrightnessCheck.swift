import NarrateModel

/// Whether the voice is muffled: its high frequencies are gone.
///
/// - Measures: share of high frequencies, in dB.
/// - Limit: 16 dB under what the voice is used to; −45 dB of a voice that is not known.
/// - Limit from: fitted to sound and spoilt takes of offline voices.
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
