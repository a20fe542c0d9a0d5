import Foundation
import NarrateModel
import Testing

@testable import ElevenLabsStandIn
@testable import NarrateEngines

/// What every way to go wrong means for a run, and what it cost.
@Suite(.timeLimit(.minutes(1))) struct ElevenLabsFailureTests {
    typealias Expectation = (fault: Fault, code: EngineError.Code, charge: EngineError.Charge)

    @Test(
        arguments: [
            (.concurrency, .tooManyRequests, .notPaid),
            (.busy, .unavailable, .notPaid),
            (.rate, .unavailable, .notPaid),
            (.quotaOld, .quotaExceeded, .notPaid),
            (.quotaNew, .quotaExceeded, .notPaid),
            (.unusual, .refused, .notPaid),
            (.payment, .refused, .notPaid),
            (.crash, .unavailable, .notPaid),
            (.wentWrong, .unavailable, .notPaid),
            (.html502, .unavailable, .maybePaid),  // the work behind the balancer may be done
            (.html503, .unavailable, .notPaid),
            (.maintenance, .unavailable, .notPaid),
            (.blank500, .unavailable, .maybePaid),
            (.dropped, .unavailable, .maybePaid),
            (.cut, .brokenAnswer, .paid),
            (.truncated, .brokenAnswer, .paid),
            (.emptyBody, .brokenAnswer, .paid),
            (.jsonBody, .brokenAnswer, .paid),
            (.htmlBody, .brokenAnswer, .paid),
        ] as [Expectation]
    )
    func `each fault has one meaning`(expected: Expectation) async throws {
        let fixture = try await StandInFixture { $0.faults.script = [expected.fault] }
        let error = try await fixture.failure()
        #expect(error.code == expected.code, "\(error)")
        #expect(error.charge == expected.charge, "\(error)")
        let billed = await fixture.standIn.account.used > 0
        #expect(!billed || error.charge != .notPaid)
        // The next request is not touched by it.
        #expect(try await fixture.record().delivery.credits == Credits(25))
    }

    @Test(arguments: [Fault.slowStart, .largeTag, .silence, .missingSentence, .repeatedSentence])
    func `an odd answer that is whole is an answer`(fault: Fault) async throws {
        let fixture = try await StandInFixture { $0.faults.script = [fault] }
        #expect(try await fixture.record().delivery.requestID != nil)
    }

    @Test func `times are asked for with the same care`() async throws {
        let fixture = try await StandInFixture(engine: ElevenLabsOptions(wantsAlignment: true)) {
            $0.faults.script = [.cut, .truncated, .jsonBody, .emptyBody, .quotaNew]
        }
        for code in [EngineError.Code.brokenAnswer, .brokenAnswer, .brokenAnswer, .brokenAnswer] {
            #expect(try await fixture.failure().code == code)
        }
        #expect(try await fixture.failure().code == .quotaExceeded)
    }

    @Test func `used-up credits say how many are missing and when they renew`() async throws {
        let fixture = try await StandInFixture { $0.creditsUsed = 99_990 }
        let error = try await fixture.failure()
        #expect(error.code == .quotaExceeded)
        #expect(
            error.message == "the next utterance needs 25 credits, 10 of 100000 are left"
        )
        #expect(error.hint?.hasPrefix("credits renew on 2") == true)
    }

    @Test func `too many at once tells the limit`() async throws {
        let fixture = try await StandInFixture {
            $0.plan.concurrency = 3
            $0.faults.script = [.concurrency]
        }
        #expect(try await fixture.failure().concurrencyLimit == 3)
    }

    @Test func `a lost answer that had a head can be asked for by its id`() async throws {
        let fixture = try await StandInFixture { $0.faults.script = [.cut, .truncated] }
        for index in 0..<2 {
            let error = try await fixture.failure()
            #expect(error.requestID == (await fixture.journal)[index].requestID)
        }
    }

    @Test(arguments: [
        ("sk_wrong", "the API key is refused"),
        (String(repeating: "ab12", count: 16), "the id of an API key was given"),
    ])
    func `a refused key is not shown`(key: String, expected: String) async throws {
        let fixture = try await StandInFixture(key: key)
        let error = try await fixture.failure()
        #expect(error.code == .refused)
        #expect(error.message.hasPrefix(expected))
        #expect(!error.description.contains(key))
        #expect(!String(reflecting: fixture.engine).contains(key))
        var dumped = ""
        dump(fixture.engine, to: &dumped)
        #expect(!dumped.contains(key))
    }

    @Test func `a server that is not there is unreachable and cost nothing`() async throws {
        let fixture = try await StandInFixture()
        await fixture.standIn.stop()
        let error = try await fixture.failure()
        #expect(error.code == .unreachable)
        #expect(error.charge == .notPaid)
    }
}
