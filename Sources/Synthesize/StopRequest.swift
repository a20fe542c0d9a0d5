/// A switch that asks a run to take no new work and let what is in flight finish.
package struct StopRequest: Sendable {
    private let requests: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    /// Creates a switch for one run.
    package init() {
        (requests, continuation) = AsyncStream.makeStream()
    }

    /// Asks the run to stop; further calls change nothing.
    package func callAsFunction() { continuation.finish() }

    /// Returns when the stop was asked for or the task is cancelled; one waiter at a time.
    func wait() async {
        for await _ in requests {}
    }
}
