import NarrateModel
import Synchronization

@testable import NarrateSynthesize

/// A desk that keeps its records in memory and judges by a script.
final class MadeUpDesk: RecordingDesk, Sendable {
    /// What the desk was told, in order.
    enum Entry: Equatable, Sendable {
        case begun(String)
        case delivered(String)
        case lost(String, EngineError.Code)
        case abandoned(String)
        case shared(Int, with: Int)
        case setAside(Int)
    }

    private let hold: @Sendable (Attempt) async -> Void
    private let judge: @Sendable (Attempt) throws -> Judgement
    private let refuse: @Sendable (RecordingItem) throws -> Void
    private let standIn: @Sendable (RecordingItem) -> Judgement?
    private let book = Mutex<[Entry]>([])

    init(
        refuse: @escaping @Sendable (RecordingItem) throws -> Void = { _ in },
        standIn: @escaping @Sendable (RecordingItem) -> Judgement? = { _ in nil },
        hold: @escaping @Sendable (Attempt) async -> Void = { _ in },
        judge: @escaping @Sendable (Attempt) throws -> Judgement = { _ in .accepted }
    ) {
        self.refuse = refuse
        self.standIn = standIn
        self.hold = hold
        self.judge = judge
    }

    var entries: [Entry] { book.withLock { $0 } }

    private func write(_ entry: Entry) { book.withLock { $0.append(entry) } }

    func begin(_ item: RecordingItem, context: StitchingContext) async throws -> Attempt {
        try refuse(item)
        write(.begun(item.request.text))
        return Attempt(
            item: item,
            path: "/nowhere/\(item.id)",
            token: Int64(item.id),
            startedAt: 1_000
        )
    }

    func deliver(_ attempt: Attempt, _ delivery: Delivery) async throws -> Judgement {
        write(.delivered(attempt.item.request.text))
        let judgement = try judge(attempt)
        // A judgement that stands may be long on its way.
        await hold(attempt)
        return judgement
    }

    func lose(_ attempt: Attempt, _ error: EngineError) async throws {
        write(.lost(attempt.item.request.text, error.code))
    }

    func abandon(_ attempt: Attempt) async { write(.abandoned(attempt.item.request.text)) }

    func knownRequestIDs(of item: RecordingItem) async -> Set<String> { [] }

    func share(_ source: RecordingItem, with item: RecordingItem) async throws {
        write(.shared(source.id, with: item.id))
    }

    func setAside(_ item: RecordingItem, reason: String) async throws -> Judgement? {
        write(.setAside(item.id))
        return standIn(item)
    }
}
