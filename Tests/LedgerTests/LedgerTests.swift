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

    @Test func `is read where nothing can be written, with what its log holds`() async throws {
        try await withLedger { ledger in
            let run = try await ledger.beginRun(host: "h", process: 1, version: "1")
            _ = try await ledger.beginAttempt(intent(run, try print("a")))
            // The run goes on: its last commits are in the log only.
            let copy = try Ledger.copied(ledger.path)
            let attempts = try await copy.read {
                try Int.fetchOne($0, sql: "SELECT count(*) FROM attempt")
            }
            #expect(attempts == 1)
            try copy.close()
        }
    }

    @Test func `keeps what a run has recorded`() async throws {
        try await withLedger { ledger in
            let run = try await ledger.beginRun(host: "h", process: 1, version: "1")
            let fingerprint = try print("a")
            let attempt = try await ledger.beginAttempt(intent(run, fingerprint))
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
            _ = try await ledger.beginAttempt(intent(first, try print("a")))
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
            let run = try await ledger.beginRun(host: "h", process: 1, version: "1")
            try await record(take(fingerprint, 1), run: run, in: ledger)
            try await ledger.retake([fingerprint])
            #expect(try await ledger.takes()[fingerprint]?.map(\.isInUse) == [false])
            try await record(take(fingerprint, 2), run: run, in: ledger)
            #expect(try await ledger.takes()[fingerprint]?.map(\.isInUse) == [false, true])
        }
    }

    @Test func `asks again for a take whose file is gone`() async throws {
        try await withLedger { ledger in
            let fingerprint = try print("a")
            let take = take(fingerprint, 1)
            try await ledger.adopt([(take, .accepted)])
            try await ledger.forget([take])
            #expect(try await ledger.takes().isEmpty)
        }
    }

    @Test func `refuses what must not happen to an utterance`() async throws {
        try await withLedger { ledger in
            let run = try await ledger.beginRun(host: "h", process: 1, version: "1")
            let fingerprint = try print("a")
            try await record(take(fingerprint, 1), run: run, in: ledger)
            // It would be paid for twice.
            let error = await #expect(throws: LedgerError.self) {
                try await ledger.beginAttempt(intent(run, fingerprint))
            }
            #expect(error?.code == .bug)
            #expect(try await ledger.unsettledAttempts().isEmpty)
        }
    }

    @Test func `has an utterance heard by the take that was chosen`() async throws {
        try await withLedger { ledger in
            let fingerprint = try print("a")
            let run = try await ledger.beginRun(host: "h", process: 1, version: "1")
            try await record(take(fingerprint, 1), run: run, in: ledger)
            try await ledger.retake([fingerprint])
            try await record(take(fingerprint, 2), run: run, in: ledger)
            try await ledger.choose(1, of: fingerprint)
            #expect(try await ledger.takes()[fingerprint]?.map(\.isInUse) == [true, false])
        }
    }

    @Test func `leaves one file behind when it is closed`() async throws {
        try await withFolder { folder in
            let ledger = try Ledger(path: "\(folder)/ledger.sqlite")
            _ = try await ledger.beginRun(host: "h", process: 1, version: "1")
            try ledger.close()
            let reader = try Ledger.reading("\(folder)/ledger.sqlite")
            #expect(try await reader.status().hasRun)
            try reader.close()
            #expect(
                try FileManager.default.contentsOfDirectory(atPath: folder) == ["ledger.sqlite"]
            )
        }
    }

    @Test func `is read while it is written`() async throws {
        try await withFolder { folder in
            let ledger = try Ledger(path: "\(folder)/ledger.sqlite")
            let run = try await ledger.beginRun(host: "h", process: 1, version: "1")
            let reader = try Ledger.reading("\(folder)/ledger.sqlite")
            for number in 0..<20 {
                try await record(take(try print("\(number % 10)"), number), run: run, in: ledger)
                try await ledger.retake([try print("\(number % 10)")])
                #expect(try await reader.takes().values.joined().count == number + 1)
            }
            try reader.close()
            try ledger.close()
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
            try await ledger.adopt([(take(try print("a"), 1), .accepted)])
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

    @Test func `a row that holds what can't be in it is damage, not the end`() throws {
        try withPath { path in
            try Ledger(path: path).close()
            // As SQLite reads a page whose records were overwritten: all columns, nothing in them.
            try DatabaseQueue(path: path).write { database in
                try database.execute(
                    sql: """
                        DROP TABLE publication;
                        CREATE TABLE publication (id, source, title, engine, voice, model, scriptDigest);
                        INSERT INTO publication (id) VALUES (1);
                        DROP TABLE take;
                        CREATE TABLE take (a);
                        INSERT INTO take VALUES (1);
                        """
                )
            }
            let ledger = try Ledger.reading(path)
            let error = #expect(throws: LedgerError.self) { try ledger.recordedWith() }
            #expect(error?.code == .damaged)
            #expect(error?.message.contains("doctor") == true)
            try ledger.close()
        }
    }

    @Test func `does not make a ledger that should be there`() throws {
        try withPath { path in
            let error = #expect(throws: LedgerError.self) { try Ledger.existing(at: path) }
            #expect(error?.code == .missing)
            #expect(!FileManager.default.fileExists(atPath: path))
        }
    }
}
