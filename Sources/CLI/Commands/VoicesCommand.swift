import ArgumentParser
import NarrateModel
import NarratePipeline

/// `narrate voices`: what the engine can sound like.
struct VoicesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "voices",
        abstract: "List the voices an engine offers."
    )

    @Option(
        help: "Engine to ask: \(EngineCatalog.names.joined(separator: ", ")).",
        completion: .list(EngineCatalog.names)
    )
    var engine: String?

    @Option(help: "Only voices with these words in id or name, or as the service searches.")
    var search: String?

    @Option(help: "Only voices for this language, such as en or pt-BR.")
    var language: String?

    @Option(help: "Only voices of this gender, as the engine names it.")
    var gender: String?

    @Option(help: "Only voices of this kind, such as premade or cloned.")
    var category: String?

    @OptionGroup var key: KeyOptions

    @Flag(help: "Print JSON for machines.")
    var json = false

    func run() async throws {
        let engines = try await Settings(key: key, engine: engine).engines
        let engine = try engines.engine(named: engine ?? engines.defaultName)
        var filter = VoiceFilter()
        (filter.search, filter.language) = (search, language)
        (filter.gender, filter.category) = (gender, category)
        let voices = try await engine.voices(filter)
        if json {
            Console.output(JSONText.document(VoicesDocument(engine: engine.name, voices: voices)))
            return
        }
        let rows = voices.map { voice in
            [
                voice.id, voice.name, voice.languages.joined(separator: " "), voice.gender ?? "",
                voice.category ?? "",
            ]
        }
        Console.output(TextTable(["voice", "name", "languages", "gender", "kind"], rows).text)
    }
}

/// `voices --json`.
private struct VoicesDocument: Encodable {
    var version = 1
    var engine: String
    var voices: [Voice]
}

/// `narrate models`: what the engine can be asked to use.
struct ModelsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "models",
        abstract: "List the models an engine offers."
    )

    @Option(
        help: "Engine to ask: \(EngineCatalog.names.joined(separator: ", ")).",
        completion: .list(EngineCatalog.names)
    )
    var engine: String?

    @Option(help: "Only models with these words in id or name.")
    var search: String?

    @Option(help: "Only models for this language, such as en.")
    var language: String?

    @OptionGroup var key: KeyOptions

    @Flag(help: "Print JSON for machines.")
    var json = false

    func run() async throws {
        let engines = try await Settings(key: key, engine: engine).engines
        let engine = try engines.engine(named: engine ?? engines.defaultName)
        let models = try await engine.models().filter(isWanted)
        if json {
            Console.output(JSONText.document(ModelsDocument(engine: engine.name, models: models)))
            return
        }
        let rows = models.map { model in
            [
                model.id, model.name, String(model.maxCharacters), "\(model.creditsPerCharacter)",
                model.languages.joined(separator: " "),
            ]
        }
        let head = [
            "model", "name", "characters per request", "credits per character", "languages",
        ]
        Console.output(TextTable(head, rows).text)
    }

    /// A model that does not say its languages may speak any.
    private func isWanted(_ model: SpeechModel) -> Bool {
        if let search, !VoiceFilter.holds([model.id, model.name], search) { return false }
        guard let language, !model.languages.isEmpty else { return true }
        let primary = String(language.prefix { $0 != "-" })
        return model.languages.contains {
            VoiceFilter.speaks($0, language) || $0.lowercased() == primary.lowercased()
        }
    }
}

/// `models --json`.
private struct ModelsDocument: Encodable {
    var version = 1
    var engine: String
    var models: [SpeechModel]
}
