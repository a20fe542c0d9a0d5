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
        /// Send an item of it before those in flight are settled.
        case ahead(Int, position: Int)
        /// Cut it before a position: a new strand begins there.
        case cut(Int, before: Int)
    }

    /// The best use of an idle slot, if it ends the book noticeably sooner.
    func relief(slots: Int, idle: Int) -> Relief? {
        let loads = active.map { strand in
            // What is in flight is taken to be half done.
            Double(strand.weight) + busyWeight(strand) / 2
        }
        let candidates = active.indices.filter { !active[$0].rest.isEmpty }
            .sorted { loads[$0] > loads[$1] }
        guard let longest = candidates.first else { return nil }
        // What every slot would have left to do if the rest were shared evenly.
        let share = loads.reduce(0, +) / Double(slots)
        let whole = Double(sums[work.count]) / Double(slots)
        guard loads[longest] - share >= Self.leastGain * whole else { return nil }
        guard cuts < allowedCuts else {
            return candidates.lazy.compactMap { index in
                reachable(active[index]).first.map { Relief.ahead(index, position: $0) }
            }.first
        }
        return cut(longest, load: loads[longest], share: share, idle: idle)
    }

    /// Slots for each spare strand, which takes the place of one whose last take is being judged.
    private static let slotsPerSpare = 5

    /// Where to cut the strand with most left, for a spare strand beside those of the slots.
    func spareCut(slots: Int) -> (index: Int, before: Int)? {
        guard spareCuts < slots / Self.slotsPerSpare, cuts < allowedCuts,
            !isNearEnd(slots: slots),
            let longest = active.indices.max(by: { active[$0].weight < active[$1].weight }),
            case .cut(let index, let position)? = cut(
                longest,
                load: Double(active[longest].weight),
                share: Double(active[longest].weight),
                idle: 1
            )
        else { return nil }
        return (index, position)
    }

    /// A seam has to buy something: a part of what each slot has to do in all.
    private static let leastGain = 0.005

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
        let position = strand.unsent.min { cost($0) < cost($1) }
        return position.map { .cut(index, before: $0) }
    }

    /// Takes a part off a strand.
    ///
    /// - Returns: The part, which begins at the position.
    mutating func cut(_ index: Int, before position: Int) -> Strand {
        cuts += 1
        let whole = active[index]
        var part = Strand(rest: position..<whole.rest.upperBound, weight: 0)
        part.ahead = whole.ahead.filter { $0 >= position }
        part.weight = part.unsent.reduce(0) { $0 + weight($1) }
        active[index].rest = whole.rest.lowerBound..<position
        active[index].ahead.subtract(part.ahead)
        active[index].weight -= part.weight
        return part
    }

    private func busyWeight(_ strand: Strand) -> Double {
        strand.busy.reduce(0) { $0 + Double(weight($1)) }
    }
}
