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
    private let state = Mutex(State())

    private struct State {
        var runs = 0
        var isStopped = false
        var isCut = false
        /// Switches of the runs under way that this one stops.
        var parts: [ObjectIdentifier: RunControl] = [:]
    }

    /// Creates a switch.
    package init() {}

    /// Whether a run is under way that has something to bring to an end.
    package var isRunning: Bool {
        let (runs, parts) = state.withLock { ($0.runs, Array($0.parts.values)) }
        return runs > 0 || parts.contains { $0.isRunning }
    }

    /// Whether a stop was asked for.
    package var isStopped: Bool { state.withLock { $0.isStopped } }

    /// Asks the run to stop; further calls change nothing.
    package func stop() {
        let parts = state.withLock { state in
            state.isStopped = true
            return Array(state.parts.values)
        }
        synthesis()
        assembly.open()
        for part in parts { part.stop() }
    }

    /// Gives up what is still in flight.
    package func cut() {
        let parts = state.withLock { state in
            state.isCut = true
            return Array(state.parts.values)
        }
        cuts.open()
        for part in parts { part.cut() }
    }

    /// Does a piece of work with a switch of its own, which this one throws, too.
    ///
    /// A switch serves one run: whoever has several gives each a part.
    package func part<Value: Sendable>(
        _ work: (RunControl) async throws -> Value
    ) async rethrows -> Value {
        let part = RunControl()
        let before = state.withLock { state in
            state.parts[ObjectIdentifier(part)] = part
            return (isStopped: state.isStopped, isCut: state.isCut)
        }
        if before.isStopped { part.stop() }
        if before.isCut { part.cut() }
        defer { state.withLock { $0.parts[ObjectIdentifier(part)] = nil } }
        return try await work(part)
    }

    /// Returns when assembling has to end.
    func assemblyStop() async { await assembly.wait() }

    /// Does a piece of work that is cancelled when the run is cut.
    func running<Value: Sendable>(
        _ work: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        state.withLock { $0.runs += 1 }
        defer { state.withLock { $0.runs -= 1 } }
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
