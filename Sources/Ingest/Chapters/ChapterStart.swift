import NarrateModel

/// A place where a chapter begins.
struct ChapterStart: Equatable {
    /// Index of its first block.
    var position: Int
    /// Title the rule knows; `nil` to take the heading's or the first words.
    var title: String?
    /// Titles of the parts above, outermost first.
    var path: [String] = []
    /// Division its title or target says it is.
    var zone: Zone?
    /// Whether it heads others rather than text.
    var isPart = false
}

/// The starts a rule finds, and what speaks for it.
struct SplitPlan {
    var rule: SplitDecision.Rule
    var reason: String
    var starts: [ChapterStart]
}

/// How well starts part a book.
struct Partition {
    /// Letters from each start to the next.
    let sizes: [Int]
    /// Letters before the first.
    let before: Int
    let total: Int

    init(_ positions: [Int], running: [Int]) {
        total = running.last ?? 0
        var sizes: [Int] = []
        for (index, position) in positions.enumerated() {
            let end = index + 1 < positions.count ? positions[index + 1] : running.count - 1
            sizes.append(running[max(end, position)] - running[position])
        }
        self.sizes = sizes
        before = positions.first.map { running[$0] } ?? total
    }

    var coverage: Double { total == 0 ? 0 : Double(total - before) / Double(total) }
    var largest: Double { total == 0 ? 0 : Double(sizes.max() ?? 0) / Double(total) }

    /// Share of pieces with fewer letters than a page has.
    func share(below letters: Int) -> Double {
        sizes.isEmpty ? 1 : Double(sizes.count { $0 < letters }) / Double(sizes.count)
    }
}

extension [ChapterStart] {
    /// Index of the first start after a position; the starts are in reading order.
    func firstPosition(after position: Int) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if self[middle].position <= position { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The element at an index, or `nil` outside.
    subscript(safe index: Int) -> ChapterStart? { indices.contains(index) ? self[index] : nil }
}
