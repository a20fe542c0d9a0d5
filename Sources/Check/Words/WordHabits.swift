/// How badly the words of a voice fit the sounds they should be, in takes where they were most likely said right.
///
/// A voice has a way of its own with some words; no other take would bring another.
package struct WordHabits: Sendable, Equatable, Codable {
    /// A word of a take, and how much worse than usual its sound fits, in nats.
    package struct Fit: Sendable, Equatable {
        package var word: String
        package var excess: Double
    }

    /// Takes of a word that are remembered: of more, the first.
    private static let enough = 9

    private var excesses: [String: [Double]] = [:]

    /// Creates a memory of nothing.
    package init() {}

    /// Takes note of the words of a take.
    package mutating func note(_ fits: [Fit]) {
        for fit in fits where excesses[fit.word, default: []].count < Self.enough {
            // A tenth of a nat is no news.
            excesses[fit.word, default: []].append((fit.excess * 10).rounded() / 10)
        }
    }

    /// The excess to be expected of a word, 0 or more: the lower median, as one of its takes may be wrong; half of it
    /// while there is but one.
    func excess(of word: String) -> Double {
        guard let heard = excesses[word]?.sorted() else { return 0 }
        return max(0, heard.count == 1 ? heard[0] / 2 : heard[(heard.count - 1) / 2])
    }
}
