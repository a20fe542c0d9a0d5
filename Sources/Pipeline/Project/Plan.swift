import NarrateModel
import NarrateSynthesize

/// What a run would do and cost.
package struct Plan: Sendable {
    package var source: String
    package var title: String?
    package var project: String
    package var engine: String
    package var voice: String
    package var model: String
    package var chapters: Int
    package var utterances: Int
    /// Unicode scalars of the whole script.
    package var characters: Int
    /// Utterances whose takes are there.
    package var recorded: Int
    /// Utterances that have to be recorded; equal ones count once.
    package var toRecord: Int
    package var billableCharacters: Int
    /// Of recording and of listening.
    package var estimatedCredits: Int
    /// Of listening to the words of takes alone.
    package var listeningCredits: Int
    /// Of the whole book, pauses included.
    package var estimatedAudioSeconds: Double
    package var estimatedWallSeconds: Double
    package var creditsLeft: Int?
    /// The day credits are renewed, as `2026-08-22`.
    package var creditsRenewal: String?
    package var lexicons: [LexiconUse]
    /// Every voice that speaks, and how much; the book's first.
    package var voices: [SpokenShare]
    /// What is worth knowing before anything is spent.
    package var notes: [String]

    /// A voice and what it speaks.
    package struct SpokenShare: Sendable {
        /// As the manifest names it; `nil` for the book's voice.
        package var name: String?
        /// What the engine calls it.
        package var voice: String
        package var utterances: Int
        package var characters: Int
    }

    /// Prepares a source and counts; nothing is written and nothing spent.
    package init(
        _ configuration: ProjectConfiguration,
        input: SourceInput,
        engines: EngineCatalog
    ) async throws {
        let engine = try engines.engine(for: configuration)
        let (prepared, session) = try await Preparation.prepare(
            configuration,
            input: input,
            engine: engine
        )
        try await self.init(prepared, session: session)
        if let obstacle = engine.obstacle {
            notes.append("from what the engine said when it was last asked, for now \(obstacle)")
        }
    }

    /// Counts what a prepared source lacks; nothing is written and nothing spent.
    package init(_ prepared: Preparation, session: EngineSession) async throws {
        let configuration = prepared.configuration
        let recordings = try await RecordedProject(of: prepared)
        let script = recordings.script
        let work = Workplan(script, session: session, past: recordings.past)
        let missing = work.missing
        let utterances = script.chapters.flatMap(\.utterances)
        source = configuration.source
        title = prepared.publication.metadata.title
        project = configuration.folder.path
        engine = session.template.engine
        voice = session.voiceName
        model = session.template.model
        chapters = script.chapters.count
        self.utterances = utterances.count
        characters = utterances.reduce(0) { $0 + $1.characterCount }
        recorded = work.items.count { $0.standing != nil }
        toRecord = missing.count
        let missingCharacters = missing.reduce(0) { $0 + $1.request.characterCount }
        billableCharacters = session.model.creditsPerCharacter > 0 ? missingCharacters : 0
        let price = Double(missingCharacters) * session.model.creditsPerCharacter
        let hours = Double(missingCharacters) / session.charactersPerSecond / 3600
        let listening = hours * configuration.hearing.creditsPerHour(of: engine)
        listeningCredits = Int(listening.rounded(.up))
        estimatedCredits = Int(price.rounded(.up)) + listeningCredits
        estimatedAudioSeconds = utterances.reduce(0) { seconds, utterance in
            let voice = utterance.voice.flatMap { session.cast[$0] }
            let pace = voice?.charactersPerSecond ?? session.charactersPerSecond
            return seconds + Double(utterance.characterCount) / pace + utterance.pauseAfter
        }
        estimatedWallSeconds =
            missing.isEmpty
            ? 0
            : Rehearsal(
                work.items,
                options: SynthesisOptions(configuration, session: session),
                service: Rehearsal.Service(session)
            )
            .seconds + estimatedAudioSeconds / Self.masteringPace
        creditsLeft = session.creditsLeft?.amount
        creditsRenewal = session.creditsRenewal
        lexicons = prepared.script.lexiconUses
        voices = Self.shares(of: utterances, session: session)
        notes = prepared.notes
    }

    /// Whether a run can cost credits: for recording, or for listening to what a free engine records.
    package static func isCalledFor(
        by configuration: ProjectConfiguration,
        session: EngineSession
    ) -> Bool {
        session.model.creditsPerCharacter > 0
            || configuration.hearing.creditsPerHour(of: session.template.engine) > 0
    }

    /// Seconds of audio that are mastered in a second, at least.
    private static let masteringPace = 400.0

    private static func shares(
        of utterances: [Utterance],
        session: EngineSession
    ) -> [SpokenShare] {
        let spoken = Dictionary(grouping: utterances, by: \.voice)
        let names = [nil] + session.cast.keys.sorted().map(Optional.some)
        return names.map { name in
            let voice = name.flatMap { session.cast[$0]?.name } ?? session.voiceName
            let own = spoken[name] ?? []
            return SpokenShare(
                name: name,
                voice: voice,
                utterances: own.count,
                characters: own.reduce(0) { $0 + $1.characterCount }
            )
        }
    }
}

extension Rehearsal.Service {
    /// As fast as the session's engine is expected to be.
    fileprivate init(_ session: EngineSession) {
        self.init(
            fixed: session.secondsPerRequest,
            perCharacter: 1 / (session.charactersPerSecond * session.realTimeFactor)
        )
    }
}
