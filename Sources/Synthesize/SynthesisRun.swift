import NarrateModel

/// One run: asks the schedule what to do, does it, and tells the schedule what came of it.
struct SynthesisRun {
    /// What a task of the run comes back with.
    enum Report: Sendable {
        case attempt(Int, AttemptProgress)
        case timer
        case stopRequested
        /// A slot that is shared with other runs may be free.
        case slotOffered
    }

    private let synthesizer: Synthesizer
    private var schedule: Schedule
    private var failure: (any Error)?
    /// When the timer that is running goes off.
    private var alarm: Duration?
    private var announcedSlots: Int

    init(_ synthesizer: Synthesizer, items: [RecordingItem]) {
        self.synthesizer = synthesizer
        schedule = Schedule(items: items, options: synthesizer.options)
        announcedSlots = schedule.pace.slots
    }

    mutating func drive(stop: StopRequest) async throws -> SynthesisSummary {
        for chapter in schedule.chaptersThatStand {
            synthesizer.observe(.chapterFinished(chapter))
        }
        var run = self
        await withTaskGroup(of: Report.self) { group in
            group.addTask {
                await stop.wait()
                return .stopRequested
            }
            run.waitForOffers(in: &group)
            while run.advance(in: &group), let report = await group.next() {
                await run.take(report, in: &group)
            }
            group.cancelAll()
        }
        self = run
        synthesizer.share?.leave()
        if let failure { throw failure }
        try Task.checkCancellation()
        return schedule.account
    }

    /// Starts whatever can be started; returns whether there is something to wait for.
    private mutating func advance(in group: inout TaskGroup<Report>) -> Bool {
        while true {
            if Task.isCancelled { schedule.stop(.stopRequested) }
            let inFlight = schedule.inFlight.count
            let offer = synthesizer.share?.take(inFlight: inFlight) ?? .unlimited
            switch schedule.next(now: synthesizer.timing.now(), offer: offer) {
            case .done: return false
            case .send(let sending):
                start(sending, in: &group)
            case .wait(let moment):
                // What could not be sent for want of a cut may be later.
                let wantsCut = offer.maySend && offer.idle == 0
                synthesizer.share?.settle(inFlight: inFlight, want: wantsCut ? .cut : nil)
                if let moment { set(moment, in: &group) }
                return true
            case .waitForSlot:
                synthesizer.share?.settle(inFlight: inFlight, want: .send)
                return true
            }
        }
    }

    private func waitForOffers(in group: inout TaskGroup<Report>) {
        guard let share = synthesizer.share else { return }
        group.addTask {
            await share.nextOffer()
            return .slotOffered
        }
    }

    private func start(_ sending: Schedule.Sending, in group: inout TaskGroup<Report>) {
        let task = AttemptTask(
            synthesizer: synthesizer,
            item: schedule.items[sending.position],
            context: sending.context,
            lost: sending.lost
        )
        synthesizer.observe(.began(task.item))
        group.addTask {
            .attempt(sending.position, await task.progress())
        }
    }

    private mutating func set(_ moment: Duration, in group: inout TaskGroup<Report>) {
        if let alarm, alarm <= moment { return }
        alarm = moment
        let timing = synthesizer.timing
        let wait = max(.zero, moment - timing.now())
        group.addTask {
            // Cancellation is the only way a sleep ends early, and the run ends with it.
            try? await timing.sleep(wait)
            return .timer
        }
    }

    private mutating func take(_ report: Report, in group: inout TaskGroup<Report>) async {
        switch report {
        case .timer: alarm = nil
        case .slotOffered: waitForOffers(in: &group)
        case .stopRequested: schedule.stop(.stopRequested)
        case .attempt(let position, .answered(let answer)):
            schedule.answered(position, limit: answer.delivery.concurrencyLimit)
            if let limit = answer.delivery.concurrencyLimit {
                synthesizer.share?.learn(limit: limit)
            }
            announcePace()
            let followers = (schedule.followers[position] ?? []).map { schedule.items[$0] }
            let task = JudgementTask(
                synthesizer: synthesizer,
                answer: answer,
                followers: followers
            )
            group.addTask {
                .attempt(position, .ended(await task.report()))
            }
        case .attempt(let position, .ended(let report)):
            switch report.reclaim {
            case .notTried: break
            case .nothing: schedule.looked(for: position)
            case .found: schedule.reclaimed(position)
            }
            await take(report, of: position)
            announcePace()
        }
    }

