import NarrateLedger
import NarrateModel

/// A prepared script over what its project has recorded, for those who only look.
struct RecordedProject: Sendable {
    /// The script as a run would speak it: what is locked stays as it is.
    private(set) var script: NarrationScript
    /// Whether there is a project at all.
    let exists: Bool
    private(set) var past = Workplan.Past()
    /// The script of the last run.
    private(set) var utterances: [UtteranceRecord] = []

    /// Reads the project of a prepared source; nothing is written.
    ///
    /// - Throws: `LedgerError`.
    init(of prepared: Preparation) async throws {
        let folder = prepared.configuration.folder
        script = prepared.script
        exists = ProjectFolder.isProject(folder.path)
        guard exists else { return }
        let ledger = try Ledger.reading(folder.ledger)
        past.takes = try await ledger.takes()
        utterances = try await ledger.script().utterances
        let pinning = Pinning(prepared.script, locks: try await ledger.locks())
        script = pinning.script
        past.pins = pinning.pins
        try ledger.close()
    }
}
