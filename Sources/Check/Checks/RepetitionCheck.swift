import NarrateModel

/// Whether a stretch of speech comes twice though its text does not.
///
/// Measures how little 0.7 s of the spectrogram differ from any other of the take within 8 s: in dB,
/// against what such stretches of the take usually differ by, and against what the voice is used to.
/// The limits come from takes of offline voices, which repeat themselves within 3 dB and otherwise
/// differ by 5 or more; a voice that is not known is not judged: some hum the same all the time.
///
/// - Measures: difference of two stretches of 0.7 s, in dB over the bands.
/// - Limit: 4.2 dB, 0.55 of what the voice is used to, and half of what stretches of the take differ by.
/// - Limit from: the voice; fitted to sound and spoilt takes of offline voices.
/// - Severity: error.
struct RepetitionCheck: TakeCheck {
    var limits: CheckLimits

    func findings(in take: TakeMeasures, expecting: TakeExpectation) -> [Finding] {
        guard let voice = expecting.voice, voice.isSettled, let repetition = take.repetition
        else { return [] }
        let limit = min(limits.repetition, 0.55 * voice.repetition.middle)
        guard repetition.distance < limit, repetition.share < limits.repetitionShare,
            !Self.repeatsItself(expecting.text),
            !Self.comesTwice(
                in: expecting.text,
                at: repetition.position,
                lag: repetition.lag,
                of: take.activeDuration
            )
        else { return [] }
        return [
            Finding(
                check: "repetition",
                severity: .error,
                message: "a stretch of speech comes twice",
                measured: repetition.distance,
                limit: limit,
                unit: "dB",
                position: repetition.position
            )
        ]
    }

    /// Whether words that take about as long as is compared come twice in a text.
    static func repeatsItself(_ text: String) -> Bool {
        let words = SpokenWords(text).words.map(\.spelling)
        for length in 1...3 where words.count > length {
            var seen: Set<[String]> = []
            for start in 0...(words.count - length) {
                let phrase = Array(words[start..<start + length])
                guard phrase.reduce(0, { $0 + $1.count }) >= 8 else { continue }
                if !seen.insert(phrase).inserted { return true }
            }
        }
        return false
    }

    /// Whether a text itself has letters twice where a stretch and its like were heard.
    ///
    /// A word alone may sound the same for most of the stretch: voices that never say a word in two ways do that.
    static func comesTwice(
        in text: String,
        at position: Double,
        lag: Double,
        of duration: Double
    ) -> Bool {
        let words = SpokenWords(text).words
        guard let first = words.first, let last = words.last else { return false }
        let pace = duration / Double(max(1, last.range.upperBound - first.range.lowerBound))
        func time(_ word: SpokenWords.Word) -> Double {
            Double(word.range.lowerBound - first.range.lowerBound) * pace
        }
        for later in words.indices where abs(time(words[later]) - position) < 1 + 0.1 * duration {
            for earlier in words.indices.prefix(later) {
                let distance = time(words[later]) - time(words[earlier])
                guard abs(distance - lag) < 0.3 + 0.2 * lag else { continue }
                let alike = zip(letters(words[earlier...]), letters(words[later...]))
                    .prefix { $0 == $1 }
                if alike.count >= 5 { return true }
            }
        }
        return false
    }

    /// The letters that words begin with, without what is between them.
    private static func letters(_ words: ArraySlice<SpokenWords.Word>) -> [Character] {
        Array(words.prefix(3).map(\.spelling).joined().prefix(8))
    }
}
