import NarrateSynthesize

/// The switch that ends a run early and cleanly.
///
/// Recording takes no new work and keeps what is in flight, which may be paid for; assembling stops
/// at once, because it can be done again for nothing.
package final class RunControl: Sendable {
    let synthesis = StopRequest()
    private let assemblyStops: AsyncStream<Void>
    private let assembly: AsyncStream<Void>.Continuation

    /// Creates a switch for one run.
    package init() {
        (assemblyStops, assembly) = AsyncStream.makeStream()
    }

    /// Asks the run to stop; further calls change nothing.
    package func stop() {
        synthesis()
        assembly.finish()
    }

    /// Returns when assembling has to end.
    func assemblyStop() async {
        for await _ in assemblyStops {}
    }
}
