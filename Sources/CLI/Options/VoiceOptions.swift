import ArgumentParser
import NarratePipeline

/// Who speaks, and what it may cost.
struct VoiceOptions: ParsableArguments {
    @Option(help: "Engine that speaks: \(EngineCatalog.names.joined(separator: ", ")).")
    var engine: String?

    @Option(help: "Voice, by id or name.")
    var voice: String?

    @Option(help: "Model of the engine.")
    var model: String?

    @Option(help: "Requests in flight at most.")
    var concurrency: Int?

    @Option(help: "What neighbours are told of each other: auto, ids, text, none.")
    var stitch: String?

    @Option(help: "Seed of the engine, where it takes one.")
    var seed: UInt32?

    @Option(help: "Stop before spending more credits than this.")
    var maxCredits: Int?

    func validate() throws {
        if let concurrency, concurrency < 1 {
            throw ValidationError("--concurrency is \(concurrency), expected 1 or more")
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
        return choices
    }
}
