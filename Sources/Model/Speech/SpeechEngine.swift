/// Something that speaks text: a service, a program, a library.
package protocol SpeechEngine: Sendable {
    /// The word it is chosen by: `espeak`, `elevenlabs`.
    var name: String { get }

    /// What may be asked of it, once its voice, model and access are known to work.
    ///
    /// Nothing is spent. Called once, before the first request.
    /// - Throws: `EngineError` when the voice or model does not exist or access is refused.
    func prepare(_ choice: VoiceChoice) async throws -> EngineSession

    /// The voices it offers.
    func voices() async throws -> [Voice]

    /// The voices it offers that pass a filter.
    func voices(_ filter: VoiceFilter) async throws -> [Voice]

    /// The models it offers; one of its own when it has no such thing.
    func models() async throws -> [SpeechModel]

    /// Makes at the service what the requests of a session refer to; nothing is spent.
    ///
    /// Called once, after `prepare` and before the first request, when there is something to record.
    func furnish() async throws

    /// Speaks a request into a file.
    ///
    /// Writes the whole audio to `path`, which exists and is empty, and does not sync it.
    /// - Throws: `EngineError`, or `CancellationError` when the task was cancelled.
    func record(
        _ request: SpeechRequest,
        context: StitchingContext,
        to path: String
    ) async throws -> Delivery

    /// Fetches the audio of a request that was paid for and whose answer was lost.
    ///
    /// Nothing is spent. Writes to `path` as `record` does. `requestID` is the service's name for
    /// the lost attempt, where it is known; `since` is when that began, in seconds since 1970;
    /// `known` are the service's names of answers that are here already. The history holds what
    /// others asked on the same account, too: only what was made in the time that the request had
    /// is taken, and of several the first.
    /// - Returns: `nil` when the service has no such audio.
    /// - Throws: `EngineError`, or `CancellationError` when the task was cancelled.
    func reclaim(
        _ request: SpeechRequest,
        requestID: String?,
        since: Double,
        excluding known: Set<String>,
        to path: String
    ) async throws -> Delivery?

    /// What the service charged for since a moment, in seconds since 1970.
    ///
    /// Nothing is spent.
    /// - Returns: `nil` when the service keeps no such history, or not for this key.
    /// - Throws: `EngineError`, or `CancellationError` when the task was cancelled.
    func charges(since: Double) async throws -> [ChargedAnswer]?

    /// The time by the service's own clock, in seconds since 1970; `nil` while that is not known.
    ///
    /// What a history dates is held against this, never against a clock that users may set.
    var serviceTime: Double? { get }

    /// Why nothing can be recorded although a session was had; `nil` when it can, or nobody has tried.
    var obstacle: EngineError? { get }
}

extension SpeechEngine {
    /// Engines without a search of their own list everything.
    package func voices(_ filter: VoiceFilter) async throws -> [Voice] {
        try await voices().filter { filter.passes($0) }
    }

    /// Most engines need nothing besides the request.
    package func furnish() async throws {}

    /// Engines without a history have nothing to fetch.
    package func reclaim(
        _ request: SpeechRequest,
        requestID: String?,
        since: Double,
        excluding known: Set<String>,
        to path: String
    ) async throws -> Delivery? { nil }

    /// Fetches the audio of a lost answer when no answer to the same request is here.
    package func reclaim(
        _ request: SpeechRequest,
        requestID: String?,
        since: Double,
        to path: String
    ) async throws -> Delivery? {
        try await reclaim(request, requestID: requestID, since: since, excluding: [], to: path)
    }

    /// Engines without a history can't tell.
    package func charges(since: Double) async throws -> [ChargedAnswer]? { nil }

    /// Engines that prepared a session can record.
    package var obstacle: EngineError? { nil }

    /// Engines without a service have no other clock than this machine's.
    package var serviceTime: Double? { nil }
}