    private mutating func take(_ report: AttemptReport, of position: Int) async {
        let now = synthesizer.timing.now()
        switch report.outcome {
        case .accepted(let take, let revised):
            reopen(revised, now: now)
            if let request = schedule.wanted.removeValue(forKey: position) {
                again(position, request, now: now)
                return
            }
            // Not as an argument: the call would hold a copy of the schedule while it changes.
            let consequences = schedule.accepted(position, take: take, now: now)
            tell(consequences)
        case .retake(let request):
            again(position, request, now: now)
        case .setAside(let reason):
            let consequences = schedule.setAside(position, reason: reason, now: now)
            await leaveOut(consequences, from: 1)
        case .failed(let error):
            await take(error, startedAt: report.startedAt, of: position, now: now)
        case .cancelled:
            schedule.cancelled(position)
        case .broke(let error):
            schedule.cancelled(position)
            if failure == nil { failure = error }
        }
    }

    private mutating func again(_ position: Int, _ request: SpeechRequest, now: Duration) {
        schedule.retaken(position, request: request, now: now)
        synthesizer.observe(.retaken(schedule.items[position]))
    }

    private mutating func take(
        _ error: EngineError,
        startedAt: Double?,
        of position: Int,
        now: Duration
    ) async {
        if let limit = error.concurrencyLimit { synthesizer.share?.learn(limit: limit) }
        let consequences = schedule.failed(
            position,
            error: error,
            startedAt: startedAt,
            now: now,
            chance: synthesizer.timing.random()
        )
        if consequences.isRetried {
            synthesizer.observe(.retried(schedule.items[position], error))
        }
        await leaveOut(consequences, from: 0)
        if schedule.isAtRest, case .wait(let until?) = schedule.outlook(now: now) {
            synthesizer.observe(.waiting(until - now, error))
        }
    }

    private func tell(_ consequences: Schedule.Consequences) {
        for item in consequences.accepted { synthesizer.observe(.accepted(schedule.items[item])) }
        for chapter in consequences.finishedChapter {
            synthesizer.observe(.chapterFinished(chapter))
        }
    }

    /// Puts on record what is left out; the desk itself did so for the items before `first`.
    private mutating func leaveOut(_ consequences: Schedule.Consequences, from first: Int) async {
        for (number, position) in consequences.setAside.enumerated() {
            let item = schedule.items[position]
            do {
                if number >= first,
                    case .keptEarlier(let take, let revised) = try await synthesizer.desk
                        .setAside(item, reason: consequences.reason)
                {
                    return stand(position, take, revised)
                }
            } catch {
                schedule.stop(.stopRequested)
                if failure == nil { failure = error }
            }
            synthesizer.observe(.setAside(item, reason: consequences.reason))
        }
    }

    /// Lets an earlier take of the item stand, and of those with an equal request.
    private mutating func stand(
        _ position: Int,
        _ take: StandingTake,
        _ revised: [Int: SpeechRequest]
    ) {
        let now = synthesizer.timing.now()
        reopen(revised, now: now)
        let consequences = schedule.stand(position, take: take, now: now)
        tell(consequences)
    }

    private mutating func reopen(_ requests: [Int: SpeechRequest], now: Duration) {
        for item in schedule.reopen(requests, now: now) {
            synthesizer.observe(.retaken(schedule.items[item]))
        }
    }

    private mutating func announcePace() {
        let slots = schedule.pace.slots
        guard slots != announcedSlots else { return }
        announcedSlots = slots
        synthesizer.observe(.paced(slots: slots))
    }
}
