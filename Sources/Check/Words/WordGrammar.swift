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
        /// The most sounds it may have, where they are a guess.
        var longest = 0
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
    /// Words that may be any row of sounds: each costs as much as thirty others to listen for.
    static let mostRows = 12
    /// Words that can be left out, or said again, at once.
    static let longestSkip = 4
    static let longestReturn = 8

    /// The grammar of a recording that may leave out words, or say some again.
    static func text(_ words: [Word]) -> String {
        let count = words.count
        var lines: [String] = []
        func price(_ range: Range<Int>) -> Double {
            words[range].reduce(1) { $0 * ($1.isCertain ? skipped : doubtful) }
        }
        for said in 0..<count {
            let last = min(count - 1, said + longestSkip)
            for next in said...last where words[next].isAudible {
                let own = words[next].isCertain ? 1 : 0.5
                // A guess is not looked for elsewhere.
                guard next == said || words[next].isCertain else { continue }
                lines.append(arc(said, next + 1, own * price(said..<next), words[next].spelling))
            }
            if !words[said].isCertain { lines.append(arc(said, said + 1, doubtful)) }
        }
        for said in 1..<max(1, count + 1) {
            for next in max(0, said - longestReturn)..<said where words[next].isCertain {
                lines.append(arc(said, next + 1, repeated, words[next].spelling))
            }
        }
        // The rest may be missing, however long it is.
        for said in 0..<count {
            lines.append(arc(said, count, price(said..<min(count, said + longestSkip))))
        }
        return grammar(lines, states: count + 1, end: count)
    }

    /// The grammar of a recording that has all the words in order from one of them on, and may go back to
    /// some: what can be told of a voice whose single words are not understood.
    ///
    /// A word whose sound is a guess may be any row of the sounds, or nothing; in a text of many such words those
    /// behind are what their letters say.
    static func course(_ words: [Word], sounds: [String]) -> String {
        let count = words.count
        var states = count + 1
        var lines: [String] = []
        for (said, word) in words.enumerated() {
            if said > 0 { lines.append(arc(0, said, beginsLate)) }
            if word.isCertain {
                lines.append(arc(said, said + 1, 1, word.spelling))
                continue
            }
            lines.append(arc(said, said + 1, doubtful))
            if states <= count + mostRows {
                lines += row(said, said + 1, by: states, sounds)
                states += 1
            } else if word.isAudible {
                lines.append(arc(said, said + 1, 0.5, word.spelling))
            }
        }
        for said in 2..<max(2, count + 1) {
            for next in max(0, said - longestReturn)...said - 2 where words[next].isCertain {
                lines.append(arc(said, next + 1, saidAgain, words[next].spelling))
            }
        }
        return grammar(lines, states: states, end: count)
    }

    /// Arcs of a row of any sounds from a state to another, by way of a third.
    private static func row(_ from: Int, _ to: Int, by way: Int, _ sounds: [String]) -> [String] {
        let price = 1 / Double(max(1, sounds.count))
        return sounds.flatMap { [arc(from, way, price, $0), arc(way, way, price, $0)] }
            + [arc(way, to, 1)]
    }

    /// The grammar in pocketsphinx's own format.
    private static func grammar(_ arcs: [String], states: Int, end: Int) -> String {
        let head = [
            "FSG_BEGIN take", "NUM_STATES \(states)", "START_STATE 0", "FINAL_STATE \(end)",
        ]
        return (head + arcs).joined(separator: "\n") + "\nFSG_END\n"
    }

    private static func arc(_ from: Int, _ to: Int, _ price: Double, _ word: String? = nil)
        -> String
    {
        "TRANSITION \(from) \(to) \(max(price, 1e-30))" + (word.map { " \($0)" } ?? "")
    }
}