/// What the user wants to hear: names as given, or nothing to take the default.
package struct VoiceChoice: Sendable, Equatable, Codable {
    /// Id or name.
    package var voice: String?
    package var model: String?
    /// BCP 47 tag of the publication.
    package var language: String?
    package var settings: [String: String]
    package var outputFormat: String?
    package var seed: UInt32?
    /// Lexicons the engine is to apply by itself, in order; the text comes without them.
    package var lexicons: [Lexicon] = []

    /// Creates a choice.
    package init(
        voice: String? = nil,
        model: String? = nil,
        language: String? = nil,
        settings: [String: String] = [:],
        outputFormat: String? = nil,
        seed: UInt32? = nil
    ) {
        self.voice = voice
        self.model = model
        self.language = language
        self.settings = settings
        self.outputFormat = outputFormat
        self.seed = seed
    }
}

/// A choice that was found to work, with the limits that come with it.
package struct EngineSession: Sendable, Equatable {
    /// The request that only lacks its text (and language, for other languages than the book's).
    package var template: SpeechRequest
    /// The voice's name for people.
    package var voiceName: String
    /// Further voices by the names the user gave them, each found to work with the same model.
    package var cast: [String: CastVoice] = [:]
    package var model: SpeechModel
    /// How many requests may be in flight.
    package var concurrency: Int
    /// Characters per second the voice speaks at about, for estimates and first plausibility checks.
    package var charactersPerSecond: Double
    /// Which neighbours the model can be told about.
    package var stitching: Stitching
    /// Credits left on the account, where that is known.
    package var creditsLeft: Credits?
    /// Whether the same request always brings the same bytes, so that asking again is no use.
    package var isRepeatable: Bool
    /// Seconds of speech that one slot makes in a second of waiting; for estimates.
    package var realTimeFactor: Double
    /// Seconds a request takes besides the speaking; for estimates.
    package var secondsPerRequest: Double
    /// The day credits are renewed, as `2026-08-22`, where that is known.
    package var creditsRenewal: String?
    /// What speaks against the choice without forbidding it.
    package var warnings: [String] = []
    /// What the engine itself puts in the place of written words.
    package var pronunciations = PronunciationTable()
    /// Whether `concurrency` is what the account allows, which nobody may go beyond.
    package var knowsItsLimit = false
    /// Whether the service remembers requests it was paid for, so that lost answers can be fetched.
    package var remembersRequests = false

    /// A voice besides the book's.
    package struct CastVoice: Sendable, Equatable {
        /// The request that only lacks its text.
        package var template: SpeechRequest
        /// The voice's name for people.
        package var name: String
        /// Characters per second it speaks at about.
        package var charactersPerSecond: Double

        /// Creates a voice from the session that was prepared for it.
        package init(_ session: EngineSession) {
            template = session.template
            name = session.voiceName
            charactersPerSecond = session.charactersPerSecond
        }
    }

    /// What a model takes as context.
    package enum Stitching: String, Sendable, Codable { case none, text, ids }

    /// Creates a session.
    package init(
        template: SpeechRequest,
        voiceName: String,
        model: SpeechModel,
        concurrency: Int,
        charactersPerSecond: Double,
        stitching: Stitching = .none,
        creditsLeft: Credits? = nil,
        isRepeatable: Bool = false,
        realTimeFactor: Double = 8,
        secondsPerRequest: Double = 0.5
    ) {
        self.template = template
        self.voiceName = voiceName
        self.model = model
        self.concurrency = concurrency
        self.charactersPerSecond = charactersPerSecond
        self.stitching = stitching
        self.creditsLeft = creditsLeft
        self.isRepeatable = isRepeatable
        self.realTimeFactor = realTimeFactor
        self.secondsPerRequest = secondsPerRequest
    }
}

/// Without what is true at the moment only, and without further voices, which have sessions of their own.
extension EngineSession: Codable {
    private enum CodingKeys: String, CodingKey {
        case template, voiceName, model, concurrency, charactersPerSecond, stitching, isRepeatable
        case realTimeFactor, secondsPerRequest, knowsItsLimit, remembersRequests
    }
}
