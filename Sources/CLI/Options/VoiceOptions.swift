import ArgumentParser
import NarratePipeline

/// Who speaks, and what it may cost.
struct VoiceOptions: ParsableArguments {
    @Option(
        help: "Engine that speaks: \(EngineCatalog.names.joined(separator: ", ")).",
        completion: .list(EngineCatalog.names)
    )
    var engine: String?

    @Option(help: "Voice, by id or name.")
    var voice: String?

    @Option(help: "Model of the engine.")
    var model: String?

    @Option(help: "Requests in flight at most.")
    var concurrency: Int?

    @Option(
        help: "What neighbours are told of each other: auto, ids, text, none.",
        completion: .list(["auto", "ids", "text", "none"])
    )
    var stitch: String?

    @Option(help: "Seed of the engine, where it takes one.")
    var seed: UInt32?

    @Option(help: "Stop before spending more credits than this.")
    var maxCredits: Int?

    @Option(help: "Seconds to keep trying while the engine fails at everything (default: 180).")
    var patience: Int?

    @Option(help: "What the engine delivers, in its own words, such as mp3_44100_128; or auto.")
    var outputFormat: String?

    @Flag(help: "Let the service keep neither text nor audio; nothing is stitched by ids then.")
    var noRetention = false

    @Flag(help: "Ask for the times of words and keep them with the takes.")
    var timestamps = false

    @Flag(help: "Let the service apply the lexicons, as its own dictionaries.")
    var uploadLexicons = false

    @Option(
        help: ArgumentHelp(
            "Further takes of an utterance whose take fails or is in doubt: 0 to 10 (default: 2).",
            discussion: """
                In a run, halves apart. 0 keeps what comes: nothing is recorded in halves or \
                judged again later, and the run does not stop when its first takes all fail alike.
                """
        )
    )
    var retakes: Int?

    @Option(
        help: ArgumentHelp(
            """
            Who listens to the words of takes: auto, pocketsphinx, elevenlabs, alignment, server, \
            command, none (default: auto).
            """,
            discussion: """
                auto is pocketsphinx where it is installed and has a model of the language, else \
                nobody; with pocketsphinx no run begins where that can't listen. elevenlabs and \
                alignment cost credits. server needs NARRATE_TRANSCRIPTION_BASE_URL, command \
                NARRATE_TRANSCRIBER. Nobody listens to takes of espeak-ng.
                """
        ),
        completion: .list([
            "auto", "pocketsphinx", "elevenlabs", "alignment", "server", "command", "none",
        ])
    )
    var words: String?

    @Option(
        help: ArgumentHelp(
            "Folder of a pocketsphinx model for the book's language.",
            discussion: """
                It holds a dictionary (.dict or .dic), and the sounds (mdef and what belongs to \
                it), or a folder with these.
                """
        ),
        completion: .directory
    )
    var wordModel: String?

    @OptionGroup var key: KeyOptions

    func validate() throws {
        if let concurrency, concurrency < 1 {
            throw ValidationError("--concurrency is \(concurrency), expected 1 or more")
        }
        if let patience, patience < 0 {
            throw ValidationError("--patience is \(patience), expected 0 or more seconds")
        }
        if let retakes, !(0...10).contains(retakes) {
            throw ValidationError("--retakes is \(retakes), expected 0 to 10")
        }
        if let maxCredits, maxCredits < 0 {
            throw ValidationError("--max-credits is \(maxCredits), expected 0 or more")
        }
    }

    /// The choices these options make.
    var choices: Choices {
        var choices = Choices()
        choices.engine = engine
        choices.voice = voice
        choices.model = model
        choices.concurrency = concurrency
        choices.stitch = stitch
        choices.seed = seed
        choices.maxCredits = maxCredits
        choices.patience = patience
        choices.outputFormat = outputFormat
        choices.retention = noRetention ? false : nil
        choices.timestamps = timestamps ? true : nil
        choices.uploadLexicons = uploadLexicons ? true : nil
        choices.retakes = retakes
        choices.hearing.words = words
        choices.hearing.wordModel = wordModel
        return choices
    }
}
