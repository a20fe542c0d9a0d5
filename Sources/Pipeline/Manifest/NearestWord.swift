/// The word somebody probably meant.
package enum NearestWord {
    /// The nearest of some words by edit distance, when it is near enough to be worth saying.
    package static func to(_ word: String, among words: [String]) -> String? {
        guard word.utf8.count <= 60 else { return nil }
        let scored = words.map {
            (word: $0, distance: distance(word.lowercased(), $0.lowercased()))
        }
        guard let best = scored.min(by: { $0.distance < $1.distance }) else { return nil }
        return best.distance <= max(1, word.count / 3) ? best.word : nil
    }

    /// Letters to change, to add, to leave out or to swap with the next.
    private static func distance(_ left: String, _ right: String) -> Int {
        let (left, right) = (Array(left), Array(right))
        var rows = [Array(0...right.count)]
        for i in left.indices {
            var row = [i + 1]
            for j in right.indices {
                var least = min(
                    rows[i][j] + (left[i] == right[j] ? 0 : 1),
                    row[j] + 1,
                    rows[i][j + 1] + 1
                )
                if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
                    least = min(least, rows[i - 1][j - 1] + 1)
                }
                row.append(least)
            }
            rows.append(row)
        }
        return rows[left.count][right.count]
    }
}
