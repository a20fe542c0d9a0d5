import NarrateCheck
import NarrateModel

/// How the words of takes are listened to.
package struct HearingOptions: Sendable {
    /// Who listens.
    package enum Words: String, Sendable, CaseIterable {
        /// pocketsphinx, where it is installed and has a model of the language.
        case auto
        /// pocketsphinx, or the run does not begin.
        case pocketsphinx
        /// ElevenLabs, who write down what is said, or say how well each word fits.
        case elevenlabs
        case alignment
        /// A server with OpenAI's transcription call.
        case server
        /// A program that prints a transcript.
        case command
        case none
    }

    package var words = Words.auto
    /// Folder of a model for the language of the book; `nil` for the installed English one.
    package var wordModel: String?
    /// Who listens otherwise.
    package var transcriber: (any Transcriber)?

    /// Who listens to the takes of an engine in a language, in words.
    func listener(of engine: String, in language: String) -> String {
        guard engine != "espeak" else {
            return "nobody: they come out the same however often they are asked for"
        }
        switch words {
        case .none: return "nobody"
        case .elevenlabs: return "ElevenLabs, speech-to-text"
        case .alignment: return "ElevenLabs, forced alignment"
        case .server: return "a server"
        case .command: return "a program"
        case .auto, .pocketsphinx:
            guard WordModel.isLibraryInstalled else {
                return "nobody: pocketsphinx is not installed"
            }
            return model(of: language) == nil
                ? "nobody: pocketsphinx has no model of '\(language)'" : "pocketsphinx"
        }
    }

    /// What pocketsphinx knows a language by: the model that was chosen, or the installed English one.
    func model(of language: String) -> WordModel? {
        if let wordModel { return WordModel(folder: wordModel) }
        return language.lowercased().hasPrefix("en") ? WordModel.english : nil
    }

    /// Credits an hour of an engine's takes costs to listen to; the embedded engine's need nobody's ears.
    package func creditsPerHour(of engine: String) -> Double {
        engine == "espeak" ? 0 : transcriber?.creditsPerHour ?? 0
    }
}

/// What somebody chose of it.
package struct HearingChoices: Sendable, Equatable, Encodable {
    package var words: String?
    package var wordModel: String?

    /// These choices where they say something, and the others where they don't.
    func over(_ others: HearingChoices) -> HearingChoices {
        HearingChoices(words: words ?? others.words, wordModel: wordModel ?? others.wordModel)
    }

    /// The choices with every default filled in.
    ///
    /// - Throws: `ProjectError` with code `usage` for a word that is not known.
    func options() throws -> HearingOptions {
        var options = HearingOptions()
        options.words =
            try ProjectConfiguration.word("way to listen to words", words) ?? options.words
        options.wordModel = wordModel
        return options
    }
}
