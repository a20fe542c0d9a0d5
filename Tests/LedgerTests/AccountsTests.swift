import NarrateModel
import Testing

@testable import NarrateLedger

@Suite struct AccountsTests {
    @Test func `tells what was billed from what nobody knows`() async throws {
        try await withLedger { ledger in
            let run = try await ledger.beginRun(host: "h", process: 1, version: "1")
            for outcome in AttemptOutcome.allCases {
                let attempt = try await ledger.beginAttempt(intent(run, try print("a")))
                try await ledger.loseAttempt(
                    attempt,
                    fingerprint: try print("a"),
                    loss: AttemptLoss(outcome: outcome, message: "")
                )
            }
            let account = try await ledger.status().accounts.characters
            #expect(account.billed == 10)
            #expect(account.wasted == 10)
            #expect(account.unsettled == 10)
        }
    }

    @Test func `counts rejected takes as wasted until one of them is heard`() async throws {
        try await withLedger { ledger in
            let run = try await ledger.beginRun(host: "h", process: 1, version: "1")
            let fingerprint = try print("a")
            for number in 1...2 {
                try await record(
                    take(fingerprint, number, credits: 5),
                    run: run,
                    verdict: .rejected,
                    in: ledger
                )
            }
            #expect(try await ledger.status().accounts.credits.wasted == 10)
            try await ledger.useBest(of: fingerprint, number: 1)
            #expect(try await ledger.status().accounts.credits.billed == 10)
            #expect(try await ledger.status().accounts.credits.wasted == 5)
        }
    }

    @Test func `bills nothing for an engine that is free`() async throws {
        try await withLedger { ledger in
            let run = try await ledger.beginRun(host: "h", process: 1, version: "1")
            try await ledger.noteNeeds(of: run, characters: 30, reused: 20, creditsPerCharacter: 0)
            try await record(take(try print("a"), 1), run: run, in: ledger)
            let status = try await ledger.status()
            #expect(status.charactersBilled == 0)
            #expect(status.runs.map(\.accounts.characters.reused) == [20])
        }
    }

    @Test func `an answer from the history was paid once, by the attempt that was lost`()
        async throws
    {
        try await withLedger { ledger in
            let fingerprint = try print("a")
            let first = try await ledger.beginRun(host: "h", process: 1, version: "1")
            _ = try await ledger.beginAttempt(intent(first, fingerprint))
            let second = try await ledger.beginRun(host: "h", process: 2, version: "1")
            #expect(try await ledger.status().accounts.characters.unsettled == 10)
            #expect(try await ledger.missingAnswers()[fingerprint] != nil)

            let attempt = try await ledger.beginAttempt(intent(second, fingerprint))
            try await ledger.finishAttempt(
                attempt,
                take: take(fingerprint, 1, credits: 10, id: "r1"),
                verdict: .accepted,
                isReclaimed: true
            )
            let status = try await ledger.status()
            #expect(status.accounts.characters.billed == 10)
            #expect(status.accounts.characters.unsettled == 0)
            #expect(status.runs.map(\.accounts.characters.billed) == [10, 0])
            #expect(try await ledger.knownRequestIDs(of: fingerprint) == ["r1"])
        }
    }

    @Test func `a take found on disk was paid by the request that was in flight`() async throws {
        try await withLedger { ledger in
            let fingerprint = try print("a")
            let first = try await ledger.beginRun(host: "h", process: 1, version: "1")
            _ = try await ledger.beginAttempt(intent(first, fingerprint))
            _ = try await ledger.beginRun(host: "h", process: 2, version: "1")
            try await ledger.adopt([(take(fingerprint, 1), .accepted)])
            #expect(try await ledger.status().accounts.characters.billed == 10)
            #expect(try await ledger.missingAnswers().isEmpty)

            let attempt = try #require(try await ledger.unsettledAttempts().first)
            #expect(attempt.isCharged)
            let answer = ChargedAnswer(
                requestID: "r",
                date: 0,
                text: "",
                voice: "",
                model: "",
                credits: Credits(7)
            )
            try await ledger.settle([Settlement(attempt: attempt.id, answer: answer)])
            #expect(try await ledger.status().creditsSpent == 7)
            #expect(try await ledger.takes()[fingerprint]?.first?.take.requestID == "r")
            #expect(try await ledger.unsettledAttempts().isEmpty)
        }
    }

    @Test func `a take whose file is gone may be fetched again by its name`() async throws {
        try await withLedger { ledger in
            let run = try await ledger.beginRun(host: "h", process: 1, version: "1")
            let take = take(try print("a"), 1, credits: 10, id: "r9")
            try await record(take, run: run, in: ledger)
            try await ledger.forget([take])
            #expect(try await ledger.missingAnswers()[take.fingerprint]?.requestID == "r9")
            #expect(try await ledger.knownRequestIDs(of: take.fingerprint).isEmpty)
        }
    }

    @Test func `puts a shared take down to the first chapter that speaks it`() async throws {
        try await withLedger { ledger in
            try await Self.storeScript(in: ledger)
            let run = try await ledger.beginRun(host: "h", process: 1, version: "1")
            for text in ["a", "b"] {
                try await record(take(try print(text), 1, credits: 10), run: run, in: ledger)
            }
            let chapters = try await ledger.status().chapters.map(\.accounts.characters)
            #expect(chapters.map(\.needed) == [10, 10])
            #expect(chapters.map(\.reused) == [0, 10])
            #expect(chapters.map(\.billed) == [10, 10])
        }
    }

    @Test func `puts halves and what listening cost down to the chapter of the whole`() async throws
    {
        try await withLedger { ledger in
            try await Self.storeScript(in: ledger)
            let run = try await ledger.beginRun(host: "h", process: 1, version: "1")
            try await record(
                take(try print("b"), 1, credits: 10),
                run: run,
                verdict: .rejected,
                in: ledger
            )
            for half in ["c", "d"] {
                var intent = intent(run, try print(half))
                intent.whole = try print("b")
                let attempt = try await ledger.beginAttempt(intent)
                let take = take(try print(half), 1, credits: 5)
                try await ledger.finishAttempt(attempt, take: take, verdict: .accepted)
            }
            try await ledger.noteHearing(in: run, of: try print("b"), seconds: 3, credits: 1.6)
            try await ledger.noteHearing(in: run, of: try print("b"), seconds: 3, credits: 1.6)
            let status = try await ledger.status()
            #expect(status.chapters.map(\.accounts.characters.billed) == [0, 30])
            #expect(status.chapters.map(\.accounts.credits.billed) == [0, 23])
            #expect(status.accounts.credits.billed == 23)
            #expect(status.accounts.characters.billed == 30)
        }
    }

    /// One utterance in the first chapter, the same and another in the second.
    private static func storeScript(in ledger: Ledger) async throws {
        let utterances = try [(1, "a"), (2, "a"), (2, "b")].map { chapter, text in
            UtteranceRecord(
                chapter: chapter,
                position: text == "a" ? 1 : 2,
                fingerprint: try print(text),
                role: "paragraph",
                characters: 10,
                text: nil
            )
        }
        try await ledger.store(
            PublicationRecord(
                source: "s",
                title: nil,
                engine: "e",
                voice: "v",
                model: "m",
                scriptDigest: "d"
            ),
            chapters: [1, 2].map { ChapterRecord(position: $0, title: "", source: "") },
            utterances: utterances
        )
    }
}
