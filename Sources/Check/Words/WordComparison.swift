/// Where what was heard differs from what was to be spoken.
struct WordComparison: Sendable, Equatable {
    /// A word that was to be spoken.
    struct Expected: Sendable, Equatable {
        var spelling: String
        /// Whether the listener surely knows it: names it has never heard of count as anything.
        var isCertain: Bool
        /// Whether one that the listener does not know leaves something in what was heard all the same.
        var leavesTrace = false
    }

    /// A stretch that differs.
    struct Difference: Sendable, Equatable {
        /// Places of the words that were to be spoken; empty where something was added.
        var expected: Range<Int>
        /// Places of the words that were heard instead; empty where something is missing.
        var heard: Range<Int>
        /// How many words differ.
        var count: Int
    }

    private(set) var differences: [Difference] = []

    /// Words that differ in all.
    var count: Int { differences.reduce(0) { $0 + $1.count } }

    /// What came of a pair of places.
    private enum Step { case same, replaced, missing, added, anything(Int) }

    /// An unknown name may have been heard as up to so many words.
    private static let widest = 4

    /// Finds the fewest differences that explain what was heard.
    init(expected: [Expected], heard: [String]) {
        let (rows, columns) = (expected.count + 1, heard.count + 1)
        var costs = [Double](repeating: .infinity, count: rows * columns)
        var steps = [Step](repeating: .same, count: rows * columns)
        costs[0] = 0
        func reach(_ row: Int, _ column: Int, _ cost: Double, _ step: Step) {
            guard row < rows, column < columns, cost < costs[row * columns + column] else { return }
            costs[row * columns + column] = cost
            steps[row * columns + column] = step
        }
        for row in 0..<rows {
            for column in 0..<columns {
                let cost = costs[row * columns + column]
                reach(row, column + 1, cost + 1, .added)
                guard row < expected.count else { continue }
                let word = expected[row]
                if column < heard.count, word.spelling == heard[column] {
                    reach(row + 1, column + 1, cost, .same)
                }
                if word.isCertain || word.leavesTrace {
                    reach(row + 1, column, cost + 1, .missing)
                }
                if word.isCertain {
                    reach(row + 1, column + 1, cost + 1.2, .replaced)
                } else {
                    for width in (word.leavesTrace ? 1 : 0)...Self.widest {
                        let price = cost + 0.01 * Double(1 + width)
                        reach(row + 1, column + width, price, .anything(width))
                    }
                }
            }
        }
        trace(expected.count, heard.count, steps, columns)
    }

    private mutating func trace(_ lastRow: Int, _ lastColumn: Int, _ steps: [Step], _ columns: Int)
    {
        var (row, column) = (lastRow, lastColumn)
        var found: [Difference] = []
        func note(_ rows: Int, _ width: Int) {
            let next = Difference(
                expected: row - rows..<row,
                heard: column - width..<column,
                count: 1
            )
            (row, column) = (row - rows, column - width)
            // Those that touch are one.
            if let last = found.last, last.expected.lowerBound == next.expected.upperBound,
                last.heard.lowerBound == next.heard.upperBound
            {
                let merged = Difference(
                    expected: next.expected.lowerBound..<last.expected.upperBound,
                    heard: next.heard.lowerBound..<last.heard.upperBound,
                    count: last.count + 1
                )
                found[found.count - 1] = merged
            } else {
                found.append(next)
            }
        }
        while row > 0 || column > 0 {
            switch steps[row * columns + column] {
            case .same: (row, column) = (row - 1, column - 1)
            case .anything(let width): (row, column) = (row - 1, column - width)
            case .replaced: note(1, 1)
            case .missing: note(1, 0)
            case .added: note(0, 1)
            }
        }
        differences = found.reversed()
    }
}
