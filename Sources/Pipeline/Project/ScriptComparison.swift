import NarrateLedger
import NarrateModel
import NarrateScript
import NarrateSynthesize

/// A script against what a project has recorded: what a run would record again, keep and drop.
package struct ScriptComparison: Sendable {
    package var source: String
    package var title: String?
    package var project: String
    /// Whether there is a project to compare with.
    package var hasProject: Bool
    package var difference: ScriptDifference
    package var billableCharacters: Int
    package var estimatedCredits: Int
    /// What is worth knowing before anything is spent.
    package var notes: [String]

    /// Compares a prepared source with its project; nothing is written and nothing spent.
    package init(_ prepared: Preparation, session: EngineSession) async throws {
        let configuration = prepared.configuration
        source = configuration.source
        title = prepared.publication.metadata.title
        project = configuration.folder.path
        notes = prepared.notes
        let recordings = try await RecordedProject(of: prepared)
        hasProject = recordings.exists
        let work = Workplan(recordings.script, session: session, past: recordings.past)
        // Chapters that were not asked for are neither here nor gone.
        let chosen = Set(recordings.script.chapters.map(\.index))
        let isWholeBook = configuration.selection.included == nil
        let stored = recordings.utterances.filter { isWholeBook || chosen.contains($0.chapter) }
        let takes = recordings.past.takes
        let recorded = Set(takes.filter { $0.value.contains(where: \.isInUse) }.map(\.key.hex))
        difference = ScriptDifference(
            from: stored.map {
                ScriptDifference.Said(
                    chapter: $0.chapter,
                    utterance: $0.position,
                    key: $0.fingerprint.hex,
                    text: $0.text ?? ""
                )
            },
            to: work.items.map {
                ScriptDifference.Said(
                    chapter: $0.chapter,
                    utterance: $0.utterance,
                    key: work.fingerprints[$0.id].hex,
                    text: $0.request.text
                )
            },
            isRecorded: recorded.contains
        )
        let price = session.model.creditsPerCharacter
        billableCharacters = price > 0 ? difference.charactersToRecord : 0
        estimatedCredits = Int((Double(difference.charactersToRecord) * price).rounded(.up))
    }
}
