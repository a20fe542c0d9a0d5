import NarrateModel

/// Whether the take ends in the middle of a sound.
///
/// Speech decays before it ends, a cut does not: the last 30 ms are compared with the level of
/// speech.
///
/// - Name: `cutEnd`.
/// - Measures: loudest moment of the last 30 ms against the speech, in dB; silence after the speech, in seconds.
/// - Limit: −20 dB, of a voice that is known 10 dB over the 95th percentile of its ends, but not less than −36 dB; from
///   30 takes on half of the least silence of the voice, if it always has about as much and the text ends in no
///   abbreviation.
/// - Limit from: the voice; fitted to sound and spoilt takes of offline voices.
/// - Severity: error; a note (info) where the text ends in an abbreviation.
struct CutEndCheck: TakeCheck {
    var limits: CheckLimits

    func findings(in take: TakeMeasures, expecting: TakeExpectation) -> [Finding] {
        // What was not decoded to its end was cut here.
        guard !take.active.isEmpty, !take.isEndless else { return [] }
        let level = take.endLevel
        // Some voices always end as soon as they can, others never.
        let limit = expecting.voice.map { max(-36, $0.end.high + 10) } ?? limits.endLevel
        // Engines leave no pause after what they take for an abbreviation: `V.`, `to Mr.`
        let isUsual = Self.endsInAbbreviation(expecting.text)
        guard level > limit else {
            return isUsual ? [] : [trail(take, expecting.voice)].compactMap(\.self)
        }
        return [
            Finding(
                check: "cutEnd",
                severity: isUsual ? .info : .error,
                message: "it ends in the middle of a sound",
                measured: level,
                limit: limit,
                unit: "dB",
                position: take.duration
            )
        ]
    }

    private func trail(_ take: TakeMeasures, _ voice: VoiceProfile?) -> Finding? {
        guard let voice, voice.isSettled, let limit = voice.trail.farBelow(0.5), take.trail < limit
        else { return nil }
        return Finding(
            check: "cutEnd",
            severity: .error,
            message: "it ends without the silence that the voice always ends with",
            measured: take.trail,
            limit: limit,
            unit: "s",
            position: take.duration
        )
    }

    /// Whether the last word is one letter, or up to four with a capital first and a dot behind.
    static func endsInAbbreviation(_ text: String) -> Bool {
        let end = text.reversed().drop { !$0.isLetter && !$0.isNumber }
        let marks = text.reversed().prefix { !$0.isLetter && !$0.isNumber }
        let word = end.prefix { $0.isLetter || $0.isNumber }
        guard word.count > 1 else { return true }
        return marks.contains(".") && word.count <= 4 && word.last?.isUppercase == true
    }
}
