import NarrateModel
import Synchronization

/// An engine that falls back on what it once said where it can't be asked.
///
/// It can't record then, and is not to be asked to: `obstacle` says why.
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

    func furnish() async throws { try await engine.furnish() }

    func record(
        _ request: SpeechRequest,
        context: StitchingContext,
        to path: String
    ) async throws -> Delivery {
        try await engine.record(request, context: context, to: path)
    }

    func reclaim(
        _ request: SpeechRequest,
        requestID: String?,
        since: Double,
        excluding known: Set<String>,
        to path: String
    ) async throws -> Delivery? {
        try await engine.reclaim(
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
