import NarrateLedger
import NarrateModel

/// Marks recordings of a project to be made again.
package struct Retaking: Sendable {
    let project: String
    let ledger: Ledger

    /// Creates it for a project's ledger.
    package init(project: String, ledger: Ledger) {
        self.project = project
        self.ledger = ledger
    }

    /// Marks a chapter, or some utterances of it; their takes are kept.
    ///
    /// - Returns: the positions that were marked.
    /// - Throws: `ProjectError` with code `usage` when there is no such chapter or utterance, or
    ///   code `locked` while a run holds the project.
    package func mark(chapter: Int, utterances: [Int]) async throws -> [Int] {
        let lock = try ProjectLock(ProjectFolder(path: project))
        defer { withExtendedLifetime(lock) {} }
        let script = try await ledger.script()
        let all = script.utterances.filter { $0.chapter == chapter }
        guard !all.isEmpty else {
            throw ProjectError(
                code: .usage,
                message: "'\(project)' has no chapter \(chapter)",
                hint: "list them with: narrate status '\(project)'"
            )
        }
        for position in utterances where !all.contains(where: { $0.position == position }) {
            throw ProjectError(
                code: .usage,
                message: "chapter \(chapter) has no utterance \(position), it has \(all.count)",
                hint: "list them with: narrate script"
            )
        }
        let chosen = utterances.isEmpty ? all : all.filter { utterances.contains($0.position) }
        try await ledger.retake(chosen.map(\.fingerprint))
        return chosen.map(\.position)
    }
}
