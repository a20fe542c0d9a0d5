/// Turns at running a process, given in the order they were asked for.
///
/// A request outlives its process: its audio is made durable and judged. Requests beyond the
/// processes keep the cores busy in that time.
actor ProcessTurns {
    private var free: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []
    private var next = 0

    /// Creates turns for a number of processes at once, at least one.
    init(count: Int) { free = max(1, count) }

    /// Runs a piece of work when it is its turn.
    nonisolated func run<Value: Sendable>(
        _ work: @Sendable () async throws -> Value
    ) async throws -> Value {
        await take()
        do {
            let value = try await work()
            await giveBack()
            return value
        } catch {
            await giveBack()
            throw error
        }
    }

    private func take() async {
        guard free == 0 else {
            free -= 1
            return
        }
        // Whoever holds a turn gives it back, cancelled or not: so the wait always ends.
        await withCheckedContinuation { waiting.append($0) }
    }

    private func giveBack() {
        guard next < waiting.count else {
            free += 1
            return
        }
        waiting[next].resume()
        next += 1
        if next == waiting.count {
            waiting.removeAll()
            next = 0
        }
    }
}
