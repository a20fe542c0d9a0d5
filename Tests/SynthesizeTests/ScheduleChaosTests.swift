import NarrateModel
import Testing

@testable import NarrateSynthesize

/// Random books, random answers: whatever happens, the account is closed.
@Suite struct ScheduleChaosTests {
    private static func book(_ random: inout SplitMix) -> [RecordingItem] {
        var items: [RecordingItem] = []
        let boundaries: [Utterance.Boundary] = [.clause, .sentence, .paragraph, .scene, .heading]
        for chapter in 1...(1 + Int(random.unit() * 6)) {
            for utterance in 1...(1 + Int(random.unit() * 40)) {
                let isTwin = random.unit() < 0.1
                let stands = random.unit() < 0.2
                items.append(
                    Books.item(
                        items.count,
                        chapter: chapter,
                        utterance: utterance,
                        text: isTwin ? "* * *" : nil,
                        role: random.unit() < 0.1 ? .heading : .paragraph,
                        boundary: boundaries[Int(random.unit() * 5)],
                        standing: stands ? StandingTake(requestID: "s", age: .zero) : nil
                    )
                )
            }
        }
        return items
    }

    private static func error(_ random: inout SplitMix) -> EngineError {
        let codes: [EngineError.Code] = [
            .unavailable, .unreachable, .brokenAnswer, .tooManyRequests, .unspeakable,
        ]
        let charges: [EngineError.Charge] = [.notPaid, .maybePaid, .paid]
        return EngineError(
            code: codes[Int(random.unit() * 5)],
            message: "no luck",
            charge: charges[Int(random.unit() * 3)],
            retryAfter: random.unit() < 0.1 ? 20 * random.unit() : nil,
            concurrencyLimit: random.unit() < 0.1 ? 1 + Int(random.unit() * 9) : nil
        )
    }

    /// What is in flight, and what the schedule said about every item.
    private struct Observed {
        var flights: [Int] = []
        var accepted: [Int] = []
        var setAside: [Int] = []
        var chapters: [Int] = []
        var now = Duration.zero

        func completeChapters(of items: [RecordingItem]) -> [Int] {
            let lacking = items.filter { $0.standing == nil && !accepted.contains($0.id) }
            return Set(items.map(\.chapter)).subtracting(lacking.map(\.chapter)).sorted()
        }
    }

    private static func land(
        _ schedule: inout Schedule,
        _ observed: inout Observed,
        _ random: inout SplitMix
    ) {
        let position = observed.flights.remove(
            at: Int(random.unit() * Double(observed.flights.count))
        )
        observed.now += .milliseconds(Int(random.unit() * 3_000))
        // Some fail before their answer is here, some when it is judged.
        if random.unit() < 0.7 {
            let limit = random.unit() < 0.1 ? 1 + Int(random.unit() * 9) : nil
            schedule.answered(position, limit: limit)
        }
        let fate = random.unit()
        var consequences = Schedule.Consequences()
        if fate < 0.6 {
            consequences = schedule.accepted(
                position,
                take: StandingTake(requestID: "r\(position)", age: .zero),
                now: observed.now
            )
        } else if fate < 0.7 {
            var request = schedule.items[position].request
            request.seed = (request.seed ?? 0) + 1
            schedule.retaken(position, request: request, now: observed.now)
        } else if fate < 0.72 {
            consequences = schedule.setAside(position, reason: "bad", now: observed.now)
        } else {
            consequences = schedule.failed(
                position,
                error: error(&random),
                startedAt: 1,
                now: observed.now,
                chance: random.unit()
            )
        }
        observed.accepted += consequences.accepted
        observed.setAside += consequences.setAside
        observed.chapters += consequences.finishedChapter
    }

    @Test(arguments: 1...60 as ClosedRange<UInt64>)
    func `closes its account whatever happens`(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        let items = Self.book(&random)
        var options = SynthesisOptions(
            slots: 1 + Int(random.unit() * 9),
            stitching: random.unit() < 0.6 ? .ids : .text
        )
        options.mayGrow = random.unit() < 0.5
        var schedule = Schedule(items: items, options: options)
        var observed = Observed()
        observed.chapters = schedule.chaptersThatStand
        var steps = 0
        loop: while true {
            steps += 1
            try #require(steps < 50_000, "the schedule does not come to an end")
            switch schedule.next(now: observed.now) {
            case .done, .waitForSlot: break loop
            case .send(let sending):
                try #require(!observed.flights.contains(sending.position))
                try #require(items[sending.position].standing == nil)
                observed.flights.append(sending.position)
                #expect(observed.flights.count <= max(options.slots, options.mayGrow ? 9 : 0))
            case .wait(let moment):
                if !observed.flights.isEmpty {
                    Self.land(&schedule, &observed, &random)
                } else {
                    observed.now = max(observed.now, try #require(moment))
                }
            }
            if random.unit() < 0.000_5 { schedule.stop(.stopRequested) }
        }
        let summary = schedule.account
        let open = items.count { $0.standing == nil }
        #expect(Set(observed.accepted).count == observed.accepted.count)
        #expect(summary.accepted == observed.accepted.count)
        #expect(summary.setAside.map(\.item.id) == observed.setAside)
        #expect(summary.accepted + summary.setAside.count + summary.left == open)
        if case .finished = summary.cause { #expect(summary.left == 0) }
        #expect(observed.chapters.sorted() == observed.completeChapters(of: items))
    }
}
