import NarrateModel

/// Whether the beginning is missing.
///
/// Speech begins near zero, a cut begins anywhere; and a voice that always takes a breath before it
/// speaks does not start in the middle of a sound.
///
/// - Name: `cutStart`.
/// - Measures: first two samples against the peak, in %; first millisecond against the speech, in dB; silence before
///   the speech, in seconds; how much louder than its first 10 ms a vowel becomes that begins at once, in dB.
/// - Limit for the samples: 12 %.
/// - Limit for the millisecond: −1.5 dB; of a voice that is known 10 dB over its 99th percentile, but not less than
///   −20 dB, from 30 takes on −34 dB; then before hard sounds 10 dB over the 95th percentile of these, but not less
///   than −30 dB.
/// - Limit for the silence: from 30 takes on 0.3 of the least the voice has before quotations, hard sounds or anything,
///   if it always has about as much there.
/// - Limit for the vowel: from 30 takes on, eight of which begin so, 3 dB less than the 1st percentile of the voice.
/// - Limit from: the voice; fitted to sound and spoilt takes of offline voices.
/// - Severity: error.
struct CutStartCheck: TakeCheck {
    var limits: CheckLimits

    func findings(in take: TakeMeasures, expecting: TakeExpectation) -> [Finding] {
        guard !take.active.isEmpty else { return [] }
        return Array(
            [
                step(take), onset(take, expecting), lead(take, expecting), rise(take, expecting),
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
        // What `n` follows is silent, and some h: `knight`, `hour`.
        return "bcdfghjkpqstvz".contains(first) && word.dropFirst().first != "n"
            && !["hour", "honest", "hono", "heir"].contains(where: word.hasPrefix)
    }

    /// Whether a text begins with a vowel, as far as its letters tell.
    static func beginsWithVowel(_ text: String) -> Bool {
        guard let word = SpokenWords(text).words.first?.spelling, let first = word.first else {
            return false
        }
        // `one`, `once`, `eulogy` begin otherwise.
        return "aeio".contains(first) && !["on", "eu"].contains(word.prefix(2))
    }

    /// Whether a text begins with a quotation.
    static func beginsQuoted(_ text: String) -> Bool {
        text.first { !$0.isWhitespace }.map { "\"“”„«»‘‚「『".contains($0) } ?? false
    }

    private func lead(_ take: TakeMeasures, _ expecting: TakeExpectation) -> Finding? {
        guard let voice = expecting.voice, voice.isSettled else { return nil }
        // Of some voices only hard sounds, or quotations, have always silence before them.
        let habits = [
            Self.beginsQuoted(expecting.text) ? voice.quotedLead : nil,
            Self.beginsHard(expecting.text) ? voice.hardLead : nil,
            voice.lead,
        ]
        // The voice of a hard sound may begin before it.
        let limit = habits.lazy.compactMap { $0?.farBelow(0.3) }.first
        guard let limit, take.lead < limit else { return nil }
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

    private func rise(_ take: TakeMeasures, _ expecting: TakeExpectation) -> Finding? {
        guard let voice = expecting.voice, voice.isSettled, let least = voice.vowelRise?.least,
            let rise = take.rise, Self.beginsWithVowel(expecting.text)
        else { return nil }
        let limit = least - limits.rise
        guard rise < limit else { return nil }
        return Finding(
            check: "cutStart",
            severity: .error,
            message: "it begins in the middle of a sound",
            measured: rise,
            limit: limit,
            unit: "dB louder after 30 ms",
            position: 0
        )
    }
}
