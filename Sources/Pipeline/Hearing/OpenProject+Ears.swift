import NarrateCheck
import NarrateModel

extension OpenProject {
    /// What the takes of a run are judged with.
    func ears() async throws -> LedgerDesk.Ears {
        var ears = LedgerDesk.Ears()
        guard !project.session.isRepeatable else { return ears }
        ears.voices = try await LearnedVoices(ledger)
        ears.language = project.preparation.publication.metadata.language ?? "en"
        ears.transcriber = project.engine.name == "espeak" ? nil : configuration.hearing.transcriber
        ears.words = try listener(for: ears.language)
        if ears.transcriber != nil || ears.words != nil {
            let words = configuration.hearing.words
            // What is known of a voice is known by one listener, with one model.
            let listener = ears.words == nil ? words.rawValue : "pocketsphinx"
            let model = configuration.hearing.wordModel.map { " \($0)" } ?? ""
            ears.memories = try await ListenerMemories(of: listener + model, in: ledger)
        }
        return ears
    }

    /// Who listens to the words; `nil` where nobody can, or nobody is to.
    private func listener(for language: String) throws -> WordListener? {
        let options = configuration.hearing
        guard [.auto, .pocketsphinx].contains(options.words), project.engine.name != "espeak" else {
            return nil
        }
        let model =
            options.wordModel.map { WordModel(folder: $0) }
            ?? (options.isEnglish(language) ? WordModel.english : nil)
        if let folder = options.wordModel, model == nil {
            throw ProjectError(
                code: .usage,
                message:
                    "'\(folder)' holds no model of pocketsphinx, expected a folder with sounds "
                    + "(mdef) and a dictionary (.dict)"
            )
        }
        if let model, let listener = WordListener(model) { return listener }
        guard options.words == .pocketsphinx || options.wordModel != nil else { return nil }
        throw ProjectError(
            code: .usage,
            message: WordModel.isLibraryInstalled
                ? "there is no model of '\(language)' to listen to words with"
                : "pocketsphinx is not installed, which listens to words",
            hint: WordModel.isLibraryInstalled
                ? "name its folder with --word-model" : "install libpocketsphinx3"
        )
    }
}
