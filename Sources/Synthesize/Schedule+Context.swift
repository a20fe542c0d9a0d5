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
        context.previousRequestIDs = requestIDs(beside: position, step: -1, now: now).reversed()
        context.nextRequestIDs = requestIDs(beside: position, step: 1, now: now)
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

    /// Ids of at most three accepted takes that follow each other without a gap, nearest first.
    ///
    /// One neighbour that is in flight is passed over: the tone carries over from those before it.
    private func requestIDs(beside position: Int, step: Int, now: Duration) -> [String] {
        var ids: [String] = []
        var place = position
        if let next = neighbour(of: place, step: step), inFlight[next] != nil { place = next }
        while ids.count < 3, let other = neighbour(of: place, step: step) {
            guard case .accepted(let take, let moment) = states[other],
                let id = take.requestID, let age = take.age,
                now - moment + age < options.requestIDLifetime
            else { break }
            ids.append(id)
            place = other
        }
        return ids
    }

    private func isSameVoice(_ left: Int, _ right: Int) -> Bool {
        let (one, other) = (items[left].request, items[right].request)
        return one.voice == other.voice && one.model == other.model && one.engine == other.engine
    }
}
