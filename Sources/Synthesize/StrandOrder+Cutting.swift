import NarrateModel

/// How audible a change of tone is before an utterance: the lower, the better to begin a strand.
enum CutPlace: Int, Comparable {
    case scene, heading, paragraph, sentence, clause

    /// The place before the item that would begin the strand.
    init(before item: Int, in items: [RecordingItem]) {
        guard item > 0, items[item - 1].chapter == items[item].chapter else {
            self = .scene
            return
        }
        let before = items[item - 1]
        switch before.boundaryAfter {
        case .scene, .chapterEnd: self = .scene
        // A heading belongs to what follows it.
        case .heading where items[item].role != .heading: self = .sentence
        case .clause: self = .clause
        case _ where items[item].role == .heading && before.role != .heading: self = .heading
        case .paragraph, .stanza, .heading: self = .paragraph
        case .sentence, .verseLine: self = .sentence
        }
    }

    static func < (left: CutPlace, right: CutPlace) -> Bool { left.rawValue < right.rawValue }

    /// What a cut here costs, as a part of the piece that is cut off.
    var penalty: Double {
        switch self {
        case .scene: 0
        case .heading: 0.005
        case .paragraph: 0.015
        case .sentence: 0.1
        case .clause: 0.2
        }
    }
}

extension StrandOrder {
    /// What an idle slot can do for the strand with most left.
    enum Relief: Equatable {
        /// Send its next item before the one in flight is settled.
        case overlap(Int)
        /// Cut it before a position: a new strand begins there.
        case cut(Int, before: Int)
    }

    /// The best use of an idle slot, if it ends the book noticeably sooner.
    ///
    /// An overlap leaves one utterance out of what the next one is told about, a cut leaves out
    /// all of them. So a strand that is nearly done is overlapped, a long one is cut.
    func relief(slots: Int, idle: Int) -> Relief? {
        let loads = active.map { strand in
            // What is in flight is taken to be half done.
            Double(weight(strand.rest)) + busyWeight(strand) / 2
        }
        let candidates = active.indices.filter {
            active[$0].busy.count == 1 && !active[$0].rest.isEmpty
        }
        guard let longest = candidates.max(by: { loads[$0] < loads[$1] }) else { return nil }
        // What every slot would have left to do if the rest were shared evenly.
        let share = loads.reduce(0, +) / Double(slots)
        let whole = Double(sums[work.count]) / Double(slots)
        guard loads[longest] - share >= Self.leastGain * whole else { return nil }
        let canOverlap = hasContext(active[longest])
        if canOverlap, cuts == allowedCuts || active[longest].rest.count <= Self.overlapped {
            return .overlap(longest)
        }
        guard cuts < allowedCuts else { return nil }
        return cut(longest, load: loads[longest], share: share, idle: idle)
    }

    /// A strand that would keep everyone waiting: it is overlapped before a free one goes on.
    ///
    /// Only near the end, because before that the strands even out by themselves.
    func moreUrgent(than free: Int, slots: Int) -> Int? {
        let left = active.reduce(0) { $0 + weight($1.rest) }
        guard waiting.isEmpty, left * work.count <= Self.tail * slots * sums[work.count] else {
            return nil
        }
        let candidates = active.indices.filter {
            active[$0].busy.count == 1 && hasContext(active[$0])
                && weight(active[$0].rest) > weight(active[free].rest)
        }
        return candidates.max { weight(active[$0].rest) < weight(active[$1].rest) }
    }

    /// Requests per slot that are left when the end is near.
    private static let tail = 3
    /// A seam has to buy something: a part of what each slot has to do in all.
    private static let leastGain = 0.005
    /// Items left below which an overlap does as much as a cut.
    private static let overlapped = 2

    /// Whether an item of the strand was settled, so that its id can be sent.
    private func hasContext(_ strand: Strand) -> Bool {
        strand.busy.allSatisfy { $0 > strand.start }
    }

    private func cut(_ index: Int, load: Double, share: Double, idle: Int) -> Relief? {
        let strand = active[index]
        // Below that, pieces of an even share would leave a scrap that needs a cut of its own.
        let isShort = load < 1.5 * share
        let piece = isShort ? load / 2 : max(share, load / Double(idle + 1))
        let kept = max(0, piece - busyWeight(strand) / 2)
        let origin = sums[strand.rest.lowerBound]
        func cost(_ position: Int) -> Double {
            abs(Double(sums[position] - origin) - kept) / piece + places[position].penalty
        }
        let position = strand.rest.min { cost($0) < cost($1) }
        return position.map { .cut(index, before: $0) }
    }

    private func busyWeight(_ strand: Strand) -> Double {
        strand.busy.reduce(0) { $0 + Double(sums[$1 + 1] - sums[$1]) }
    }
}
