/// Which letters follow which in the words of a book; words that break the habit are unusual.
struct SpellingModel {
    private var pairs = [Double](repeating: 0, count: SpellingModel.size * SpellingModel.size)
    private var limit = -Double.infinity

    private static let size = 28
    /// Too few words teach nothing.
    private static let fewest = 1_500
    /// The part of words that counts as unusual.
    private static let share = 0.004

    /// Learns from words in lower case.
    init(_ words: [String]) {
        guard words.count >= SpellingModel.fewest else { return }
        var totals = [Double](repeating: 1, count: SpellingModel.size)
        for word in words {
            SpellingModel.eachPair(of: word) { first, second in
                pairs[first * SpellingModel.size + second] += 1
                totals[first] += 1
            }
        }
        for index in pairs.indices {
            // Seen or not, every pair is possible.
            pairs[index] = ((pairs[index] + 0.1) / totals[index / SpellingModel.size]).logarithm
        }
        let scores = words.map(score).sorted()
        limit = scores[Int(Double(scores.count) * SpellingModel.share)]
    }

    /// Whether few words of the book are spelled as strangely.
    func isUnusual(_ word: String) -> Bool {
        word.utf8.count > 3 && limit > -.infinity && score(word) < limit
    }

    private func score(_ word: String) -> Double {
        var sum = 0.0
        var count = 0.0
        SpellingModel.eachPair(of: word) { first, second in
            sum += pairs[first * SpellingModel.size + second]
            count += 1
        }
        return count > 0 ? sum / count : 0
    }

    private static func eachPair(of word: String, _ body: (Int, Int) -> Void) {
        var previous = 0
        for scalar in word.unicodeScalars {
            let code = (0x61...0x7A).contains(scalar.value) ? Int(scalar.value) - 0x60 : 27
            body(previous, code)
            previous = code
        }
        body(previous, 0)
    }
}

extension Double {
    /// The natural logarithm, by halving and a short series: nothing here needs more digits.
    fileprivate var logarithm: Double {
        guard self > 0 else { return -.infinity }
        let rest = (significand - 1) / (significand + 1)
        let square = rest * rest
        let series = rest * (1 + square * (1 / 3 + square * (1 / 5 + square / 7)))
        return Double(exponent) * 0.693_147_180_559_945 + 2 * series
    }
}
