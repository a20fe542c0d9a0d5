import NarrateModel

/// Whether the words are those of the text: none missing, added, said again or other than they are.
///
/// A doubt, never a failure: it is worth another take, but a listener may mishear.
///
/// - Measures: words missing, added, said again or other than written.
/// - Limit: one in 60, and none in shorter texts.
/// - Limit from: the text; sound takes of offline voices.
/// - Severity: warning.
struct WordsCheck: Sendable {
    var limits: CheckLimits
    var listener: WordListener

    func findings(in signal: TakeSignal, expecting: TakeExpectation) -> [Finding] {
        guard let account = listener.account(of: signal, text: expecting.text) else { return [] }
        let comparison = WordComparison(
            expected: zip(account.expected, account.isCertain).map {
                .init(spelling: $0.spelling, isCertain: $1)
            },
            heard: account.heard.map(\.word)
        )
        let doubts =
            comparison.differences.isEmpty
            ? poorFits(account) : comparison.differences.map { Doubt($0, account) }
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

    /// Words whose sound fits far worse than that of the others: most likely another was said.
    private func poorFits(_ account: WordListener.Account) -> [Doubt] {
        guard account.heard.count == account.expected.count, account.heard.count >= 4 else {
            return []
        }
        let sorted = account.heard.map(\.fit).sorted()
        let middle = sorted[sorted.count / 2]
        return zip(account.expected, account.heard).enumerated().compactMap { place, pair in
            let (expected, heard) = pair
            guard account.isCertain[place], heard.end - heard.start >= limits.wordLength,
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
