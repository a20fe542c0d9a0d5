import FoundationEssentials
import NarrateLedger
import NarrateModel

/// A project that nobody else works on while this exists: for commands that change it.
package struct HeldProject: Sendable {
    let folder: ProjectFolder
    let ledger: Ledger
    private let lock: ProjectLock

    /// Takes hold of a project.
    ///
    /// - Throws: `ProjectError` with code `locked` while a run works on it, `LedgerError`.
    package init(_ path: String) async throws {
        folder = ProjectFolder(path: path)
        guard ProjectFolder.isProject(path) else { throw LedgerError.noProject(path) }
        lock = try ProjectLock(folder)
        ledger = try Ledger.existing(at: folder.ledger)
        try await ledger.endKilledRuns()
    }

    /// Lets go of it.
    package func close() throws {
        try ledger.close()
        withExtendedLifetime(lock) {}
    }

    /// Utterances of a chapter: all of them, or those at some positions.
    ///
    /// - Throws: `ProjectError` with code `usage` when there is no such chapter or utterance.
    func utterances(chapter: Int, at positions: [Int]) async throws -> [UtteranceRecord] {
        let all = try await ledger.script().utterances.filter { $0.chapter == chapter }
        guard !all.isEmpty else {
            throw ProjectError(
                code: .usage,
                message: "'\(folder.path)' has no chapter \(chapter)",
                hint: "list them with: narrate status '\(folder.path)'"
            )
        }
        for position in positions where !all.contains(where: { $0.position == position }) {
            throw ProjectError(
                code: .usage,
                message: "chapter \(chapter) has no utterance \(position), it has \(all.count)",
                hint: "list them with: narrate takes '\(folder.path)' --chapter \(chapter)"
            )
        }
        return positions.isEmpty ? all : all.filter { positions.contains($0.position) }
    }

    /// Makes sure that none of some utterances is locked, under its own place or another.
    ///
    /// - Throws: `ProjectError` with code `usage`, naming the lock.
    func refuseLocked(_ utterances: [UtteranceRecord]) async throws {
        let locks = try await ledger.locks()
        let wanted = Set(utterances.map(\.fingerprint))
        guard let lock = locks.first(where: { wanted.contains($0.utterance.fingerprint) }) else {
            return
        }
        let place = lock.utterance
        throw ProjectError(
            code: .usage,
            message: "chapter \(place.chapter), utterance \(place.position) is locked",
            hint: "release it with: narrate unlock '\(folder.path)' --chapter \(place.chapter)"
        )
    }
}
