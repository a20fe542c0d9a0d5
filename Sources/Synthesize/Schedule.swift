import NarrateModel

/// What to send when: a value that is told what happened and asked what to do next.
///
/// Knows no clock, no chance, no engine and no file; positions are positions in `items`.
struct Schedule {
    /// What the driver does next.
    enum Step: Equatable {
        /// Send this item now.
        case send(Sending)
        /// Nothing to do before an answer comes, or the moment has come, whichever is first.
        case wait(until: Duration?)
        /// Something can be sent once there is a slot that is not shared out.
        case waitForSlot
        /// Everything that could be done is done, and nothing is in flight.
        case done
    }

    /// A request to send.
    struct Sending: Equatable {
        var position: Int
        /// Number of the request in the run, from 0.
        var request: Int
        var context: StitchingContext
        /// An answer to the same request that may exist already.
        var lost: LostAttempt?
    }

    /// Where an item stands in this run.
    enum State: Equatable {
        case open
        /// An item before it has the same request.
        case follows(Int)
        case accepted(StandingTake, at: Duration)
        case setAside
    }

    let options: SynthesisOptions
    var items: [RecordingItem]
    var states: [State]
    /// Items with the same request, by the first of them.
    var followers: [Int: [Int]] = [:]
    var troubles: [Int: Trouble] = [:]
    /// Items to be sent again, and when.
    var retries: [Int: Duration] = [:]
    /// Numbers of the requests in flight, by item.
    var inFlight: [Int: Int] = [:]
    /// Items whose answers are here and are being judged, with the numbers of their requests.
    var judging: [Int: Int] = [:]
    /// Other takes that are wanted of items whose judgement is on its way here.
    var wanted: [Int: SpeechRequest] = [:]
    /// When items were last sent.
    var sentAt: [Int: Duration] = [:]
    var openInChapter: [Int: Int] = [:]
    var order: WorkOrder
    /// Unicode scalars of everything that is to be recorded.
    let characters: Int
    var pace: Pace
    var outage: Outage
    var summary = SynthesisSummary()
    /// Why nothing new is sent any more.
    var ending: SynthesisSummary.Cause?

    /// What went wrong with an item so far.
    struct Trouble {
        var failures = 0
        var refusals = 0
        var firstFailure: Duration = .zero
        var withoutIDs = false
        var lost: LostAttempt?
        var wasRetaken = false
        /// Failures that may have been charged and that no history has settled.
        var unsettled = 0
        /// Whether the service charged for an answer that is to be looked up.
        var isSurelyPaid = false
    }

    init(items: [RecordingItem], options: SynthesisOptions) {
        self.options = options
        self.items = items
        states = items.map { item in
            item.standing.map { .accepted($0, at: .zero) } ?? .open
        }
        var leaders: [SpeechRequest: Int] = [:]
        leaders.reserveCapacity(items.count)
        for position in items.indices where items[position].standing == nil {
            if let leader = leaders[items[position].request] {
                states[position] = .follows(leader)
                followers[leader, default: []].append(position)
            } else {
                leaders[items[position].request] = position
            }
            openInChapter[items[position].chapter, default: 0] += 1
        }
        let work = items.indices.filter { [states] in states[$0] == .open }
        order = WorkOrder(work: work, items: items, options: options)
        pace = Pace(limit: options.slots, mayGrow: options.mayGrow)
        outage = Outage(rules: options.retries)
        for position in work {
            guard let lost = items[position].lost else { continue }
            troubles[position] = Trouble(lost: lost)
            // The service may be at work still on what a killed run has asked for.
            if options.isHistoryComplete, let age = lost.age {
                outage.hold(until: options.retries.settling - age)
            }
        }
        characters = work.reduce(0) { $0 + items[$1].request.characterCount }
        summary.left = openInChapter.values.reduce(0, +)
    }

