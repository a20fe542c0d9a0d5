import NarrateSynthesize
import Synchronization

/// The switch that ends a run early: cleanly at first, and then for good.
///
/// After `stop` recording takes no new work and keeps what is in flight, which may be paid for;
/// assembling ends at once, because it can be done again for nothing. After `cut` what is still in
/// flight is given up, too; the ledger knows of it.
package final class RunControl: Sendable {
    let synthesis = StopRequest()
    private let assembly = Latch()
    private let cuts = Latch()
    private let runs = Mutex(0)

    /// Creates a switch.
    package init() {}

    /// Whether a run is under way that has something to bring to an end.
    package var isRunning: Bool { runs.withLock { $0 > 0 } }

    /// Asks the run to stop; further calls change nothing.
    package func stop() {
        synthesis()
        assembly.open()
    }

    /// Gives up what is still in flight.
    package func cut() { cuts.open() }

    /// Returns when assembling has to end.
    func assemblyStop() async { await assembly.wait() }

    /// Does a piece of work that is cancelled when the run is cut.
    func running<Value: Sendable>(
        _ work: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        runs.withLock { $0 += 1 }
        defer { runs.withLock { $0 -= 1 } }
        return try await withThrowingTaskGroup(of: Value?.self) { group in
            group.addTask { try await work() }
            group.addTask { [cuts] in
                await cuts.wait()
                return nil
            }
            defer { group.cancelAll() }
            while let result = try await group.next() {
                if let value = result { return value }
                group.cancelAll()
            }
            throw CancellationError()
        }
    }
}

/// Something that happens once; whoever waits for it goes on then, or when its task is cancelled.
private struct Latch: Sendable {
    private let stream: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    init() { (stream, continuation) = AsyncStream.makeStream() }

    func open() { continuation.finish() }

    func wait() async {
        for await _ in stream {}
    }
}
