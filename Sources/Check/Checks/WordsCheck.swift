import NarrateModel

/// Whether the words are those of the text: none missing, added, said again or other than they are.
///
/// A doubt, never a failure: it is worth another take, but a listener may mishear. Whether its first
/// words are missing and whether a phrase comes twice he can tell of voices, too, whose single words he does not
/// understand.
///
/// - Measures: words missing, added, said again or other than written.
/// - Limit: one in 60, and none in shorter texts.
/// - Limit from: the text; sound takes of offline voices.
/// - Severity: warning.
struct WordsCheck: Sendable {
    var limits: CheckLimits
    var listener: WordListener

    func findings(in signal: TakeSignal, expecting: TakeExpectation) -> [Finding] {
        guard expecting.hearsWords, let account = listener.account(of: signal, text: expecting.text)
        else { return [] }
        let differences = account.comparison.differences
        let doubts =
            differences.isEmpty
            ? poorFits(account)
            : differences.filter { !Self.isSwallowed($0, account) && !isSlight($0, account) }
                .map { Doubt($0, account) }
        let count = doubts.reduce(0) { $0 + $1.count }
        let allowed = account.expected.count / limits.wordsPerMistake
        guard count > allowed, let first = doubts.first else { return [] }
        return [
            Finding(
                check: Finding.words,
                severity: .warning,
                message: doubts.prefix(3).map(\.message).joined(separator: "; ")
                    + (doubts.count > 3 ? "; and more" : ""),
                measured: Double(count),
                limit: Double(allowed),
                unit: "words",
                position: first.position,
                passages: doubts.map(\.range)
            )
        ]
    }

    /// Whether an article or "of" is all that is missing: voices that read well say it so fast that nobody can tell.
    private static func isSwallowed(
        _ difference: WordComparison.Difference,
        _ account: WordListener.Account
    ) -> Bool {
        difference.heard.isEmpty && difference.expected.count == 1
            && ["a", "an", "the", "of"].contains(
                account.expected[difference.expected.lowerBound].spelling
            )
    }

    /// Whether it is too short for anything that somebody speaks: in a breath or a pause such is heard easily, and one
    /// of the words of two or three letters for another.
    private func isSlight(
        _ difference: WordComparison.Difference,
        _ account: WordListener.Account
    ) -> Bool {
        let heard = account.heard[difference.heard]
        let length = heard.reduce(0) { $0 + $1.end - $1.start }
        guard !difference.expected.isEmpty else { return length < limits.addedLength }
        return heard.count == 1 && difference.expected.count == 1
            && length < limits.shortWordLength
            && heard.allSatisfy { Self.isShort($0.word) }
            && account.expected[difference.expected].allSatisfy { Self.isShort($0.spelling) }
    }

    /// Whether it is a word of two or three letters, but none that a text means the contrary without.
    private static func isShort(_ word: String) -> Bool {
        word.count <= 3 && !["no", "not", "nor"].contains(word)
    }

    /// Whether the first words are missing, or some are said again.
    ///
    /// A take that is long for its text lacks nothing, one that is short has nothing twice.
    func course(
        in signal: TakeSignal,
        _ measures: TakeMeasures,
        expecting: TakeExpectation
    ) -> Finding? {
        guard expecting.hearsCourse,
            let account = listener.course(of: signal, text: expecting.text), !account.heard.isEmpty
        else { return nil }
        let surplus = DurationCheck.surplus(of: measures, expecting: expecting) ?? 0
        let detour = account.comparison.differences.first { difference in
            let added = difference.heard.count - difference.expected.count
            return added >= 2
                ? surplus > -limits.wholeLength
                : difference.expected.lowerBound == 0 && added < 0 && surplus < limits.wholeLength
        }
        guard let detour else { return nil }
        let doubt = Doubt(detour, account)
        return Finding(
            check: Finding.words,
            severity: .warning,
            message: doubt.message,
            measured: Double(doubt.count),
            limit: 0,
            unit: "words",
            position: doubt.position,
            passages: [doubt.range]
        )
    }

    /// Words whose sound fits far worse than that of the others: most likely another was said.
    private func poorFits(_ account: WordListener.Account) -> [Doubt] {
        guard account.heard.count == account.expected.count, account.heard.count >= 4 else {
            return []
        }
        let sorted = account.heard.map(\.fit).sorted()
        let middle = sorted[sorted.count / 2]
        return zip(account.expected, account.heard).enumerated().compactMap { place, pair in
            let (expected, heard) = pair
            guard account.isCertain[place], expected.spelling.count >= limits.wordLetters,
                heard.end - heard.start >= limits.wordLength,
                heard.fit < middle - limits.wordFit
            else { return nil }
            return Doubt(
                message: "something else may be said for '\(expected.spelling)'",
                count: 1,
                range: expected.range,
                position: heard.start
            )
        }
    }
}

extension WordListener.Account {
    /// Where what was heard and what was expected differ.
    fileprivate var comparison: WordComparison {
        WordComparison(
            expected: zip(expected, isCertain).map {
                .init(spelling: $0.spelling, isCertain: $1)
            },
            heard: heard.map(\.word)
        )
    }
}

/// A place in a text that a listener did not hear as it is written.
private struct Doubt {
    var message: String
    var count: Int
    /// Unicode scalars of the text.
    var range: Range<Int>
    /// Seconds from the start of the take.
    var position: Double

    init(message: String, count: Int, range: Range<Int>, position: Double) {
        self.message = message
        self.count = count
        self.range = range
        self.position = position
    }

    init(_ difference: WordComparison.Difference, _ account: WordListener.Account) {
        let words = account.expected[difference.expected]
        let quoted = "'\(words.map(\.spelling).joined(separator: " "))'"
        let before = difference.expected.lowerBound
        if let first = words.first, let last = words.last {
            range = first.range.lowerBound..<last.range.upperBound
            message =
                difference.heard.isEmpty
                ? "\(quoted) is missing" : "something else is said for \(quoted)"
        } else {
            // What was added is marked by the word before it.
            let neighbour = account.expected[max(0, before - 1)]
            range = neighbour.range
            message = "something is added after '\(neighbour.spelling)'"
        }
        count = difference.count
        let heard = account.heard
        position =
            heard.indices.contains(difference.heard.lowerBound)
            ? heard[difference.heard.lowerBound].start : heard.last?.end ?? 0
    }
}
