import ArgumentParser
import NarrateModel
import NarratePipeline

/// `narrate voices`: what the engine can sound like.
struct VoicesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "voices",
        abstract: "List the voices an engine offers."
    )

    @Option(help: "Engine to ask: \(EngineCatalog.names.joined(separator: ", ")).")
    var engine: String?

    @Option(help: "Only voices for this language, such as en or pt-BR.")
    var language: String?

    @Flag(help: "Print JSON for machines.")
    var json = false

    func run() async throws {
        let engines = Settings().engines
        let engine = try engines.engine(named: engine ?? engines.defaultName)
        var voices = try await engine.voices()
        if let language {
            voices.removeAll { voice in
                !voice.languages.contains { $0.lowercased().hasPrefix(language.lowercased()) }
            }
        }
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

    @Option(help: "Engine to ask: \(EngineCatalog.names.joined(separator: ", ")).")
    var engine: String?

    @Flag(help: "Print JSON for machines.")
    var json = false

    func run() async throws {
        let engines = Settings().engines
        let engine = try engines.engine(named: engine ?? engines.defaultName)
        let models = try await engine.models()
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
}

/// `models --json`.
private struct ModelsDocument: Encodable {
    var version = 1
    var engine: String
    var models: [SpeechModel]
}
