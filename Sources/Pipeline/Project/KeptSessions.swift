import FoundationEssentials
import NarrateModel
import Synchronization

/// What an engine said of a project's voices and model when they were last prepared.
///
/// With it a project whose takes are all there is checked, mastered and published where the service can't be
/// asked: without the key, without a network, after a voice was deleted. No key is in it.
struct KeptSessions: Sendable, Equatable, Codable {
    /// A choice and the session it led to.
    struct Entry: Sendable, Equatable, Codable {
        var choice: VoiceChoice
        var session: EngineSession
    }

    var entries: [Entry] = []

    /// Creates a collection.
    init(_ entries: [Entry] = []) { self.entries = entries }

    /// Reads what a project keeps; nothing when there is none, or none that can be read.
    init(of folder: ProjectFolder) {
        guard let data = FileManager.default.contents(atPath: folder.sessions),
            let kept = try? JSONDecoder().decode(KeptSessions.self, from: data)
        else { return }
        self = kept
    }

    /// Writes the collection down, unless it is there already.
    func write(to folder: ProjectFolder) throws {
        guard !entries.isEmpty, KeptSessions(of: folder) != self else { return }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        do {
            try encoder.encode(self).write(to: URL(filePath: folder.sessions), options: .atomic)
        } catch {
            throw ProjectError(
                code: .storage,
                message: "can't write '\(folder.sessions)': \(error)"
            )
        }
    }

    /// The session that a choice led to when it was last made, under the names it may have now.
    func session(for choice: VoiceChoice, engine: String) -> EngineSession? {
        entries.first { entry in
            let template = entry.session.template
            var asked = choice
            if [template.voice, entry.session.voiceName].contains(asked.voice) {
                asked.voice = entry.choice.voice
            }
            if asked.model == template.model { asked.model = entry.choice.model }
            return template.engine == engine && asked == entry.choice
        }?
        .session
    }
}

/// An engine that falls back on what it once said where it can't be asked.
///
/// It can't record then: `obstacle` says why.
final class RecallingEngine: SpeechEngine {
    private let engine: any SpeechEngine
    private let kept: KeptSessions
    private let failure = Mutex<EngineError?>(nil)

    init(_ engine: any SpeechEngine, kept: KeptSessions) {
        self.engine = engine
        self.kept = kept
    }

    var name: String { engine.name }
    var obstacle: EngineError? { failure.withLock { $0 } }
    var serviceTime: Double? { engine.serviceTime }

    func prepare(_ choice: VoiceChoice) async throws -> EngineSession {
        do {
            return try await engine.prepare(choice)
        } catch let error as EngineError {
            guard let session = kept.session(for: choice, engine: name) else { throw error }
            failure.withLock { $0 = $0 ?? error }
            return session
        }
    }

    func voices() async throws -> [Voice] { try await engine.voices() }
    func voices(_ filter: VoiceFilter) async throws -> [Voice] { try await engine.voices(filter) }
    func models() async throws -> [SpeechModel] { try await engine.models() }

    func furnish() async throws {
        if let obstacle { throw obstacle }
        try await engine.furnish()
    }

    func record(
        _ request: SpeechRequest,
        context: StitchingContext,
        to path: String
    ) async throws -> Delivery {
        if let obstacle { throw obstacle }
        return try await engine.record(request, context: context, to: path)
    }

    func reclaim(
        _ request: SpeechRequest,
        requestID: String?,
        since: Double,
        excluding known: Set<String>,
        to path: String
    ) async throws -> Delivery? {
        if let obstacle { throw obstacle }
        return try await engine.reclaim(
            request,
            requestID: requestID,
            since: since,
            excluding: known,
            to: path
        )
    }

    func charges(since: Double) async throws -> [ChargedAnswer]? {
        obstacle == nil ? try await engine.charges(since: since) : nil
    }
}

/// An engine that lacks what it needs from outside: everything asked of it fails alike.
struct MissingEngine: SpeechEngine {
    let name: String
    let reason: EngineError

    func prepare(_ choice: VoiceChoice) async throws -> EngineSession { throw reason }
    func voices() async throws -> [Voice] { throw reason }
    func models() async throws -> [SpeechModel] { throw reason }

    func record(
        _ request: SpeechRequest,
        context: StitchingContext,
        to path: String
    ) async throws -> Delivery { throw reason }
}
