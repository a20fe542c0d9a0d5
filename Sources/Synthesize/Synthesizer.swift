import NarrateModel

/// Records the utterances of a book through an engine: as fast as its slots allow, stitched,
/// patient with failures, and never beyond what may be in flight.
package struct Synthesizer: Sendable {
    let engine: any SpeechEngine
    let desk: any RecordingDesk
    let options: SynthesisOptions
    let timing: Timing
    /// Slots that are shared with other runs; `nil` where all are this run's own.
    let share: SlotShare?
    let observe: @Sendable (SynthesisEvent) -> Void

    /// Creates a synthesizer.
    ///
    /// - Parameters:
    ///   - engine: prepared before, so that voice and access are known to work.
    ///   - desk: puts intents, takes and losses on record.
    ///   - options: limits and rules.
    ///   - timing: a monotonic clock that goes on while the machine sleeps, and chance.
    ///   - share: a part in the slots of several runs, which ends with the run.
    ///   - observe: called with every event in order, from one task; must return at once.
    package init(
        engine: any SpeechEngine,
        desk: any RecordingDesk,
        options: SynthesisOptions,
        timing: Timing,
        share: SlotShare? = nil,
        observe: @escaping @Sendable (SynthesisEvent) -> Void = { _ in }
    ) {
        self.engine = engine
        self.desk = desk
        self.options = options
        self.timing = timing
        self.share = share
        self.observe = observe
    }

    /// Records every item that has no standing take.
    ///
    /// - Parameters:
    ///   - items: whole chapters, in the order of the text.
    ///   - stop: asks for a graceful end: nothing new is begun, what is in flight is delivered,
    ///     and the summary says `stopRequested`.
    /// - Returns: what was recorded, what was set aside, and why the run ended.
    /// - Throws: the desk's first error that is no `EngineError`, or `CancellationError` when the
    ///   task was cancelled; then attempts in flight were cut off and abandoned.
    package func run(
        _ items: [RecordingItem],
        stop: StopRequest = StopRequest()
    ) async throws -> SynthesisSummary {
        var run = SynthesisRun(self, items: items)
        return try await run.drive(stop: stop)
    }
}
