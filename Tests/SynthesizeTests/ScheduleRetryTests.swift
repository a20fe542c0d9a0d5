import NarrateModel
import Testing

@testable import NarrateSynthesize

@Suite struct ScheduleRetryTests {
    private func error(
        _ code: EngineError.Code,
        charge: EngineError.Charge = .notPaid,
        retryAfter: Double? = nil
    ) -> EngineError {
        EngineError(code: code, message: "no luck", charge: charge, retryAfter: retryAfter)
    }

    private func service(
        failing: @escaping (Int, Int) -> EngineError?
    ) -> VirtualRun.Service {
        var service = VirtualRun.Service()
        service.failure = failing
        return service
    }

    private func cause(_ run: VirtualRun) -> EngineError.Code? {
        guard case .failed(let error) = run.schedule.account.cause else { return nil }
        return error.code
    }

    @Test(arguments: [EngineSession.Stitching.ids, .text])
    func `finishes the book though every fifth answer fails`(
        stitching: EngineSession.Stitching
    ) {
        var random = SplitMix(seed: 9)
        let codes: [EngineError.Code] = [
            .unavailable, .unreachable, .brokenAnswer, .tooManyRequests,
        ]
        let failures = (0..<4_000).map { _ in
            random.unit() < 0.2 ? codes[Int(random.unit() * 4)] : nil
        }
        var run = VirtualRun(
            Books.book([300, 200, 100]),
            options: SynthesisOptions(slots: 5, stitching: stitching)
        )
        run.run(service { _, request in failures[request].map { self.error($0) } })
        let summary = run.schedule.account
        #expect(summary.accepted == 600)
        #expect(summary.setAside.isEmpty)
        #expect(summary.peakInFlight <= 5)
        #expect(summary.requests == 600 + summary.failures)
        #expect(summary.seams <= 5 + 3)
    }

    @Test func `sets aside an utterance that keeps failing while others succeed`() {
        var run = VirtualRun(Books.book([200]), options: SynthesisOptions(slots: 3))
        run.run(service { item, _ in item == 17 ? self.error(.unavailable) : nil })
        let summary = run.schedule.account
        #expect(summary.setAside.map(\.item.id) == [17])
        #expect(summary.failures == RetryRules().failuresPerItem)
        #expect(summary.accepted == 199)
    }

    @Test(arguments: [EngineError.Code.unavailable, .unreachable, .tooManyRequests])
    func `gives up in minutes, without a storm, when nothing works`(code: EngineError.Code) {
        var run = VirtualRun(Books.book([500, 500]), options: SynthesisOptions(slots: 15))
        run.run(service { _, request in request < 100 ? nil : self.error(code) })
        #expect(cause(run) == code)
        #expect(run.makespan < 600)
        #expect(run.schedule.account.failures < 150)
        #expect(run.schedule.account.left == 900)
    }

    @Test func `goes on after an outage shorter than its patience`() {
        var run = VirtualRun(Books.book([400]), options: SynthesisOptions(slots: 5))
        run.run(
            service { _, request in (100..<113).contains(request) ? self.error(.unreachable) : nil }
        )
        #expect(cause(run) == nil)
        #expect(run.schedule.account.accepted == 400)
    }

    @Test func `does not count refusals for concurrency as failures of the utterance`() {
        var run = VirtualRun(Books.book([50]), options: SynthesisOptions(slots: 2))
        run.run(
            service { item, request in
                item == 3 && request < 25 ? self.error(.tooManyRequests) : nil
            }
        )
        #expect(run.schedule.account.setAside.isEmpty)
        #expect(run.schedule.account.accepted == 50)
    }

    @Test func `settles below the limit of a service that allows less`() {
        var schedule = Schedule(items: Books.book([400]), options: SynthesisOptions(slots: 12))
        var now = Duration.zero
        var flights: [Int] = []
        var refusals = 0
        var answered = 0
        while answered < 400 {
            if case .send(let sending) = schedule.next(now: now) {
                flights.append(sending.position)
                continue
            }
            now += .seconds(1)
            // The service answers four at a time and refuses what is above.
            for position in flights.dropFirst(4) {
                refusals += 1
                _ = schedule.failed(
                    position,
                    error: error(.tooManyRequests),
                    now: now,
                    chance: 0.5
                )
            }
            for position in flights.prefix(4) {
                answered += 1
                _ = schedule.accepted(position, take: StandingTake(), now: now)
            }
            flights = []
        }
        #expect(schedule.account.accepted == 400)
        #expect(refusals < 100)
    }

    @Test func `waits as long as the service asks, and holds back the others`() {
        var schedule = Schedule(items: Books.book([9]), options: SynthesisOptions(slots: 3))
        guard case .send(let sending) = schedule.next(now: .zero) else {
            Issue.record("nothing to send")
            return
        }
        _ = schedule.failed(
            sending.position,
            error: error(.unavailable, retryAfter: 30),
            now: .seconds(1),
            chance: 0.5
        )
        #expect(schedule.next(now: .seconds(2)) == .wait(until: .seconds(31)))
        guard case .send = schedule.next(now: .seconds(31)) else {
            Issue.record("waits longer than asked")
            return
        }
    }

