import NarrateModel

/// The words of a text as they were found in a take: where the sound fits a word badly, another was
/// most likely said, or none.
package struct Alignment: Sendable {
    private let words: [AlignedWord]

    /// Creates an alignment of the words of a text, in their order.
    package init(_ words: [AlignedWord]) { self.words = words }

    /// A doubt about the words of a take; `nil` when they fit.
    ///
    /// Nobody documents which loss is much: it has to stand out from that of the other words.
    package func finding(
        against expected: String,
        limits: CheckLimits = CheckLimits()
    ) -> Finding? {
        let spoken = SpokenWords(expected).words
        let placed = placed(in: expected)
        guard !spoken.isEmpty, !placed.isEmpty else { return nil }
        let losses = placed.map(\.word.loss).sorted()
        let limit = max(limits.wordLoss, limits.wordLossShare * losses[losses.count / 2])
        let scalars = Array(expected.unicodeScalars)
        let doubts = placed.filter { place in
            guard place.word.loss > limit else { return false }
            // Of a name nobody knows how it sounds.
            return spoken.indices.contains { index in
                spoken[index].range.overlaps(place.range) && !spoken[index].isGuess
                    && !Transcript.isName(index, spoken, scalars)
            }
        }
        let allowed = spoken.count / limits.wordsPerMistake
        guard doubts.count > allowed, let first = doubts.first else { return nil }
        let messages = doubts.map { "something else may be said for '\($0.spelling)'" }
        return Finding(
            check: Finding.words,
            severity: .warning,
            message: messages.prefix(3).joined(separator: "; ")
                + (messages.count > 3 ? "; and more" : ""),
            measured: Double(doubts.count),
            limit: Double(allowed),
            unit: "words",
            position: first.word.start,
            passages: doubts.map(\.range)
        )
    }

    private struct Place {
        var word: AlignedWord
        var spelling: String
        /// Unicode scalars of the text.
        var range: Range<Int>
    }

    /// Where each word stands in the text; words that stand nowhere in it are left out.
    private func placed(in text: String) -> [Place] {
        let scalars = Array(text.unicodeScalars)
        var next = 0
        var places: [Place] = []
        for word in words {
            let letters = word.text.unicodeScalars.drop { !Self.belongs($0) }
            let spelling = Array(letters.reversed().drop { !Self.belongs($0) }.reversed())
            guard !spelling.isEmpty else { continue }
            let start = (next..<max(next, scalars.count - spelling.count + 1)).first {
                scalars[$0..<$0 + spelling.count].elementsEqual(spelling)
            }
            guard let start else { continue }
            next = start + spelling.count
            places.append(
                Place(
                    word: word,
                    spelling: String(String.UnicodeScalarView(spelling)),
                    range: start..<next
                )
            )
        }
        return places
    }

    private static func belongs(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }
}
