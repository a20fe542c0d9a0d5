import FoundationEssentials
import NarrateEngines
import NarrateModel

/// The engines that can be chosen, and what they need from outside.
package struct EngineCatalog: Sendable {
    /// Key of the ElevenLabs account, where there is one.
    package var elevenLabsKey: String?
    /// Another address of the same service.
    package var elevenLabsBaseURL: String?
    /// Address of a server with OpenAI's speech call, and its key.
    package var openAIBaseURL: String?
    package var openAIKey: String?
    /// Program and arguments of the `command` engine.
    package var command: String?
    /// Program and arguments that print what is said in `{audio}`.
    package var transcriber: String?
    /// Where a server with OpenAI's transcription call is, its key, and the model that is asked.
    package var transcriptionBaseURL: String?
    package var transcriptionKey: String?
    package var transcriptionModel: String?
    /// PEM file of certificate authorities in place of the system's.
    package var certificateAuthorities: String?

    /// Creates a catalog without any key.
    package init() {}

    /// The words engines are chosen by.
    package static let names = ["elevenlabs", "espeak", "openai", "command"]

    /// Those among them that nobody has to be paid for.
    static let freeNames = ["espeak", "command"]

    /// What is used when nobody chose: the paid service when there is a key for it.
    package var defaultName: String { elevenLabsKey == nil ? "espeak" : "elevenlabs" }

    /// Whether an engine has been given what it needs from outside.
    package func isSetUp(_ name: String) -> Bool {
        switch name {
        case "elevenlabs": elevenLabsKey != nil
        case "openai": openAIKey != nil || openAIBaseURL != nil
        case "command": command != nil
        default: true
        }
    }

    /// The model an engine speaks with unless another is asked for; empty where that is its affair.
    package static func standardModel(of engine: String) -> String {
        engine == "elevenlabs" ? ElevenLabsEngine.standardModel : ""
    }

    /// The engine a project is spoken by, set up as its manifest wants.
    ///
    /// A project that keeps what the engine once said of its voices gets it even where the engine can't be had.
    /// - Throws: as `engine(named:options:)`.
    package func engine(for configuration: ProjectConfiguration) throws -> any SpeechEngine {
        let name = configuration.engine
        let kept =
            Self.freeNames.contains(name) ? KeptSessions() : KeptSessions(of: configuration.folder)
        guard !kept.entries.isEmpty else {
            return try engine(named: name, options: configuration.engineOptions)
        }
        do {
            let engine = try engine(named: name, options: configuration.engineOptions)
            return RecallingEngine(engine, kept: kept)
        } catch let error as EngineError {
            return RecallingEngine(MissingEngine(name: name, reason: error), kept: kept)
        }
    }

    /// The engine of that name.
    ///
    /// - Throws: `ProjectError` with code `usage` when there is none, `EngineError` when it lacks
    ///   what it needs.
    package func engine(
        named name: String,
        options: EngineOptions = EngineOptions()
    ) throws -> any SpeechEngine {
        try options.check(for: name)
        switch name {
        case "espeak":
            return EspeakEngine(concurrency: ProcessInfo.processInfo.activeProcessorCount)
        case "elevenlabs": return try elevenLabs(options)
        case "openai":
            let options = openAIBaseURL.map { OpenAIOptions(baseURL: $0) } ?? OpenAIOptions()
            return OpenAIEngine(key: openAIKey, options: options, client: try client())
        case "command":
            guard let command else {
                throw ProjectError(
                    code: .usage,
                    message: "the engine 'command' needs a program",
                    hint:
                        "set NARRATE_COMMAND, such as: espeak-ng -v {language} --stdin -w {output}"
                )
            }
            let cores = ProcessInfo.processInfo.activeProcessorCount
            return CommandEngine(
                try SpeechCommand(parsing: command),
                options: CommandOptions(concurrency: cores)
            )
        default: throw ProjectConfiguration.unknown("engine", name, Self.names)
        }
    }

    /// Who writes down what is said, where somebody is to.
    ///
    /// - Throws: `ProjectError` with code `usage` when it is not set up, or `EngineError`.
    package func transcriber(for words: HearingOptions.Words) throws -> (any Transcriber)? {
        switch words {
        case .auto, .pocketsphinx, .none: return nil
        case .elevenlabs: return try elevenLabsListener(.transcription)
        case .alignment: return try elevenLabsListener(.alignment)
        case .command:
            guard let transcriber else {
                throw ProjectError(
                    code: .usage,
                    message: "no program is named that prints what is said",
                    hint: "such as NARRATE_TRANSCRIBER='whisper-cli -m MODEL -nt -f {audio}'"
                )
            }
            return try CommandTranscriber(parsing: transcriber)
        case .server:
            guard let transcriptionBaseURL else {
                throw ProjectError(
                    code: .usage,
                    message: "no server is named that writes down what is said",
                    hint: "give its address as NARRATE_TRANSCRIPTION_BASE_URL"
                )
            }
            return ServerTranscriber(
                baseURL: transcriptionBaseURL,
                key: transcriptionKey,
                model: transcriptionModel ?? ServerTranscriber.standardModel,
                client: try client()
            )
        }
    }

    private func elevenLabsListener(_ way: ElevenLabsListener.Way) throws -> ElevenLabsListener {
        guard let elevenLabsKey else {
            throw EngineError(
                code: .refused,
                message: "ElevenLabs need an API key to listen to words",
                hint: "set ELEVENLABS_API_KEY, or let somebody else listen with --words"
            )
        }
        let baseURL = elevenLabsBaseURL ?? ElevenLabsOptions.vendorURL
        return ElevenLabsListener(
            key: try ElevenLabsKey(elevenLabsKey, baseURL: baseURL),
            baseURL: baseURL,
            way: way,
            model: transcriptionModel ?? ElevenLabsListener.standardModel,
            client: try client()
        )
    }

    private func client() throws -> HTTPClient {
        try HTTPClient(options: HTTPClientOptions(certificateAuthorities: certificateAuthorities))
    }

    private func elevenLabs(_ wanted: EngineOptions) throws -> ElevenLabsEngine {
        guard let elevenLabsKey else {
            throw EngineError(
                code: .refused,
                message: "the engine 'elevenlabs' needs an API key",
                hint: "set ELEVENLABS_API_KEY, or speak offline with --engine espeak"
            )
        }
        let options = ElevenLabsOptions(
            baseURL: elevenLabsBaseURL ?? ElevenLabsOptions.vendorURL,
            keepsHistory: wanted.keepsHistory,
            wantsAlignment: wanted.wantsTimes
        )
        return ElevenLabsEngine(
            key: try ElevenLabsKey(elevenLabsKey, baseURL: options.baseURL),
            options: options,
            client: try client()
        )
    }
}

extension EngineCatalog {
    /// Reads the key of the paid service from a file or from what a program prints.
    ///
    /// A key that was given itself stays where neither is named.
    /// - Throws: `EngineError` when there is none to be had.
    package mutating func readElevenLabsKey(file: String?, command: String?) async throws {
        if let command {
            elevenLabsKey = try await KeySource.command(command).key()
        } else if let file {
            elevenLabsKey = try await KeySource.file(file).key()
        }
    }
}
