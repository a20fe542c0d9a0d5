import Foundation
import GRDB
import NarrateModel
import Testing

@testable import NarrateLedger

@Suite struct LedgerTests {
    @Test func `commits durably in WAL mode`() async throws {
        try await withLedger { ledger in
            // The pool sets NORMAL by itself when it turns WAL on.
            let level = try await ledger.write { try Int.fetchOne($0, sql: "PRAGMA synchronous") }
            let mode = try await ledger.write {
                try String.fetchOne($0, sql: "PRAGMA journal_mode")
            }
            #expect(level == 2)
            #expect(mode == "wal")
        }
    }

    @Test func `keeps what a run has recorded`() async throws {
        try await withLedger { ledger in
            let run = try await ledger.beginRun(host: "h", process: 1, version: "1")
            let fingerprint = try print("a")
            let attempt = try await ledger.beginAttempt(
                run: run,
                fingerprint: fingerprint,
                characters: 10,
                context: nil
            )
            let take = take(fingerprint, 1, credits: 10)
            try await ledger.finishAttempt(attempt, take: take, verdict: .accepted)
            let records = try await ledger.takes()
            #expect(records[fingerprint]?.map(\.take) == [take])
            #expect(records[fingerprint]?.first?.isInUse == true)
        }
    }

    @Test func `knows after a crash what was in flight`() async throws {
        try await withLedger { ledger in
            let first = try await ledger.beginRun(host: "h", process: 1, version: "1")
            _ = try await ledger.beginAttempt(
                run: first,
                fingerprint: try print("a"),
                characters: 10,
                context: nil
            )
            _ = try await ledger.beginRun(host: "h", process: 2, version: "1")
            let attempts = try await ledger.read {
                try String.fetchAll($0, sql: "SELECT outcome FROM attempt")
            }
            let runs = try await ledger.read {
                try Optional<String>.fetchAll($0, sql: "SELECT outcome FROM run ORDER BY id")
            }
            #expect(attempts == ["lost"])
            #expect(runs == ["killed", nil])
        }
    }

    @Test func `keeps earlier takes when one is recorded again`() async throws {
        try await withLedger { ledger in
            let fingerprint = try print("a")
            try await ledger.finishAttempt(nil, take: take(fingerprint, 1), verdict: .accepted)
            try await ledger.retake([fingerprint])
            #expect(try await ledger.takes()[fingerprint]?.map(\.isInUse) == [false])
            try await ledger.finishAttempt(nil, take: take(fingerprint, 2), verdict: .accepted)
            #expect(try await ledger.takes()[fingerprint]?.map(\.isInUse) == [false, true])
        }
    }

    @Test func `asks again for a take whose file is gone`() async throws {
        try await withLedger { ledger in
            let fingerprint = try print("a")
            let take = take(fingerprint, 1)
            try await ledger.finishAttempt(nil, take: take, verdict: .accepted)
            try await ledger.forget([take])
            #expect(try await ledger.takes().isEmpty)
        }
    }

    @Test func `counts lost answers as billed and refused ones not`() async throws {
        try await withLedger { ledger in
            let run = try await ledger.beginRun(host: "h", process: 1, version: "1")
            for outcome in AttemptOutcome.allCases {
                let attempt = try await ledger.beginAttempt(
                    run: run,
                    fingerprint: try print("a"),
                    characters: 10,
                    context: nil
                )
                try await ledger.loseAttempt(
                    attempt,
                    fingerprint: try print("a"),
                    outcome: outcome,
                    message: ""
                )
            }
            #expect(try await ledger.status().charactersBilled == 20)
        }
    }

    @Test func `reports each chapter's state`() async throws {
        try await withLedger { ledger in
            let utterances = try ["a", "b", "a"].enumerated().map { index, text in
                UtteranceRecord(
                    chapter: 2,
                    position: index + 1,
                    fingerprint: try print(text),
                    role: "paragraph",
                    characters: 1,
                    text: text
                )
            }
            try await ledger.store(
                PublicationRecord(
                    source: "s",
                    title: "T",
                    engine: "e",
                    voice: "v",
                    model: "m",
                    scriptDigest: "d"
                ),
                chapters: [ChapterRecord(position: 2, title: "Two", source: "s")],
                utterances: utterances
            )
            try await ledger.finishAttempt(nil, take: take(try print("a"), 1), verdict: .accepted)
            let chapter = try #require(try await ledger.status().chapters.first)
            #expect(chapter.utterances == 3)
            // Two utterances of the same words share a take.
            #expect(chapter.accepted == 2)
            #expect(chapter.isAssembled == false)
            #expect(try await ledger.status().charactersNeeded == 2)
        }
    }

    @Test func `refuses a ledger of a newer narrate by name`() throws {
        try withPath { path in
            try DatabaseQueue(path: path).write { try $0.execute(sql: "PRAGMA user_version = 99") }
            let error = #expect(throws: LedgerError.self) { try Ledger(path: path) }
            #expect(error?.code == .newer)
            #expect(error?.message.contains("99") == true)
        }
    }

    @Test func `refuses another program's database`() throws {
        try withPath { path in
            try DatabaseQueue(path: path).write { try $0.execute(sql: "CREATE TABLE mine (a)") }
            #expect(throws: LedgerError.self) { try Ledger(path: path) }
        }
    }

    @Test func `names a file that is no database`() throws {
        try withPath { path in
            try Data("these are not the bytes of a database, but there are enough of them".utf8)
                .write(to: URL(filePath: path))
            let error = #expect(throws: LedgerError.self) { try Ledger(path: path) }
            #expect(error?.code == .damaged)
        }
    }

    @Test func `does not make a ledger that should be there`() throws {
        try withPath { path in
            let error = #expect(throws: LedgerError.self) { try Ledger.existing(at: path) }
            #expect(error?.code == .missing)
            #expect(!FileManager.default.fileExists(atPath: path))
        }
    }

    // MARK: Support

    private func print(_ text: String) throws -> Fingerprint {
        let digit = try #require(text.unicodeScalars.first).value % 10
        return try #require(Fingerprint(hex: String(repeating: "\(digit)", count: 64)))
    }

    private func take(_ fingerprint: Fingerprint, _ number: Int, credits: Int? = nil) -> Take {
        Take(
            fingerprint: fingerprint,
            number: number,
            file: "\(fingerprint.hex).\(number).wav",
            bytes: 3,
            sha256: String(repeating: "ab", count: 32),
            credits: credits.map(Credits.init)
        )
    }

    private func withLedger(_ body: (Ledger) async throws -> Void) async throws {
        let folder = URL.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let ledger = try Ledger(path: folder.appending(path: "ledger.sqlite").path)
        try await body(ledger)
        try ledger.close()
    }

    private func withPath(_ body: (String) throws -> Void) throws {
        let folder = URL.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder.appending(path: "ledger.sqlite").path)
    }
}

extension Verdict {
    fileprivate static let accepted = Verdict(findings: [], isAccepted: true, score: 0, duration: 1)
}
