import FoundationEssentials
import NarrateModel
import NarratePipeline

/// What the environment says: variables, and a `.env` file in the current folder for those that
/// narrate reads.
struct Settings: Sendable {
    /// Everything that may come from the environment.
    private let values: [String: String]
    /// Folder the program was started in.
    let currentFolder: String
    /// The engines and what they need from the environment.
    private(set) var engines = EngineCatalog()

    /// Reads the environment of this process.
    init() {
        currentFolder = FileManager.default.currentDirectoryPath
        let environment = ProcessInfo.processInfo.environment
        let file = FileManager.default.contents(atPath: currentFolder + "/.env")
        let written = file.map { Self.parsed(String(decoding: $0, as: UTF8.self)) } ?? [:]
        values = written.merging(environment) { _, fromEnvironment in fromEnvironment }
        engines = catalog()
    }

    /// Reads the environment, and the key of the paid service from where it is said to be.
    ///
    /// Nothing is run or read for a key when another engine was chosen, unless the service is to listen to `words`.
    init(key: KeyOptions, engine: String?, words: String? = nil) async throws {
        self.init()
        let speaks = [nil, "elevenlabs"].contains(engine ?? value("NARRATE_ENGINE"))
        guard speaks || ["elevenlabs", "alignment"].contains(words) else { return }
        try await engines.readElevenLabsKey(
            file: key.keyFile ?? (key.keyCommand == nil ? value("NARRATE_KEY_FILE") : nil),
            command: key.keyCommand ?? (key.keyFile == nil ? value("NARRATE_KEY_COMMAND") : nil)
        )
    }

    /// Reads `NAME=value` lines; quotes around a value and `export` before a name are allowed.
    static func parsed(_ text: String) -> [String: String] {
        var values: [String: String] = [:]
        for line in text.split(whereSeparator: \.isNewline) {
            guard let equals = line.firstIndex(of: "=") else { continue }
            var name = line[..<equals].trimmed
            if name.hasPrefix("export ") { name = String(name.dropFirst(7)).trimmed }
            guard !name.hasPrefix("#"), isRead(name) else { continue }
            var value = line[line.index(after: equals)...].trimmed
            for quote in ["\"", "'"] where value.count >= 2 {
                guard value.hasPrefix(quote), value.hasSuffix(quote) else { continue }
                value = String(value.dropFirst().dropLast())
            }
            values[name] = value
        }
        return values
    }

    private static func isRead(_ name: String) -> Bool {
        name.hasPrefix("NARRATE_") || name == "ELEVENLABS_API_KEY" || name == "ELEVENLABS_BASE_URL"
    }

    /// A variable that is set to something.
    func value(_ name: String) -> String? {
        values[name].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The choices made by `NARRATE_*` variables.
    ///
    /// - Throws: `ProjectError` with code `usage` for a value that is no number where one is needed.
    func choices() throws -> Choices {
        var choices = Choices()
        choices.output = value("NARRATE_OUTPUT")
        choices.engine = value("NARRATE_ENGINE")
        choices.voice = value("NARRATE_VOICE")
        choices.model = value("NARRATE_MODEL")
        choices.mastering = value("NARRATE_PROFILE").map { MasteringChoices(base: $0) }
        choices.stitch = value("NARRATE_STITCH")
        choices.outputFormat = value("NARRATE_OUTPUT_FORMAT")
        choices.concurrency = try number("NARRATE_CONCURRENCY")
        choices.maxCredits = try number("NARRATE_MAX_CREDITS")
        return choices
    }

    private func number(_ name: String) throws -> Int? {
        guard let text = value(name) else { return nil }
        guard let number = Int(text), number >= 0 else {
            throw ProjectError(
                code: .usage,
                message: "\(name) is '\(text)', expected a whole number"
            )
        }
        return number
    }

    private func catalog() -> EngineCatalog {
        var engines = EngineCatalog()
        engines.elevenLabsKey = value("ELEVENLABS_API_KEY")
        engines.elevenLabsBaseURL = value("ELEVENLABS_BASE_URL")
        // After narrate's own names, those that OpenAI's own programs go by.
        engines.openAIBaseURL = value("NARRATE_OPENAI_BASE_URL") ?? value("OPENAI_BASE_URL")
        engines.openAIKey = value("NARRATE_OPENAI_API_KEY") ?? value("OPENAI_API_KEY")
        engines.command = value("NARRATE_COMMAND")
        engines.transcriber = value("NARRATE_TRANSCRIBER")
        engines.transcriptionBaseURL = value("NARRATE_TRANSCRIPTION_BASE_URL")
        engines.transcriptionKey = value("NARRATE_TRANSCRIPTION_API_KEY")
        engines.transcriptionModel = value("NARRATE_TRANSCRIPTION_MODEL")
        // Where the system's store lacks a company's own: the names curl and OpenSSL go by.
        engines.certificateAuthorities = value("SSL_CERT_FILE") ?? value("CURL_CA_BUNDLE")
        return engines
    }
}

extension StringProtocol {
    /// The text without white space at its ends.
    fileprivate var trimmed: String {
        let start = drop(while: \.isWhitespace)
        guard let end = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(start[...end])
    }
}
