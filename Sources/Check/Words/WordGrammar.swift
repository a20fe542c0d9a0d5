/// What a recording of some words may hold: them in order, or with some left out or said again.
///
/// State *i* means that *i* words were said. From there the next word leads on at no cost, one of the
/// words after it at the cost of what is skipped, one of those before it at the cost of going back.
struct WordGrammar {
    /// A word the decoder can hear, or not.
    struct Word: Sendable, Equatable {
        var spelling: String
        /// Whether its sound is known rather than guessed from the letters.
        var isCertain: Bool
        /// Whether the decoder has any sound for it.
        var isAudible: Bool
    }

    /// What leaving out a word costs, as a probability, and what going back does.
    static let skipped = 1e-6
    static let repeated = 1e-9
    /// The same for words whose sound is a guess.
    static let doubtful = 0.3
    /// What it costs to begin anywhere but at the first word: all that the decoder still follows up.
    static let beginsLate = 1e-25
    /// What it costs there to go back by two words or more.
    static let saidAgain = 1e-22
    /// Words that can be left out, or said again, at once.
    static let longestSkip = 4
    static let longestReturn = 8

    /// The grammar in pocketsphinx's own format.
    static func text(_ words: [Word]) -> String {
        let count = words.count
        var lines = [
            "FSG_BEGIN take", "NUM_STATES \(count + 1)", "START_STATE 0", "FINAL_STATE \(count)",
        ]
        func price(_ range: Range<Int>) -> Double {
            words[range].reduce(1) { $0 * ($1.isCertain ? skipped : doubtful) }
        }
        for said in 0..<count {
            let last = min(count - 1, said + longestSkip)
            for next in said...last where words[next].isAudible {
                let own = words[next].isCertain ? 1 : 0.5
                // A guess is not looked for elsewhere.
                guard next == said || words[next].isCertain else { continue }
                lines.append(arc(said, next + 1, own * price(said..<next), words[next]))
            }
            if !words[said].isCertain { lines.append(arc(said, said + 1, doubtful)) }
        }
        for said in 1..<max(1, count + 1) {
            for next in max(0, said - longestReturn)..<said where words[next].isCertain {
                lines.append(arc(said, next + 1, repeated, words[next]))
            }
        }
        // The rest may be missing, however long it is.
        for said in 0..<count {
            lines.append(arc(said, count, price(said..<min(count, said + longestSkip))))
        }
        return lines.joined(separator: "\n") + "\nFSG_END\n"
    }

    /// The grammar of a recording that has all the words in order from one of them on, and may go back to
    /// some: what can be told of a voice whose single words are not understood.
    static func course(_ words: [Word]) -> String {
        let count = words.count
        var lines = [
            "FSG_BEGIN take", "NUM_STATES \(count + 1)", "START_STATE 0", "FINAL_STATE \(count)",
        ]
        for said in 0..<count {
            if words[said].isAudible { lines.append(arc(said, said + 1, 1, words[said])) }
            if !words[said].isCertain { lines.append(arc(said, said + 1, doubtful)) }
            if said > 0 { lines.append(arc(0, said, beginsLate)) }
        }
        for said in 2..<max(2, count + 1) {
            for next in max(0, said - longestReturn)...said - 2 where words[next].isCertain {
                lines.append(arc(said, next + 1, saidAgain, words[next]))
            }
        }
        return lines.joined(separator: "\n") + "\nFSG_END\n"
    }

    private static func arc(_ from: Int, _ to: Int, _ price: Double, _ word: Word? = nil) -> String
    {
        let word = word.map { " \($0.spelling)" } ?? ""
        return "TRANSITION \(from) \(to) \(max(price, 1e-30))\(word)"
    }
}
