import NarrateLedger

/// The engine, voice and model that a project's takes were paid for with.
///
/// Who leaves them open means these: a shell without the key, or a forgotten `--voice`, must not have
/// a finished book recorded anew.
package struct FormerVoice: Sendable, Equatable {
    package var engine: String
    package var voice: String
    package var model: String

    /// Looks into a project; `nil` when there is none yet, when it can't be read, which is said when it is
    /// opened, and when nothing was paid for its takes.
    package init?(of folder: ProjectFolder) {
        self.init(recordedIn: folder)
        guard !EngineCatalog.freeNames.contains(engine) else { return nil }
    }

    /// Looks into a project, whether anything was paid for its takes or not: who names the project
    /// itself means it as it is.
    package init?(recordedIn folder: ProjectFolder) {
        guard ProjectFolder.isProject(folder.path),
            let ledger = try? Ledger.reading(folder.ledger)
        else { return nil }
        defer { try? ledger.close() }
        guard let former = try? ledger.recordedWith() else { return nil }
        engine = former.engine
        voice = former.voice
        model = former.model
    }
}

extension Choices {
    /// Fills in what the takes of the project were paid for with, where nothing else is chosen.
    package func keeping(_ former: FormerVoice?) -> Choices {
        guard let former, engine ?? former.engine == former.engine else { return self }
        var kept = self
        kept.engine = former.engine
        // A voice of one's own choice may need another model.
        if voice == nil { kept.model = model ?? former.model }
        kept.voice = voice ?? former.voice
        return kept
    }
}
