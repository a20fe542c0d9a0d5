import NarrateModel

/// The order of requests that refer to those before them: strands, each with one in flight.
///
/// A run of utterances without gaps is a strand. The longest is begun first and a slot stays with
/// its strand to the end; when slots would idle, the strand with most left is cut, or at its end
/// overlapped.
struct StrandOrder {
    struct Strand: Equatable {
        /// What is not sent yet: a range of positions in `work`.
        var rest: Range<Int>
        /// Positions in `work` that are sent and not settled; the next waits for them.
        var busy: [Int] = []
        /// Position in `work` of its first item.
        let start: Int

        init(_ range: Range<Int>) {
            rest = range
            start = range.lowerBound
        }
    }

    /// Items to record, in the order of the text.
    let work: [Int]
    /// Sum of the weights before each position of `work`, and of all.
    let sums: [Int]
    /// How well a strand may begin at each position of `work`.
    let places: [CutPlace]
    /// Not begun yet; the longest is last.
    private(set) var waiting: [Strand]
    private(set) var active: [Strand] = []
    private(set) var cuts = 0
    private let chapters: Int
    /// Most slots there have been.
    private var widest: Int

    var allowedCuts: Int { widest + chapters }

    /// Orders the positions in `work`; the limit on `slots` bounds the number of cuts.
    init(work: [Int], items: [RecordingItem], weights: [Int], slots: Int) {
        self.work = work
        let sums = work.reduce(into: [0]) { $0.append($0[$0.count - 1] + weights[$1]) }
        self.sums = sums
        places = work.map { CutPlace(before: $0, in: items) }
        chapters = Set(work.map { items[$0].chapter }).count
        widest = slots
        // Among equals the earlier one is taken first.
        let strands = Self.runs(of: work, in: items).map { rest in
            (weight: sums[rest.upperBound] - sums[rest.lowerBound], rest: rest)
        }
        waiting = strands.sorted { left, right in
            (left.weight, right.rest.lowerBound) < (right.weight, left.rest.lowerBound)
        }.map { Strand($0.rest) }
    }

    /// Cuts where the item before is in another chapter or stands already: that costs no seam.
    private static func runs(of work: [Int], in items: [RecordingItem]) -> [Range<Int>] {
        var runs: [Range<Int>] = []
        var start = 0
        for position in work.indices.dropFirst() {
            let item = work[position]
            let before = items[item - 1]
            guard before.chapter != items[item].chapter || before.standing != nil else { continue }
            runs.append(start..<position)
            start = position
        }
        return work.isEmpty ? [] : runs + [start..<work.count]
    }

    func weight(_ range: Range<Int>) -> Int { sums[range.upperBound] - sums[range.lowerBound] }

    /// The next item to send, or `nil` when nothing can be sent now.
    ///
    /// `slots` may be in flight; of them `idle` have nothing to do, and 0 forbids a cut.
    mutating func next(slots: Int, idle: Int) -> Int? {
        widest = max(widest, slots)
        let free = active.indices.filter { active[$0].busy.isEmpty }
        if let index = free.max(by: { weight(active[$0].rest) < weight(active[$1].rest) }) {
            return advance(moreUrgent(than: index, slots: slots) ?? index)
        }
        if let strand = waiting.popLast() {
            active.append(strand)
            return advance(active.count - 1)
        }
        guard idle > 0, let relief = relief(slots: slots, idle: idle) else { return nil }
        switch relief {
        case .overlap(let index): return advance(index)
        case .cut(let index, let position):
            cuts += 1
            let rest = active[index].rest
            active[index].rest = rest.lowerBound..<position
            active.append(Strand(position..<rest.upperBound))
            return advance(active.count - 1)
        }
    }

    private mutating func advance(_ index: Int) -> Int {
        let position = active[index].rest.lowerBound
        active[index].rest.removeFirst()
        active[index].busy.append(position)
        return work[position]
    }

    /// Takes note that an item stands or is set aside: its strand may go on.
    mutating func settled(_ item: Int) {
        for index in active.indices {
            guard let place = active[index].busy.firstIndex(where: { work[$0] == item }) else {
                continue
            }
            active[index].busy.remove(at: place)
            if active[index].busy.isEmpty, active[index].rest.isEmpty { active.remove(at: index) }
            return
        }
    }
}
