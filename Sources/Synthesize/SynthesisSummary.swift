import NarrateModel

/// What a run brought.
package struct SynthesisSummary: Sendable {
    /// Why the run ended.
    package enum Cause: Sendable {
        /// Every utterance was recorded or set aside.
        case finished
        /// A stop was asked for.
        case stopRequested
        /// The error that no retry helped against; its code decides the exit code.
        case failed(EngineError)
    }

    /// An utterance that was left for another run.
    package struct SetAside: Sendable, Equatable {
        package var item: RecordingItem
        package var reason: String
    }

    package var cause: Cause = .finished
    /// Utterances that have an accepted take now and had none before.
    package var accepted = 0
    package var setAside: [SetAside] = []
    /// Utterances that are neither recorded nor set aside.
    package var left = 0
    /// Requests that were sent.
    package var requests = 0
    /// Takes that were judged not good enough.
    package var retakes = 0
    /// Attempts that brought nothing.
    package var failures = 0
    /// Attempts among them that were perhaps charged.
    package var maybePaid = 0
    /// Unicode scalars of those.
    package var maybePaidCharacters = 0
    /// Answers that were found to exist already and not paid for again.
    package var reclaimed = 0
    /// Places inside chapters where a strand was cut.
    package var seams = 0
    /// Most requests that were in flight at once.
    package var peakInFlight = 0

    /// Creates an empty summary.
    package init() {}
}
