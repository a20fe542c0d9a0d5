import NarrateModel
import Testing

@testable import NarrateSynthesize

/// An answer that is here needs no slot any more, and is no take yet.
@Suite struct ScheduleJudgingTests {
    private func schedule(
        _ lengths: [Int],
        stitching: EngineSession.Stitching,
        slots: Int
    ) -> Schedule {
        Schedule(
            items: Books.book(lengths),
            options: SynthesisOptions(slots: slots, stitching: stitching)
        )
    }

    private func sent(_ step: Schedule.Step) throws -> Schedule.Sending {
        guard case .send(let sending) = step else {
            throw Unexpected(step: "\(step)")
        }
        return sending
    }

    private struct Unexpected: Error { var step: String }

    @Test func `a slot is free while its last answer is judged`() throws {
        var schedule = schedule([3], stitching: .text, slots: 1)
        #expect(try sent(schedule.next(now: .zero)).position == 0)
        #expect(schedule.next(now: .zero) == .wait(until: nil))
        schedule.answered(0)
        #expect(try sent(schedule.next(now: .zero)).position == 1)
    }

    @Test func `hardly more takes wait to be judged than there are slots`() throws {
        var schedule = schedule([9], stitching: .text, slots: 2)
        for position in [0, 1, 2] {
            #expect(try sent(schedule.next(now: .zero)).position == position)
            schedule.answered(position)
        }
        #expect(schedule.next(now: .zero) == .wait(until: nil))
        _ = schedule.accepted(0, take: StandingTake(requestID: "a"), now: .zero)
        #expect(try sent(schedule.next(now: .zero)).position == 3)
    }

    @Test func `a strand waits for the judgement, and another one takes the slot`() throws {
        var schedule = schedule([4, 3], stitching: .ids, slots: 1)
        #expect(try sent(schedule.next(now: .zero)).position == 0)
        schedule.answered(0)
        #expect(try sent(schedule.next(now: .zero)).position == 4)
        let take = StandingTake(requestID: "r0", age: .zero)
        _ = schedule.accepted(0, take: take, now: .zero)
        schedule.answered(4)
        let next = try sent(schedule.next(now: .zero))
        #expect(next.position == 1)
        #expect(next.context.previousRequestIDs == ["r0"])
        #expect(schedule.account.seams == 0)
    }

    @Test func `the run is not over before the last take is judged`() throws {
        var schedule = schedule([1], stitching: .ids, slots: 5)
        _ = try sent(schedule.next(now: .zero))
        schedule.answered(0)
        schedule.stop(.stopRequested)
        #expect(schedule.next(now: .zero) == .wait(until: nil))
        _ = schedule.accepted(0, take: StandingTake(), now: .zero)
        #expect(schedule.next(now: .zero) == .done)
    }

    @Test func `what is wanted again while its judgement is on its way is remembered`() throws {
        var schedule = schedule([2], stitching: .text, slots: 2)
        for position in [0, 1] {
            #expect(try sent(schedule.next(now: .zero)).position == position)
            schedule.answered(position)
        }
        var request = schedule.items[0].request
        request.seed = 7
        // The desk let the first stand; nobody here knows that yet.
        let reopened = schedule.reopen([schedule.items[0].id: request], now: .zero)
        #expect(reopened == [])
        #expect(schedule.wanted == [0: request])
    }
}
