import NarrateLedger
import NarrateModel

/// A take as people choose among them.
package struct ListedTake: Sendable, Equatable {
    /// Where it is heard; `nil` when no utterance of the script uses it.
    package var chapter: Int?
    package var utterance: Int?
    /// What is spoken, where the ledger may hold that.
    package var text: String?
    package var characters: Int?
    package var isLocked: Bool
    package var record: TakeRecord
    package var findings: [Finding]
}

/// The takes of a project: of each utterance in the order of the book, then those of texts that are
/// not in the script any more.
package struct TakeListing: Sendable {
    package var takes: [ListedTake]

    /// Lists what a ledger holds; `nil` chapters and no utterances stand for all.
    package init(of ledger: Ledger, chapter: Int? = nil, utterances: [Int] = []) async throws {
        let takesOf = try await ledger.takes()
        let script = try await ledger.script()
        let locked = Set(
            try await ledger.locks().map {
                Place(chapter: $0.utterance.chapter, position: $0.utterance.position)
            }
        )
        var findings: [Fingerprint: [TakeFinding]] = [:]
        for finding in try await ledger.findings() {
            findings[finding.fingerprint, default: []].append(finding)
        }
        func list(_ record: TakeRecord, of utterance: UtteranceRecord?) -> ListedTake {
            let said = findings[record.take.fingerprint] ?? []
            let place = utterance.map { Place(chapter: $0.chapter, position: $0.position) }
            return ListedTake(
                chapter: utterance?.chapter,
                utterance: utterance?.position,
                text: utterance?.text,
                characters: utterance?.characters,
                isLocked: place.map(locked.contains) ?? false,
                record: record,
                findings: said.filter { $0.number == record.take.number }.map(\.finding)
            )
        }
        takes = []
        for utterance in script.utterances {
            guard chapter == nil || utterance.chapter == chapter,
                utterances.isEmpty || utterances.contains(utterance.position)
            else { continue }
            takes += (takesOf[utterance.fingerprint] ?? []).map { list($0, of: utterance) }
        }
        guard chapter == nil, utterances.isEmpty else { return }
        let used = Set(script.utterances.map(\.fingerprint))
        let orphans = takesOf.filter { !used.contains($0.key) }.sorted { $0.key.hex < $1.key.hex }
        takes += orphans.flatMap { $0.value.map { list($0, of: nil) } }
    }

    private struct Place: Hashable {
        var chapter: Int
        var position: Int
    }
}
