import Synchronization

/// Time that passes when a test says so.
final class TestTime: Sendable {
    private let seconds = Mutex(1_800_000_000.0)

    var now: Double { seconds.withLock { $0 } }

    func advance(by step: Double) { seconds.withLock { $0 += step } }
}
