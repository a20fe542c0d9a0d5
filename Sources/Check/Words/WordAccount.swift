extension WordListener.Account {
    /// Seconds that a sound may take.
    private static let longestSound = 0.12

    /// Where what was heard and what was expected differ.
    var comparison: WordComparison {
        WordComparison(
            expected: known.map { .init(spelling: $0.spelling, isCertain: $0.isCertain) },
            heard: heard.map(\.word)
        )
    }

    /// The place in the text of each segment that is a word of it.
    var places: [Int?] {
        var next = 0
        return segments.map { segment in
            guard segment.kind == .word,
                let place = expected[next...].firstIndex(where: { $0.spelling == segment.word })
            else { return nil }
            next = place + 1
            return place
        }
    }

    /// Whether no name takes so long that it might hide other words.
    var isPlausible: Bool {
        var (next, length) = (0, 0.0)
        func isShort(before place: Int) -> Bool {
            length <= Self.longestSound * Double(known[next..<place].reduce(0) { $0 + $1.longest })
        }
        for (segment, place) in zip(segments, places) {
            if segment.kind == .sound { length += segment.end - segment.start }
            guard let place else { continue }
            guard isShort(before: place) else { return false }
            (next, length) = (place + 1, 0)
        }
        return isShort(before: expected.count)
    }
}
