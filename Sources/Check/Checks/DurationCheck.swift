import Glibc
import NarrateModel

/// Whether the take is as long as its text.
///
/// - Name: `duration`.
/// - Measures: seconds from the first to the last sound against the characters of the text as they are spoken
///   (`SpokenLength`).
/// - Limit: in logarithms, 3.2 standard deviations of the voice for texts of that length (8 %, if more), and 1.5 times
///   the share of the characters whose reading is a guess, such as numbers.
/// - Limit up to 30 takes: 30 % (3.2 spreads of the voice's rate, if more), 1.1 over the root of the characters, and
///   the same for guesses; before the voice is known, what no voice does (`SpokenLength.plausible`).
/// - Room: half as much again where the pace is within two standard deviations (`PaceCheck`); 0.1 s at the lower and
///   0.15 s at the upper end of texts under 15 characters.
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
