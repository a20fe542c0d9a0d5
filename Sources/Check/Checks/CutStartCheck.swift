import NarrateModel

/// Whether the beginning is missing.
///
/// Speech begins near zero, a cut begins anywhere; and a voice that always takes a breath before it
/// speaks does not start in the middle of a sound.
///
/// - Measures: first sample against the peak, as a factor; first millisecond against the speech, in dB;
///   silence before the speech, in seconds.
/// - Limit: 0.12; −1.5 dB, and 10 dB over what the voice is used to, before hard sounds by themselves;
///   half of what the voice has at least, if it always has about as much.
/// - Limit from: fitted to sound and spoilt takes of offline voices.
/// - Severity: error.
struct CutStartCheck: TakeCheck {
    var limits: CheckLimits

    func findings(in take: TakeMeasures, expecting: TakeExpectation) -> [Finding] {
        guard !take.active.isEmpty else { return [] }
        return Array(
            [
                step(take), onset(take, expecting), lead(take, expecting),
            ].compactMap(\.self).prefix(1)
        )
    }

    private func step(_ take: TakeMeasures) -> Finding? {
        guard take.startStep > limits.startStep else { return nil }
        return Finding(
            check: "cutStart",
            severity: .error,
            message: "it begins in the middle of a sound",
            measured: take.startStep * 100,
            limit: limits.startStep * 100,
            unit: "% of the peak",
            position: 0
        )
    }

    private func onset(_ take: TakeMeasures, _ expecting: TakeExpectation) -> Finding? {
        let level = take.onsetLevel
        // Of a voice that is always silent at first, much less is too much.
        var limit = limits.startLevel
        if let voice = expecting.voice {
            limit = max(voice.isSettled ? -34 : -20, min(limit, voice.onset.most + 10))
            if voice.isSettled, let hard = voice.hardOnset, Self.beginsHard(expecting.text) {
                limit = min(limit, max(-30, hard.high + 10))
            }
        }
        guard level > limit else { return nil }
        return Finding(
            check: "cutStart",
            severity: .error,
            message: "it begins in the middle of a sound",
            measured: level,
            limit: limit,
            unit: "dB",
            position: 0
        )
    }

    /// Whether a text begins with a stop or a fricative: before these there is silence, or next to it,
    /// whereas vowels and the like may be there at once.
    static func beginsHard(_ text: String) -> Bool {
        guard let word = SpokenWords(text).words.first?.spelling, let first = word.first else {
            return false
        }
        // What `n` follows is silent: `knight`.
        return "bcdfgkpqstvz".contains(first) && word.dropFirst().first != "n"
    }

    private func lead(_ take: TakeMeasures, _ expecting: TakeExpectation) -> Finding? {
        guard let voice = expecting.voice, voice.isSettled else { return nil }
        // Of some voices only hard sounds have always silence before them.
        let hard = Self.beginsHard(expecting.text) ? voice.hardLead?.neverBelow : nil
        guard let limit = hard ?? voice.lead.neverBelow, take.lead < limit else { return nil }
        return Finding(
            check: "cutStart",
            severity: .error,
            message: "it begins without the silence that the voice always begins with",
            measured: take.lead,
            limit: limit,
            unit: "s",
            position: 0
        )
    }
}
