/// Time and chance as the run sees them.
package struct Timing: Sendable {
    /// Time since an arbitrary moment; never goes back.
    package var now: @Sendable () -> Duration
    /// Waits; throws `CancellationError` when the task is cancelled.
    package var sleep: @Sendable (Duration) async throws -> Void
    /// A number in `0 ..< 1`.
    package var random: @Sendable () -> Double

    /// Creates timing from its parts.
    package init(
        now: @escaping @Sendable () -> Duration,
        sleep: @escaping @Sendable (Duration) async throws -> Void,
        random: @escaping @Sendable () -> Double
    ) {
        self.now = now
        self.sleep = sleep
        self.random = random
    }

    /// Creates timing from a clock, with the system's random numbers unless others are given.
    package init<C: Clock>(
        _ clock: C,
        random: @escaping @Sendable () -> Double = { Double.random(in: 0..<1) }
    ) where C.Duration == Duration {
        let start = clock.now
        self.init(
            now: { start.duration(to: clock.now) },
            sleep: { try await clock.sleep(for: $0) },
            random: random
        )
    }
}