    @Test func `never waits longer than ten minutes for a service`() {
        var schedule = Schedule(items: Books.book([1]), options: SynthesisOptions(slots: 1))
        _ = schedule.next(now: .zero)
        _ = schedule.failed(
            0,
            error: error(.unavailable, retryAfter: 86_400),
            now: .zero,
            chance: 0.5
        )
        #expect(schedule.next(now: .zero) == .wait(until: .seconds(600)))
    }

    @Test func `sends without ids after a stitched request failed`() throws {
        let options = SynthesisOptions(slots: 1, stitching: .ids)
        var schedule = Schedule(items: Books.book([3]), options: options)
        _ = schedule.next(now: .zero)
        _ = schedule.accepted(0, take: StandingTake(requestID: "a", age: .zero), now: .zero)
        guard case .send(let first) = schedule.next(now: .zero) else {
            Issue.record("nothing to send")
            return
        }
        #expect(first.context.previousRequestIDs == ["a"])
        _ = schedule.failed(1, error: error(.unavailable), now: .zero, chance: 0)
        guard case .send(let second) = schedule.next(now: .zero) else {
            Issue.record("nothing to send")
            return
        }
        #expect(second.position == 1)
        #expect(second.context.previousRequestIDs.isEmpty)
        #expect(second.context.previousText == "1.1")
    }

    @Test func `stops when too much was perhaps paid for nothing`() {
        let options = SynthesisOptions(slots: 2, maybePaidBudget: MaybePaidBudget())
        var run = VirtualRun(Books.book([100]), options: options)
        run.run(
            service { _, request in
                request.isMultiple(of: 3) ? self.error(.brokenAnswer, charge: .maybePaid) : nil
            }
        )
        #expect(cause(run) == .brokenAnswer)
        #expect((6...8).contains(run.schedule.account.maybePaid))
    }

    @Test func `counts losses by their share in a long book`() {
        let options = SynthesisOptions(slots: 2, maybePaidBudget: MaybePaidBudget())
        var run = VirtualRun(Books.book([2_000]), options: options)
        run.run(
            service { _, request in
                request.isMultiple(of: 100) ? self.error(.brokenAnswer, charge: .maybePaid) : nil
            }
        )
        #expect(cause(run) == nil)
        #expect(run.schedule.account.accepted == 2_000)
        #expect(run.schedule.account.maybePaid == 21)
    }

    @Test func `looks for a lost answer only when the service must be done with it`() {
        var options = SynthesisOptions(slots: 1)
        options.isHistoryComplete = true
        var schedule = Schedule(items: Books.book([1]), options: options)
        _ = schedule.next(now: .seconds(10))
        var error = error(.unavailable, charge: .maybePaid)
        // Its head came: with that name it can't be mistaken for another run's.
        error.requestID = "r"
        _ = schedule.failed(0, error: error, startedAt: 1_000, now: .seconds(11), chance: 0)
        #expect(schedule.next(now: .seconds(11)) == .wait(until: .seconds(15)))
        guard case .send(let again) = schedule.next(now: .seconds(15)) else {
            Issue.record("nothing to send")
            return
        }
        #expect(again.lost == LostAttempt(requestID: "r", since: 1_000))
    }

    @Test(arguments: [(EngineError.Charge.maybePaid, 0), (.paid, 1)])
    func `believes a history that lacks an answer unless the service said it was paid`(
        charge: EngineError.Charge,
        losses: Int
    ) {
        var options = SynthesisOptions(slots: 1)
        options.isHistoryComplete = true
        var schedule = Schedule(items: Books.book([1]), options: options)
        _ = schedule.next(now: .zero)
        let error = error(.brokenAnswer, charge: charge)
        _ = schedule.failed(0, error: error, startedAt: 1_000, now: .zero, chance: 0)
        #expect(schedule.account.maybePaid == 0)
        _ = schedule.next(now: .seconds(60))
        schedule.looked(for: 0)
        #expect(schedule.account.maybePaid == losses)
    }

    @Test func `waits for what a killed run has asked for a moment ago`() {
        var items = Books.book([2])
        items[1].lost = LostAttempt(since: 1_000, age: .seconds(1))
        var options = SynthesisOptions(slots: 1)
        var schedule = Schedule(items: items, options: options)
        guard case .send = schedule.next(now: .zero) else {
            Issue.record("a service without a history is not waited for")
            return
        }
        options.isHistoryComplete = true
        schedule = Schedule(items: items, options: options)
        #expect(schedule.next(now: .zero) == .wait(until: .seconds(4)))
    }
}
