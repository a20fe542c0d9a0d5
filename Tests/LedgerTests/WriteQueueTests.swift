import Dispatch
import GRDB
import Glibc
import Synchronization
import Testing

@testable import NarrateLedger

@Suite struct WriteQueueTests {
    /// Counts what is made durable.
    private final class CommitCount: TransactionObserver, Sendable {
        let commits = Atomic(0)

        func observes(eventsOfKind eventKind: DatabaseEventKind) -> Bool { true }
        func databaseDidChange(with event: DatabaseEvent) {}
        func databaseDidCommit(_ db: Database) { commits.add(1, ordering: .relaxed) }
        func databaseDidRollback(_ db: Database) {}
    }

    private struct Refusal: Error {}

    /// A table of numbers, with a queue of writes to it.
    private struct Numbers {
        let database: DatabaseQueue
        let queue: WriteQueue
        let count = CommitCount()

        init() throws {
            database = try DatabaseQueue()
            try database.write { try $0.execute(sql: "CREATE TABLE number (value INTEGER)") }
            database.add(transactionObserver: count)
            queue = WriteQueue(database)
        }

        func insert(_ value: Int, thenFail fails: Bool = false) async throws -> Int {
            try await queue.write { database in
                try database.execute(sql: "INSERT INTO number VALUES (?)", arguments: [value])
                if fails { throw Refusal() }
                return value
            }
        }

        var values: [Int] {
            get throws {
                try database.read {
                    try Int.fetchAll($0, sql: "SELECT value FROM number ORDER BY value")
                }
            }
        }

        /// Keeps the database busy until so many writes wait for it.
        func busy(untilWaiting waiting: Int) {
            database.asyncWriteWithoutTransaction { _ in
                while queue.waitingCount < waiting { sched_yield() }
            }
        }
    }

    @Test func `those that wait together share a transaction`() async throws {
        let numbers = try Numbers()
        numbers.busy(untilWaiting: 5)
        let answers = try await withThrowingTaskGroup(of: Int.self) { group in
            for value in 0..<5 { group.addTask { try await numbers.insert(value) } }
            var answers: [Int] = []
            for try await answer in group { answers.append(answer) }
            return answers
        }
        #expect(answers.sorted() == [0, 1, 2, 3, 4])
        #expect(try numbers.values == [0, 1, 2, 3, 4])
        #expect(numbers.count.commits.load(ordering: .relaxed) == 1)
    }

    @Test func `one that comes alone waits for no other`() async throws {
        let numbers = try Numbers()
        for value in 0..<3 { #expect(try await numbers.insert(value) == value) }
        #expect(numbers.count.commits.load(ordering: .relaxed) == 3)
    }

    @Test func `one that fails takes nothing of the others with it`() async throws {
        let numbers = try Numbers()
        numbers.busy(untilWaiting: 5)
        let failed = await withTaskGroup(of: Int?.self) { group in
            for value in 0..<5 {
                group.addTask {
                    do {
                        _ = try await numbers.insert(value, thenFail: value == 2)
                        return nil
                    } catch is Refusal {
                        return value
                    } catch { return -1 }
                }
            }
            var failed: [Int] = []
            for await case let value? in group { failed.append(value) }
            return failed
        }
        #expect(failed == [2])
        #expect(try numbers.values == [0, 1, 3, 4])
    }

    @Test func `a cancelled task writes nothing`() async throws {
        let numbers = try Numbers()
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await numbers.insert(1)
        }
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(try numbers.values == [])
    }
}
