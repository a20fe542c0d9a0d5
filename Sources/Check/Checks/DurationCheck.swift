import Glibc
import NarrateModel

/// Whether the take is as long as its text.
///
/// - Measures: seconds of speech against its characters as they are spoken (`SpokenLength`).
/// - Limit: 2.2 spreads of the voice and at least 8 %, with room for short texts and for numbers; before the
///   voice is known, what no voice does.
/// - Limit from: the voice; fitted to sound and spoilt takes of offline voices.
/// - Severity: error.
struct DurationCheck: TakeCheck {
    var limits: CheckLimits

    func findings(in take: TakeMeasures, expecting: TakeExpectation) -> [Finding] {
        let spoken = SpokenLength(expecting.text)
        let duration = take.activeDuration
        if take.isEndless {
            return [finding(.error, "endless for its text", take.duration, Self.longest(spoken))]
        }
        guard duration > 0 else { return [] }
        if duration < spoken.plausible.lowerBound {
            return [
                finding(.error, "far too short for its text", duration, spoken.plausible.lowerBound)
            ]
        }
        if duration > spoken.plausible.upperBound {
            return [
                finding(.error, "far too long for its text", duration, spoken.plausible.upperBound)
            ]
        }
        let known = expecting.voice?.charactersPerSecond ?? expecting.charactersPerSecond
        guard let rate = known, rate > 0 else { return [] }
        let usual = spoken.characters / rate
        let factor = exp(room(expecting.voice, spoken))
        // Of a word or two the edges matter more than the letters.
        let slack = spoken.characters < 15 ? 0.1 : 0
        if duration < usual / factor - slack {
            return [
                finding(.error, "too short for its text in this voice", duration, usual / factor)
            ]
        }
        if duration > usual * factor + 1.5 * slack {
            return [
                finding(.error, "too long for its text in this voice", duration, usual * factor)
            ]
        }
        return []
    }

    /// Seconds behind which nobody needs to listen any more.
    static func longest(_ spoken: SpokenLength) -> Double {
        1.5 * spoken.plausible.upperBound + 20
    }

    /// How far the length may be off, as a logarithm: the fewer characters and the more guesses
    /// among them, the less they tell.
    private func room(_ voice: VoiceProfile?, _ spoken: SpokenLength) -> Double {
        // Of a rate alone, or of a few takes, nobody knows how lively the voice is.
        let unsettled = 0.3
        let spread = voice.map { max(limits.duration, limits.durationSpreads * $0.rate.spread) }
        let isSettled = voice?.isSettled ?? false
        let steady = isSettled ? spread ?? unsettled : max(spread ?? 0, unsettled)
        let count = max(1, spoken.characters)
        return steady + 1.1 / sqrt(count) + 1.5 * spoken.guessed / count
    }

    private func finding(
        _ severity: Finding.Severity,
        _ what: String,
        _ measured: Double,
        _ limit: Double
    ) -> Finding {
        Finding(
            check: "duration",
            severity: severity,
            message: "it is \(what)",
            measured: measured,
            limit: limit,
            unit: "s"
        )
    }
}
