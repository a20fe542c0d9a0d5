import NarrateModel

extension Schedule {
    /// What the engine is told about an item's neighbours if it is sent now.
    func context(of position: Int, now: Duration) -> StitchingContext {
        guard options.stitching != .none else { return .none }
        var context = StitchingContext()
        context.previousText = neighbour(of: position, step: -1).map { items[$0].request.text }
        context.nextText = neighbour(of: position, step: 1).map { items[$0].request.text }
        guard options.stitching == .ids, troubles[position]?.withoutIDs != true else {
            return context
        }
        context.previousRequestIDs = previousRequestIDs(of: position, now: now)
        context.nextRequestIDs = nextRequestIDs(of: position, now: now)
        return context
    }

    /// The item beside one, unless another voice speaks it or a chapter ends between them.
    private func neighbour(of position: Int, step: Int) -> Int? {
        let other = position + step
        guard items.indices.contains(other), items[other].chapter == items[position].chapter,
            isSameVoice(other, position)
        else { return nil }
        return other
    }

    /// Ids of at most three accepted takes that follow each other without a gap, in text order.
    ///
    /// A few neighbours that have no id are passed over: those under way, sent later or set aside.
    /// The tone carries over from the takes before them.
    private func previousRequestIDs(of position: Int, now: Duration) -> [String] {
        var ids: [String] = []
        var place = position
        var passedOver = 0
        while ids.count < 3, let other = neighbour(of: place, step: -1) {
            place = other
            if let id = requestID(of: other, now: now) {
                ids.append(id)
            } else {
                passedOver += 1
                guard ids.isEmpty, passedOver <= StrandOrder.reach else { break }
            }
        }
        return ids.reversed()
    }

    /// Ids of at most three accepted takes right after the item, in text order.
    ///
    /// The service was seen to fail when it is told the id of a take that was itself made with
    /// following ids: so there are none while an item to come may want this one's id.
    private func nextRequestIDs(of position: Int, now: Duration) -> [String] {
        var ids: [String] = []
        var place = position
        for _ in 0..<(StrandOrder.reach + 3) {
            guard let other = neighbour(of: place, step: 1) else { break }
            place = other
            guard inFlight[other] == nil, judging[other] == nil else { continue }
            switch states[other] {
            case .open, .follows: return []
            case .accepted, .setAside: break
            }
            guard ids.count < 3, other - position == ids.count + 1 else { continue }
            if let id = requestID(of: other, now: now) { ids.append(id) }
        }
        return ids
    }

    /// The id of an accepted take, if it is young enough.
    private func requestID(of other: Int, now: Duration) -> String? {
        guard case .accepted(let take, let moment) = states[other],
            let id = take.requestID, let age = take.age,
            now - moment + age < options.requestIDLifetime
        else { return nil }
        return id
    }

    private func isSameVoice(_ left: Int, _ right: Int) -> Bool {
        let (one, other) = (items[left].request, items[right].request)
        return one.voice == other.voice && one.model == other.model && one.engine == other.engine
    }
}
