/// The order of requests that do not depend on each other: as the book is read, so that chapters
/// finish early; near the end the longest first, so that the slots finish together.
struct ReadingOrder {
    private var work: [Int]
    private var position = 0
    private let weights: [Int]
    /// Requests per slot below which the longest goes first.
    private static let tail = 4

    /// Orders the positions in `work`; `weights` are the relative service times of all items.
    init(work: [Int], weights: [Int]) {
        self.work = work
        self.weights = weights
    }

    mutating func next(slots: Int) -> Int? {
        guard position < work.count else { return nil }
        if work.count - position <= Self.tail * slots {
            let longest = work.indices[position...].max { left, right in
                (weights[work[left]], right) < (weights[work[right]], left)
            }
            if let longest {
                let item = work.remove(at: longest)
                work.insert(item, at: position)
            }
        }
        defer { position += 1 }
        return work[position]
    }
}
