import NarrateModel

/// What happens in a run, for progress and for the stages that follow.
package enum SynthesisEvent: Sendable {
    /// A request is about to be sent.
    case began(RecordingItem)
    /// A take stands, or an equal request's take is shared.
    case accepted(RecordingItem)
    /// A take was judged and another one is wanted.
    case retaken(RecordingItem)
    /// An attempt brought nothing and is going to be repeated.
    case retried(RecordingItem, EngineError)
    /// An utterance is left for another run.
    case setAside(RecordingItem, reason: String)
    /// Nothing is in flight until the time has passed.
    case waiting(Duration, EngineError)
    /// The number of requests that may be in flight has changed.
    case paced(slots: Int)
    /// Every utterance of the chapter has an accepted take.
    ///
    /// Comes once for each chapter, at once for chapters that lack nothing; never for a chapter
    /// with an utterance set aside.
    case chapterFinished(Int)
}