    /// Chapters that lack nothing from the start, in order.
    var chaptersThatStand: [Int] {
        var chapters: [Int] = []
        for item in items where item.chapter != chapters.last && openInChapter[item.chapter] == nil
        {
            chapters.append(item.chapter)
        }
        return chapters
    }

    /// What to do at this moment; a returned `send` counts as sent.
    ///
    /// `offer`: what other runs on the account leave to this one.
    mutating func next(now: Duration, offer: SlotPool.Offer = .unlimited) -> Step {
        guard ending == nil else { return isAtRest ? .done : .wait(until: nil) }
        // A probe is over when its take was judged.
        guard !outage.isProbing || isAtRest else { return .wait(until: nil) }
        let slots = outage.isProbing ? 1 : pace.slots
        // Takes that wait to be judged are held somewhere: no more of them than slots, and one.
        guard inFlight.count < slots, judging.count <= slots else { return .wait(until: nil) }
        if now < outage.holdUntil, hasWork { return .wait(until: outage.holdUntil) }
        if !offer.maySend, hasWork { return .waitForSlot }
        if let position = dueRetry(now: now) { return send(position, now: now) }
        // A strand that waits for its next try or a judgement keeps a slot: no seam because of a
        // short wait.
        let idle = slots - inFlight.count - retries.count - judging.count
        let mayCut = max(0, min(idle, offer.idle))
        let mayRelieve = offer.idle > 0 ? judging.count : 0
        if let position = order.next(slots: slots, idle: mayCut, judged: mayRelieve) {
            return send(position, now: now)
        }
        if let due = retries.values.min() { return .wait(until: due) }
        return isAtRest ? .done : .wait(until: nil)
    }

    /// Whether nothing is in flight and nothing is being judged.
    var isAtRest: Bool { inFlight.isEmpty && judging.isEmpty }

    private var hasWork: Bool { summary.left > inFlight.count + judging.count }

    private func dueRetry(now: Duration) -> Int? {
        let first = retries.min { ($0.value, $0.key) < ($1.value, $1.key) }
        return first.flatMap { $0.value <= now ? $0.key : nil }
    }

    private mutating func send(_ position: Int, now: Duration) -> Step {
        retries[position] = nil
        let request = summary.requests
        summary.requests += 1
        inFlight[position] = request
        sentAt[position] = now
        summary.peakInFlight = max(summary.peakInFlight, inFlight.count)
        summary.seams = order.cuts
        let sending = Sending(
            position: position,
            request: request,
            context: context(of: position, now: now),
            lost: troubles[position]?.lost
        )
        return .send(sending)
    }

    /// What would be done at this moment, without doing it.
    func outlook(now: Duration) -> Step {
        var copy = self
        return copy.next(now: now)
    }

    /// Asks for an end: nothing new is sent.
    mutating func stop(_ cause: SynthesisSummary.Cause) {
        if ending == nil { ending = cause }
    }

    /// The account of the run, once it is done.
    var account: SynthesisSummary {
        var account = summary
        account.cause = ending ?? .finished
        return account
    }
}

/// The order of work: in strands where ids force order, else as the book is read.
struct WorkOrder {
    private var strands: StrandOrder?
    private var reading: ReadingOrder?

    init(work: [Int], items: [RecordingItem], options: SynthesisOptions) {
        let weights = items.map { Self.weight(of: $0.request) }
        if options.stitching == .ids {
            strands = StrandOrder(work: work, items: items, weights: weights, slots: options.slots)
        } else {
            reading = ReadingOrder(work: work, weights: weights)
        }
    }

    /// Relative service time: services need as long for a request as such as for some characters.
    static func weight(of request: SpeechRequest) -> Int { request.characterCount + 80 }

    var cuts: Int { strands?.cuts ?? 0 }

    mutating func next(slots: Int, idle: Int, judged: Int) -> Int? {
        guard strands != nil else { return reading?.next(slots: slots) }
        return strands?.next(slots: slots, idle: idle, judged: judged)
    }

    mutating func settled(_ item: Int, stands: Bool) {
        strands?.settled(item, stands: stands)
    }
}
