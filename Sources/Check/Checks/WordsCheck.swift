import NarrateModel

/// Whether the words are those of the text: none missing, added, said again or other than they are.
///
/// A doubt, never a failure: it is worth another take, but a listener may mishear. Whether its first
/// words are missing and whether a phrase comes twice he can tell of voices, too, whose single words he does not
/// understand.
///
/// - Name: `words`.
/// - Measures: words missing, added, said again or other than written.
/// - Limit: none, in texts of 60 words and more one in 60, unless a stretch fits its words worse by 100 nats; by 80, or
///   20 where something else is heard there, it counts at all.
/// - Limit from: the text; sound takes of offline voices.
/// - Severity: warning; a note (info) where whoever listens does not understand the voice.
struct WordsCheck: Sendable {
    var limits: CheckLimits
    var listener: WordListener

    /// What was heard.
    struct Outcome: Sendable {
        var findings: [Finding] = []
        /// The one that says that the first words are missing or that some are said again: then single words are
        /// not listened to.
        var detour: Finding?
        var fits: [WordHabits.Fit] = []
    }

    /// What is to be said of the words of a take.
    func outcome(
        of signal: TakeSignal,
        _ measures: TakeMeasures,
        expecting: TakeExpectation
    ) -> Outcome {
        guard expecting.hearsWords || expecting.hearsCourse else { return Outcome() }
        let laid = listener.course(of: signal, text: expecting.text)
        let course = laid.flatMap { $0.isPlausible ? $0 : nil }
        if expecting.hearsCourse, let course,
            let detour = detour(course, measures, expecting: expecting)
        {
            return Outcome(findings: [detour], detour: detour)
        }
        guard expecting.hearsWords else { return Outcome() }
        let isLost = laid == nil && expecting.hearsCourse
        let doubts = self.doubts(about: signal, course, isLost: isLost, expecting: expecting)
        let count = doubts.reduce(0) { $0 + $1.count }
        let allowed =
            doubts.contains(where: \.isCertain)
            ? 0 : SpokenWords(expecting.text).words.count / limits.wordsPerMistake
        return Outcome(
            findings: count > allowed ? [finding(doubts, count, allowed)] : [],
            fits: laid.map(fits) ?? []
        )
    }

    /// How the words of a take fit.
    private func fits(_ course: WordListener.Account) -> [WordHabits.Fit] {
        course.segments.filter { $0.kind == .word }.map {
            WordHabits.Fit(word: $0.word, excess: excess($0))
        }
    }

    /// How much worse than sounds usually do one fits, in nats.
    private func excess(_ segment: SphinxDecoder.Heard) -> Double {
        (segment.loss - limits.soundLoss) * (segment.end - segment.start) * 100
    }

    private func finding(_ doubts: [Doubt], _ count: Int, _ allowed: Int) -> Finding {
        Finding(
            check: Finding.words,
            severity: .warning,
            message: doubts.prefix(3).map(\.message).joined(separator: "; ")
                + (doubts.count > 3 ? "; and more" : ""),
            measured: Double(count),
            limit: Double(allowed),
            unit: "words",
            position: doubts.first?.place.lowerBound,
            passages: doubts.map(\.range)
        )
    }

