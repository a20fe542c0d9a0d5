import NarrateModel

/// The order of requests that refer to those before them: strands, each with one in flight.
///
/// A run of utterances without gaps is a strand. The longest is begun first and a slot stays with
/// its strand to the end; when slots would idle, the strand with most left is cut. Near the end of
/// the book the longest requests go first, as far ahead of their turn as ids still reach, so that
/// the slots finish together.
struct StrandOrder {
    struct Strand: Equatable {
        /// What is not sent yet, but for `ahead`: a range of positions in `work`.
        var rest: Range<Int>
        /// Positions of `rest` that were sent before their turn; never its first.
        var ahead: Set<Int> = []
        /// Positions in `work` that are sent and not settled; the next waits for them.
        var busy: [Int] = []
        /// Sum of the weights of what is not sent.
        var weight: Int

        /// Positions that are not sent, in order.
        var unsent: some Sequence<Int> { rest.lazy.filter { [ahead] in !ahead.contains($0) } }
    }

    /// Items to record, in the order of the text.
    let work: [Int]
    /// Sum of the weights before each position of `work`, and of all.
    let sums: [Int]
    /// How well a strand may begin at each position of `work`.
    let places: [CutPlace]
    /// Number of the run of one voice in one chapter that each position of `work` belongs to.
    private let scopes: [Int]
    /// Whether the take of each position of `work` stands, so that its id can be sent.
    private var stands: [Bool]
    /// Not begun yet; the longest is last.
    private(set) var waiting: [Strand]
    var active: [Strand] = []
    var cuts = 0
    /// Those of them that made a strand beside those of the slots.
    private(set) var spareCuts = 0
    /// Sum of the weights of everything that is not sent.
    private var unsent: Int
    private let chapterCount: Int
    /// Most slots there have been.
    private var widest: Int

    /// How many utterances may lie between one that is sent and the nearest whose id it is told.
    static let reach = 3
    /// Requests per slot that are left when the end is near.
    private static let tail = 4
    /// What a request is worth to be sent early: its own time, and this part of what follows it.
    private static let followers = 0.6

    var allowedCuts: Int { widest + chapterCount }

    /// Orders the positions in `work`; the limit on `slots` bounds the number of cuts.
    init(work: [Int], items: [RecordingItem], weights: [Int], slots: Int) {
        self.work = work
        let sums = work.reduce(into: [0]) { $0.append($0[$0.count - 1] + weights[$1]) }
        self.sums = sums
        places = work.map { CutPlace(before: $0, in: items) }
        let all = Self.scopes(of: items)
        scopes = work.map { all[$0] }
        chapterCount = Set(work.map { items[$0].chapter }).count
        stands = Array(repeating: false, count: work.count)
        unsent = sums[work.count]
        widest = slots
        // Among equals the earlier one is taken first.
        let strands = Self.runs(of: work, in: items).map { rest in
            Strand(rest: rest, weight: sums[rest.upperBound] - sums[rest.lowerBound])
        }
        waiting = strands.sorted { left, right in
            (left.weight, right.rest.lowerBound) < (right.weight, left.rest.lowerBound)
        }
    }

    private static func scopes(of items: [RecordingItem]) -> [Int] {
        var scopes: [Int] = []
        for (position, item) in items.enumerated() {
            guard let last = scopes.last else {
                scopes.append(0)
                continue
            }
            let before = items[position - 1]
            let isSame =
                before.chapter == item.chapter && before.request.voice == item.request.voice
            scopes.append(isSame ? last : last + 1)
        }
        return scopes
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

    func weight(_ position: Int) -> Int { sums[position + 1] - sums[position] }

    /// The next item to send, or `nil` when nothing can be sent now.
    ///
    /// `slots` may be in flight; of them `idle` have nothing to do, and 0 forbids a cut. The strands of `judged`
    /// takes wait for a judgement, which leaves their slots to spare strands.
    mutating func next(slots: Int, idle: Int, judged: Int = 0) -> Int? {
        widest = max(widest, slots)
        if isNearEnd(slots: slots) {
            if let urgent = mostUrgent() { return send(urgent) }
        } else {
            let free = active.indices.filter { active[$0].busy.isEmpty }
            if let index = free.max(by: { active[$0].weight < active[$1].weight }) {
                return send(index, active[index].rest.lowerBound)
            }
            if let strand = waiting.popLast() { return begin(strand) }
        }
        if idle <= 0, judged > 0, let position = spareCut(slots: slots) {
            spareCuts += 1
            return begin(cut(position.index, before: position.before))
        }
        guard idle > 0, let relief = relief(slots: slots, idle: idle) else { return nil }
        switch relief {
        case .ahead(let index, let position): return send(index, position)
        case .cut(let index, let position): return begin(cut(index, before: position))
        }
    }

    // MARK: Near the end

    /// With one slot there is nobody to finish together with.
    func isNearEnd(slots: Int) -> Bool {
        slots > 1 && unsent * work.count <= Self.tail * slots * sums[work.count]
    }

    /// Something that may be sent now.
    private enum Urgent {
        case waiting(Int)
        case active(Int, position: Int)
    }

    /// Of all that may be sent with what it needs, what would keep everyone waiting longest.
    private func mostUrgent() -> Urgent? {
        var best: (worth: Double, position: Int, choice: Urgent)?
        func consider(_ choice: Urgent, _ strand: Strand, _ position: Int) {
            let own = Double(weight(position))
            let worth = own + Self.followers * (Double(strand.weight) - own)
            if let best, (best.worth, -best.position) >= (worth, -position) { return }
            best = (worth, position, choice)
        }
        for (index, strand) in waiting.enumerated() {
            consider(.waiting(index), strand, strand.rest.lowerBound)
        }
        for (index, strand) in active.enumerated() where !strand.rest.isEmpty {
            let first = strand.rest.lowerBound
            if strand.busy.isEmpty { consider(.active(index, position: first), strand, first) }
            for position in reachable(strand) {
                consider(.active(index, position: position), strand, position)
            }
        }
        return best?.choice
    }

    private mutating func send(_ urgent: Urgent) -> Int {
        switch urgent {
        case .waiting(let index): begin(waiting.remove(at: index))
        case .active(let index, let position): send(index, position)
        }
    }

    /// Unsent positions of a strand that a standing take is near enough before.
    func reachable(_ strand: Strand) -> [Int] {
        strand.unsent.prefix(Self.reach + 1).filter { position in
            let nearest = (0..<position).reversed().prefix(Self.reach + 1)
            return nearest.contains { before in
                stands[before] && scopes[before] == scopes[position]
                    && work[position] - work[before] <= Self.reach + 1
            }
        }
    }

    // MARK: What is sent and settled

    private mutating func begin(_ strand: Strand) -> Int {
        active.append(strand)
        return send(active.count - 1, strand.rest.lowerBound)
    }

    private mutating func send(_ index: Int, _ position: Int) -> Int {
        active[index].busy.append(position)
        active[index].ahead.insert(position)
        active[index].weight -= weight(position)
        unsent -= weight(position)
        while let first = active[index].rest.first, active[index].ahead.remove(first) != nil {
            active[index].rest.removeFirst()
        }
        return work[position]
    }

    /// Takes note that an item stands or is set aside: its strand may go on.
    mutating func settled(_ item: Int, stands isStanding: Bool = true) {
        for index in active.indices {
            guard let place = active[index].busy.firstIndex(where: { work[$0] == item }) else {
                continue
            }
            stands[active[index].busy.remove(at: place)] = isStanding
            if active[index].busy.isEmpty, active[index].rest.isEmpty { active.remove(at: index) }
            return
        }
    }
}
