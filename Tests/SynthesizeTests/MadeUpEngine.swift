import NarrateModel
import Synchronization

@testable import NarrateSynthesize

/// An engine that answers by a script, in no time or in virtual time, and keeps a journal.
final class MadeUpEngine: SpeechEngine, Sendable {
    /// One call as the engine saw it.
    struct Call: Sendable {
        var request: SpeechRequest
        var context: StitchingContext
    }

    let name = "made-up"
    private let answer: @Sendable (Call, Int) async throws -> Delivery
    private let history: @Sendable (SpeechRequest, Double) -> Delivery?
    private let journal = Mutex<(calls: [Call], inFlight: Int, peak: Int)>(([], 0, 0))

    /// The answer is given the call and its number among those for the same text, from 1.
    init(
        history: @escaping @Sendable (SpeechRequest, Double) -> Delivery? = { _, _ in nil },
        answer: @escaping @Sendable (Call, Int) async throws -> Delivery
    ) {
        self.answer = answer
        self.history = history
    }

    /// Every text is spoken at once; ids are the texts.
    convenience init() {
        self.init { call, _ in Delivery(fileExtension: "wav", requestID: call.request.text) }
    }

    var calls: [Call] { journal.withLock { $0.calls } }
    var peak: Int { journal.withLock { $0.peak } }

    func prepare(_ choice: VoiceChoice) async throws -> EngineSession { throw CancellationError() }
    func voices() async throws -> [Voice] { [] }
    func models() async throws -> [SpeechModel] { [] }

    func reclaim(
        _ request: SpeechRequest,
        requestID: String?,
        since: Double,
        excluding known: Set<String>,
        to path: String
    ) async throws -> Delivery? { history(request, since) }

    func record(
        _ request: SpeechRequest,
        context: StitchingContext,
        to path: String
    ) async throws -> Delivery {
        let call = Call(request: request, context: context)
        let number = journal.withLock { journal in
            journal.calls.append(call)
            journal.inFlight += 1
            journal.peak = max(journal.peak, journal.inFlight)
            return journal.calls.count { $0.request.text == request.text }
        }
        defer { journal.withLock { $0.inFlight -= 1 } }
        return try await answer(call, number)
    }
}
