import FoundationEssentials
import NarrateCheck
import NarrateLedger
import NarrateModel

/// What who listens knows of the voices of a project, kept from run to run: a single sentence that is recorded again
/// is heard by somebody who knows its voice.
struct ListenerMemories: Sendable {
    /// Who listens; `nil` where nobody does.
    private var listener: String?
    private var memories: [Fingerprint: ListenerMemory] = [:]
    private var changed: Set<Fingerprint> = []

    init() {}

    /// Starts from what a ledger remembers of a listener; voices that it had given up have another chance.
    init(of listener: String, in ledger: Ledger) async throws {
        self.listener = listener
        let decoder = JSONDecoder()
        for (voice, text) in try await ledger.memories(of: listener) {
            guard var memory = try? decoder.decode(ListenerMemory.self, from: Data(text.utf8))
            else { continue }
            if memory.words.isGivenUp {
                memory.words = WordTrust()
                memory.hardWords = HardWords()
            }
            if memory.course.isGivenUp { memory.course = WordTrust() }
            memories[voice] = memory
        }
    }

    subscript(voice: Fingerprint) -> ListenerMemory {
        get { memories[voice] ?? ListenerMemory() }
        set {
            memories[voice] = newValue
            changed.insert(voice)
        }
    }

    /// What the ledger does not know yet.
    mutating func news() throws -> [ListenerRecord] {
        defer { changed = [] }
        guard let listener else { return [] }
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return try changed.map { voice in
            let memory = String(decoding: try encoder.encode(self[voice]), as: UTF8.self)
            return ListenerRecord(listener: listener, voice: voice, memory: memory)
        }
    }
}
