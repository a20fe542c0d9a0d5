import Synchronization

/// A limit on what several runs spend together.
package final class SharedBudget: Sendable {
    /// Most credits of all runs.
    package let limit: Int
    private let state = Mutex(State())

    private struct State {
        /// Credits of answers and of requests in flight.
        var committed = 0.0
        var wasRefused = false
    }

    /// Creates a budget that nothing was spent of.
    package init(limit: Int) { self.limit = limit }

    /// Whether a request found no room.
    package var isUsedUp: Bool { state.withLock { $0.wasRefused } }

    /// Credits that are neither spent nor kept back.
    package var left: Int {
        max(0, limit - Int(state.withLock { $0.committed }.rounded(.up)))
    }

    /// Keeps the price of a request back; `false` when there is no room for it.
    func reserve(_ price: Double) -> Bool {
        state.withLock { state in
            guard state.committed + price <= Double(limit) else {
                state.wasRefused = true
                return false
            }
            state.committed += price
            return true
        }
    }

    /// Whether there is room for a price.
    func hasRoom(for price: Double) -> Bool {
        state.withLock { $0.committed + price <= Double(limit) }
    }

    /// Takes note of a price that turned out to be another.
    func correct(by credits: Double) {
        state.withLock { $0.committed += credits }
    }
}
