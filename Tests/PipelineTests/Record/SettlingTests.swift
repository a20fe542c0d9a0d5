import NarrateDigest
import NarrateLedger
import NarrateModel
import NarrateTestSupport
import Testing

@testable import NarratePipeline

@Suite struct SettlingTests {
    private let request = SpeechRequest(
        text: "It was the best of times.",
        engine: "e",
        voice: "v",
        model: "m",
        outputFormat: "mp3"
    )

    @Test func `finds a lost answer by what was said, not before it was asked`() async throws {
        let attempts = try await attempts(2)
        let sentAt = attempts[0].sentAt
        let answers = [
            answer("early", at: sentAt - 3600), answer("one", at: sentAt + 5),
            answer("two", at: sentAt + 6),
        ]
        let settlements = Settling.settlements(
            of: attempts,
            answers: answers,
            now: attempts[0].sentAt + 10
        )
        #expect(settlements.map(\.answer?.requestID) == ["one", "two"])
    }

    @Test func `an answer that was made long after it was asked is somebody else's`() async throws {
        let attempts = try await attempts(1)
        let sentAt = attempts[0].sentAt
        let settlements = Settling.settlements(
            of: attempts,
            answers: [answer("before", at: sentAt - 5), answer("late", at: sentAt + 3000)],
            now: sentAt + 4000,
            clockDifference: LostAnswers.serverSkew
        )
        #expect(settlements == [Settlement(attempt: attempts[0].id, answer: nil)])
    }

    @Test func `one answer settles one attempt`() async throws {
        let attempts = try await attempts(2)
        let settlements = Settling.settlements(
            of: attempts,
            answers: [answer("one", at: attempts[0].sentAt + 5)],
            now: attempts[0].sentAt + 10
        )
        #expect(settlements.map(\.attempt) == [attempts[0].id])
    }

    @Test func `an answer is that of the attempt whose audio is here`() async throws {
        var attempts = try await attempts(2)
        attempts[1].isCharged = true
        let settlements = Settling.settlements(
            of: attempts,
            answers: [answer("one", at: attempts[1].sentAt + 5)],
            now: attempts[1].sentAt + 10
        )
        #expect(settlements.map(\.attempt) == [attempts[1].id])
    }

    @Test func `an answer of another text settles nothing`() async throws {
        let attempts = try await attempts(1)
        var other = answer("one", at: attempts[0].sentAt + 5)
        other.text = "It was the worst of times."
        let settlements = Settling.settlements(
            of: attempts,
            answers: [other],
            now: attempts[0].sentAt + 10
        )
        #expect(settlements.isEmpty)
    }

    @Test func `what is not in the history long after was never charged`() async throws {
        let attempts = try await attempts(1)
        let soon = Settling.settlements(of: attempts, answers: [], now: attempts[0].sentAt + 60)
        let late = Settling.settlements(of: attempts, answers: [], now: attempts[0].sentAt + 3600)
        #expect(soon.isEmpty)
        #expect(late == [Settlement(attempt: attempts[0].id, answer: nil)])
    }

    /// Attempts of the request that were cut off.
    private func attempts(_ count: Int) async throws -> [UnsettledAttempt] {
        try await withTemporaryFolder { folder in
            let ledger = try Ledger(path: "\(folder)/ledger.sqlite")
            for _ in 0..<count {
                let run = try await ledger.beginRun(host: "h", process: 1, version: "1")
                _ = try await ledger.beginAttempt(
                    AttemptIntent(
                        run: run,
                        fingerprint: request.fingerprint,
                        content: request.content,
                        characters: request.characterCount
                    )
                )
            }
            try await ledger.endKilledRuns()
            return try await ledger.unsettledAttempts()
        }
    }

    private func answer(_ id: String, at date: Double) -> ChargedAnswer {
        ChargedAnswer(
            requestID: id,
            date: date,
            text: request.text,
            voice: request.voice,
            model: request.model
        )
    }
}
