import Glibc
import NarrateModel

/// Whether the take is as long as its text.
///
/// - Measures: seconds of speech against its characters as they are spoken (`SpokenLength`).
/// - Limit: 3.2 standard deviations of the voice for texts of that length and at least 8 %, with room for numbers,
///   and half as much again where the sounds of the text explain it (`PaceCheck`); before the voice is known, what no
///   voice does.
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
        let pace = PaceCheck.speed(of: take, expecting: expecting)
        let isSteady = pace.map { abs($0.speed) < limits.steadyPace * $0.deviation } ?? false
        let factor = exp(room(expecting.voice, spoken) * (isSteady ? limits.steadyDuration : 1))
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
        let count = max(1, spoken.characters)
        let guesses = 1.5 * spoken.guessed / count
        guard let voice, voice.isSettled else {
            // Of a rate alone, or of a few takes, nobody knows how lively the voice is.
            let lively = limits.durationSpreads * (voice?.rate.spread ?? 0)
            return max(0.3, lively) + 1.1 / sqrt(count) + guesses
        }
        let usual = limits.durationSpreads * voice.unevenness.deviation / sqrt(count)
        return max(limits.duration, usual) + guesses
    }

    /// How much longer a take is than its text leads to expect, in standard deviations of the voice;
    /// `nil` while these are not known.
    static func surplus(of take: TakeMeasures, expecting: TakeExpectation) -> Double? {
        let spoken = SpokenLength(expecting.text)
        guard let voice = expecting.voice, voice.isSettled, take.activeDuration > 0,
            spoken.characters > 0, spoken.guessed == 0, voice.unevenness.deviation > 0
        else { return nil }
        let usual = spoken.characters / voice.charactersPerSecond
        return log(take.activeDuration / usual) * sqrt(spoken.characters)
            / max(voice.unevenness.deviation, leastDeviation)
    }

    /// No voice is steadier than that.
    private static let leastDeviation = 0.2

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
