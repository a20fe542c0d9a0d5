/// Words of a voice that whoever listens keeps mishearing, however often they are recorded.
///
/// A voice may say a word in a way of its own. Once two takes have left it in doubt, and not many more were
/// free of doubt, it costs no further takes.
package struct HardWords: Sendable, Equatable, Codable {
    /// Takes that must have left a word in doubt, and the share of those that have it.
    private static let enough = 2.0
    private static let share = 0.25

    /// What a doubt counts that another take cleared: the word may have been missing.
    private static let cleared = 0.5

    private struct Count: Sendable, Equatable, Codable {
        var heard = 0.0
        var doubted = 0.0
    }

    private var counts: [String: Count] = [:]

    /// Creates a memory of nothing.
    package init() {}

    /// Takes note of a take that was listened to, and of the passages of its text that were left in doubt.
    ///
    /// Only passages of a single word tell which it was.
    package mutating func note(_ text: String, doubts: [Range<Int>]) {
        for word in SpokenWords(text).words {
            counts[word.spelling, default: Count()].heard += 1
            if doubts.contains(word.range) { counts[word.spelling]?.doubted += 1 }
        }
    }

    /// Takes note that another take of a text cleared what one had left in doubt.
    package mutating func clear(_ doubts: [Range<Int>], in text: String) {
        for word in SpokenWords(text).words where doubts.contains(word.range) {
            counts[word.spelling]?.doubted -= 1 - Self.cleared
        }
    }

    /// Whether nothing but such words is in doubt.
    package func explain(_ doubts: [Range<Int>], in text: String) -> Bool {
        let words = SpokenWords(text).words
        return !doubts.isEmpty
            && doubts.allSatisfy { doubt in
                words.contains { $0.range == doubt && isHard($0.spelling) }
            }
    }

    private func isHard(_ word: String) -> Bool {
        guard let count = counts[word], count.doubted >= Self.enough else { return false }
        return count.doubted >= Self.share * count.heard
    }
}
