import NarrateModel

/// Whether a stretch of speech comes twice though its text does not.
///
/// Two stretches may be one and the same recording. Or they are spoken anew, and differ less than stretches of
/// speech do, within 3 dB against 5 or more in the takes of offline voices; a voice that is not known is not
/// judged so: some hum the same all the time. A take that is long for its text as well needs less of a
/// likeness; one that is too long has no excuse in what its text has twice.
///
/// - Name: `repetition`.
/// - Measures: correlation of two stretches of 0.45 s, which has no unit; from 30 takes on the difference of two of
///   0.7 s, in dB over the bands.
/// - Limit: 0.97, 0.99 where the text has something twice, though elsewhere; 3.4 dB (5 dB where the take is 1.5
///   standard deviations longer than expected), 0.55 of the voice's median, and half of what stretches of the take
///   differ by.
/// - Limit from: the voice; fitted to sound and spoilt takes of offline voices.
/// - Severity: error.
struct RepetitionCheck: TakeCheck {
    var limits: CheckLimits

    func findings(in take: TakeMeasures, expecting: TakeExpectation) -> [Finding] {
        guard let repetition = take.repetition else { return [] }
        let surplus = DurationCheck.surplus(of: take, expecting: expecting) ?? 0
        let mayCome = Self.repeatsItself(expecting.text)
        let isExpected =
            Self.isExpected(repetition, expecting.text, mayCome, of: take.activeDuration)
            && !isTooLong(surplus, take, expecting)
        // Some voices never say a word in two ways: `Down, down, down.`
        let loop = mayCome ? limits.certainLoop : limits.loop
        if repetition.sameness > loop, !isExpected {
            return [finding(repetition, repetition.sameness, loop, unit: nil)]
        }
        guard let voice = expecting.voice, voice.isSettled else { return [] }
        let isLong = surplus > limits.notablyLong
        let limit = min(
            isLong ? limits.longRepetition : limits.repetition,
            0.55 * voice.repetition.middle
        )
        guard repetition.distance < limit, repetition.share < limits.repetitionShare,
            !isExpected, !mayCome || surplus > limits.tooLong
        else { return [] }
        return [finding(repetition, repetition.distance, limit, unit: "dB")]
    }

    /// Whether a take is longer than even a text that has something twice explains; its pauses alone say nothing.
    private func isTooLong(
        _ surplus: Double,
        _ take: TakeMeasures,
        _ expecting: TakeExpectation
    ) -> Bool {
        guard surplus > limits.tooLong else { return false }
        guard let (speed, deviation) = PaceCheck.speed(of: take, expecting: expecting) else {
            return true
        }
        return speed < -limits.tooSlow * deviation
    }

    private func finding(
        _ repetition: Repetition,
        _ measured: Double,
        _ limit: Double,
        unit: String?
    ) -> Finding {
        Finding(
            check: "repetition",
            severity: .error,
            message: "a stretch of speech comes twice",
            measured: measured,
            limit: limit,
            unit: unit,
            position: repetition.position
        )
    }

    /// Takes longer than that repeat some words as a matter of course; where they stand is asked then.
    private static let longest = 12.0

    /// Whether a text repeats itself, so that a take of it may.
    private static func isExpected(
        _ repetition: Repetition,
        _ text: String,
        _ repeatsItself: Bool,
        of duration: Double
    ) -> Bool {
        duration < longest && repeatsItself
            || comesTwice(in: text, at: repetition.position, lag: repetition.lag, of: duration)
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
        for later in words.indices where abs(time(words[later]) - position) < 1 + 0.15 * duration {
            for earlier in words.indices.prefix(later) {
                let distance = time(words[later]) - time(words[earlier])
                guard abs(distance - lag) < 0.4 + 0.25 * lag else { continue }
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
