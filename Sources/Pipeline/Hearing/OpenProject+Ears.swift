import NarrateCheck
import NarrateDigest
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
        if let listener = listener(of: ears) {
            ears.memories = try await ListenerMemories(of: listener, in: ledger)
        }
        return ears
    }

    /// A name for who listens: what is known of a voice is known by one listener, with one model.
    ///
    /// Addresses and commands may hold what is nobody's business: they are digested.
    private func listener(of ears: LedgerDesk.Ears) -> String? {
        let options = configuration.hearing
        guard let transcriber = ears.transcriber else {
            return ears.words.map { _ in "pocketsphinx " + (options.wordModel ?? "en") }
        }
        let digest = SHA256.hex(of: Array(transcriber.identity.utf8)).prefix(16)
        return "\(options.words.rawValue) \(digest)"
    }

    /// Who listens to the words; `nil` where nobody can, or nobody is to.
    private func listener(for language: String) throws -> WordListener? {
        let options = configuration.hearing
        guard [.auto, .pocketsphinx].contains(options.words), project.engine.name != "espeak" else {
            return nil
        }
        let model = options.model(of: language)
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
