import NarrateModel

/// Where intents, takes and losses are put on record.
///
/// Every call is made from a task of the attempt, so calls of different attempts overlap; the calls
/// of one attempt never do. At most as many attempts as there are slots are at the engine, and at
/// most as many and one more are being delivered. An error that is not an
/// `EngineError` ends the run: nothing new is begun, what is in flight is still delivered, then
/// the first such error is thrown.
package protocol RecordingDesk: Sendable {
    /// Records the intent durably and makes an empty file for the audio.
    ///
    /// Returns before the first byte is sent. `item.request` is what is going to be sent.
    /// - Throws: `EngineError` to refuse; `.quotaExceeded` when the spending limit would be passed.
    ///   Nothing is sent then, `lose` is not called, and the error is handled like the engine's.
    func begin(_ item: RecordingItem, context: StitchingContext) async throws -> Attempt

    /// Stores the audio that was written to `attempt.path`, checks it and says what comes next.
    ///
    /// - Throws: `EngineError` when the audio is not whole; `lose` is called with it.
    func deliver(_ attempt: Attempt, _ delivery: Delivery) async throws -> Judgement

    /// Records that the attempt brought nothing, whether it may have been charged, and why.
    func lose(_ attempt: Attempt, _ error: EngineError) async throws

    /// Lets go of an attempt that was cut off by cancellation: its outcome stays unknown.
    ///
    /// Called in a cancelled task.
    func abandon(_ attempt: Attempt) async

    /// The service's names of the answers to an item's request that are on record already: its
    /// history lists those that were not good enough, too.
    func knownRequestIDs(of item: RecordingItem) async -> Set<String>

    /// Gives an item the take that was accepted for another item with an equal request.
    ///
    /// Equal requests are sent once; `begin` is never called for the others.
    func share(_ source: RecordingItem, with item: RecordingItem) async throws

    /// Records that the utterance is left out of this run, by a rule of the scheduler.
    ///
    /// Not called after `Judgement.setAside`, which the desk itself decided.
    /// - Returns: the earlier take that stands instead, as `Judgement.keptEarlier`; `nil` where there is none.
    func setAside(_ item: RecordingItem, reason: String) async throws -> Judgement?
}

/// A recording under way, put on record before it is sent.
package struct Attempt: Sendable, Equatable {
    /// The item with the request that is sent.
    package var item: RecordingItem
    /// An empty file for the audio.
    package var path: String
    /// The desk's own name for the attempt.
    package var token: Int64
    /// When it was begun, in seconds since 1970; `nil` forbids to look for its answer in the
    /// service's history.
    package var startedAt: Double?

    /// Creates an attempt.
    package init(item: RecordingItem, path: String, token: Int64 = 0, startedAt: Double? = nil) {
        self.item = item
        self.path = path
        self.token = token
        self.startedAt = startedAt
    }
}

/// What the desk makes of a take.
package enum Judgement: Sendable, Equatable {
    /// The take that was delivered stands.
    case accepted
    /// It stands, and now that more was heard, takes that stood are wanted again: requests by the
    /// ids of their items, all of the same chapter.
    case acceptedRevising([Int: SpeechRequest])
    /// An earlier take of the utterance stands instead; others may be wanted again likewise.
    case keptEarlier(StandingTake, revising: [Int: SpeechRequest] = [:])
    /// Another take is wanted, usually with another seed.
    case retake(SpeechRequest)
    /// The utterance is left for another run.
    case setAside(String)
}