    /// Words that are most likely not said as they are written.
    ///
    /// Where all sounds fit their words, none is. Where some fit badly, another grammar may tell what is said instead.
    private func doubts(
        about signal: TakeSignal,
        _ course: WordListener.Account?,
        isLost: Bool,
        expecting: TakeExpectation
    ) -> [Doubt] {
        // Where it leaves the text, what it says fits of itself.
        let course = course.flatMap { $0.comparison.differences.isEmpty ? $0 : nil }
        let misfits = course.map { self.misfits(in: $0, expecting.habits) }
        guard misfits != [], let account = listener.account(of: signal, text: expecting.text) else {
            return []
        }
        var heard = account.comparison.differences
            .filter { !Self.isSwallowed($0, account) && !isSlight($0, account) }
            .map { Doubt($0, account) }
        guard let course, let misfits else {
            // That no way leads through the words of a text hardly happens to a take that has them.
            if heard.isEmpty, isLost {
                heard = self.misfits(in: account, expecting.habits)
                    .filter { $0.excess > limits.misfit }.compactMap { Doubt($0, account) }
            }
            for index in heard.indices { heard[index].isCertain = isLost }
            return heard
        }
        let explained = heard.filter { doubt in
            misfits.contains { touches($0, doubt, in: course) }
        }
        let others = misfits.filter { misfit in
            misfit.excess > limits.misfit
                && !explained.contains { touches(misfit, $0, in: course) }
        }
        var doubts = explained + others.compactMap { Doubt($0, course) }
        for index in doubts.indices {
            doubts[index].isCertain = misfits.contains {
                $0.excess > limits.certainMisfit && touches($0, doubts[index], in: course)
            }
        }
        return doubts.sorted { $0.place.lowerBound < $1.place.lowerBound }
    }

    /// Whether what is in doubt lies where sounds fit badly, or nearly so.
    private func touches(_ misfit: Misfit, _ doubt: Doubt, in course: WordListener.Account) -> Bool
    {
        let start = course.segments[misfit.segments.lowerBound].start
        let end = course.segments[misfit.segments.upperBound - 1].end
        return start - limits.misfitReach <= doubt.place.upperBound
            && doubt.place.lowerBound <= end + limits.misfitReach
    }

    private func misfits(in account: WordListener.Account, _ habits: WordHabits) -> [Misfit] {
        let excesses = zip(account.segments, account.places).map { segment, place in
            let excess = self.excess(segment)
            guard segment.kind != .pause else { return excess }
            // A word that nobody knows fits as it likes.
            guard let place, account.known[place].isCertain else { return min(0, excess) }
            return excess - habits.excess(of: segment.word)
        }
        return Misfit.all(in: excesses, over: limits.slightMisfit)
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
    private func detour(
        _ account: WordListener.Account,
        _ measures: TakeMeasures,
        expecting: TakeExpectation
    ) -> Finding? {
        guard !account.heard.isEmpty else { return nil }
        let surplus = DurationCheck.surplus(of: measures, expecting: expecting) ?? 0
        let detour = account.comparison.differences.first { difference in
            let added = difference.heard.count - difference.expected.count
            return added >= 2
                ? surplus > -limits.wholeLength
                : difference.expected.lowerBound == 0 && added < 0 && surplus < limits.wholeLength
        }
        guard let detour else { return nil }
        let doubt = Doubt(detour, account)
        return finding([doubt], doubt.count, 0)
    }
}

/// A place in a text that a listener did not hear as it is written.
private struct Doubt {
    var message: String
    var count: Int
    /// Unicode scalars of the text.
    var range: Range<Int>
    /// Seconds from the start of the take.
    var place: ClosedRange<Double>
    /// Whether it counts in a long text, too, of which some words may be misheard.
    var isCertain = false

    /// A doubt about the word of a misfit that fits worst, or what comes after the word before a pause that
    /// does.
    init?(_ misfit: Misfit, _ account: WordListener.Account) {
        let places = account.places
        let before = places[...misfit.worst].compactMap(\.self).last
        guard let nearest = before ?? places.compactMap(\.self).first else { return nil }
        let word = account.expected[nearest]
        message =
            places[misfit.worst] == nil
            ? "something is added after '\(word.spelling)'"
            : "something else may be said for '\(word.spelling)'"
        count = 1
        range = word.range
        place =
            account.segments[misfit.segments.lowerBound]
            .start...account.segments[misfit.segments.upperBound - 1].end
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
        let start =
            heard.indices.contains(difference.heard.lowerBound)
            ? heard[difference.heard.lowerBound].start : heard.last?.end ?? 0
        place = start...(difference.heard.last.map { heard[$0].end } ?? start)
    }
}
