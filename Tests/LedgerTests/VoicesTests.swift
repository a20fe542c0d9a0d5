import NarrateModel
import Testing

@testable import NarrateLedger

@Suite struct VoicesTests {
    @Test func `gives back the figures of accepted takes, voice by voice`() async throws {
        try await withLedger { ledger in
            let run = try await ledger.beginRun(host: "desk", process: 1, version: "1")
            for (text, isAccepted) in [("a", true), ("b", false), ("c", true)] {
                let fingerprint = try print(text)
                let attempt = try await ledger.beginAttempt(intent(run, fingerprint))
                try await ledger.finishAttempt(
                    attempt,
                    take: take(fingerprint, 1),
                    verdict: Verdict(findings: [], isAccepted: isAccepted, score: 0, duration: 1),
                    study: TakeStudy(voice: try print("v"), figures: text)
                )
            }
            let figures = try await ledger.figures(limit: 10)
            #expect(figures.keys.map { $0 } == [try print("v")])
            #expect(figures[try print("v")]?.sorted() == ["a", "c"])
            #expect(try await ledger.figures(limit: 1)[try print("v")]?.count == 1)
        }
    }

    @Test func `keeps what a voice is used to, the newest for each`() async throws {
        try await withLedger { ledger in
            var voice = VoiceRecord(
                id: try print("v"),
                engine: "made-up",
                name: "Dora",
                model: "m",
                takes: 12,
                profile: "{}"
            )
            try await ledger.save([voice])
            voice.takes = 24
            try await ledger.save([voice])
            #expect(try await ledger.voices() == [voice])
        }
    }

    @Test func `a take that fails later is asked for again, and what was said of its words stays`()
        async throws
    {
        try await withLedger { ledger in
            let run = try await ledger.beginRun(host: "desk", process: 1, version: "1")
            let fingerprint = try print("a")
            let first = take(fingerprint, 1)
            let doubt = Finding(
                check: Finding.words,
                severity: .warning,
                message: "'gate' is missing",
                passages: [4..<8, 10..<12]
            )
            try await record(
                first,
                run: run,
                verdict: Verdict(findings: [doubt], isAccepted: true, score: 1, duration: 1),
                in: ledger
            )
            let level = Finding(check: "level", severity: .error, message: "it is softer")
            try await ledger.revise(
                first,
                verdict: Verdict(findings: [level], isAccepted: false, score: 11, duration: 1),
                isRetaken: true
            )
            #expect(Set(try await ledger.findings().map(\.finding)) == [doubt, level])
            let record = try #require(try await ledger.takes()[fingerprint]?.first)
            #expect(record.isAccepted == false)
            #expect(!record.isInUse)
        }
    }

    @Test func `a take whose words are only doubted stands as accepted`() async throws {
        try await withLedger { ledger in
            let run = try await ledger.beginRun(host: "desk", process: 1, version: "1")
            let doubt = Finding(check: Finding.words, severity: .warning, message: "doubtful")
            func warning(_ check: String) -> Finding {
                Finding(check: check, severity: .warning, message: "bad")
            }
            let all = [
                ("a", [doubt]), ("b", [warning("a"), warning("b"), warning("c")]),
                ("c", [warning("a"), doubt, warning("b")]),
            ]
            for (text, findings) in all {
                let take = take(try print(text), 1)
                let verdict = Verdict(findings: findings, isAccepted: false, score: 1, duration: 1)
                try await record(take, run: run, verdict: verdict, in: ledger)
                try await ledger.useBest(of: take.fingerprint, number: 1)
            }
            let takes = try await ledger.takes()
            #expect(takes[try print("a")]?.first?.isAccepted == true)
            #expect(takes[try print("b")]?.first?.isAccepted == false)
            #expect(takes[try print("c")]?.first?.isAccepted == true)
        }
    }
}
