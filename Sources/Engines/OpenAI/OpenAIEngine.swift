import FoundationEssentials
import NarrateModel

/// Any server with the speech call of OpenAI: its own, or Kokoro, Piper and others behind it.
package struct OpenAIEngine: SpeechEngine {
    private let client: HTTPClient
    private let key: OpenAIKey?
    private let options: OpenAIOptions
    private let patience: Patience

    package let name = "openai"

    /// Creates an engine; nothing is sent.
    ///
    /// Servers of one's own mostly take any key or none. `pause` waits between attempts of calls
    /// that cost nothing.
    package init(
        key: String?,
        options: OpenAIOptions = OpenAIOptions(),
        client: HTTPClient,
        pause: @escaping @Sendable (Duration) async throws -> Void = {
            try await Task.sleep(for: $0)
        }
    ) {
        self.key = key.flatMap { OpenAIKey($0) }
        self.options = options
        self.client = client
        patience = Patience(pause: pause)
    }

    // MARK: What it offers

    /// The voices the server lists; OpenAI's own when it is OpenAI, which lists none.
    package func voices() async throws -> [Voice] {
        if options.isVendor { return Self.vendorVoices.map { Voice(id: $0, name: $0) } }
        return try await list(OpenAIVoiceList.self, "/v1/audio/voices")?.voices.map(\.voice) ?? []
    }

    /// The models the server lists; those for speech when it has others too.
    package func models() async throws -> [SpeechModel] {
        let listed = try await list(OpenAIModelList.self, "/v1/models")?.data.map(\.id) ?? []
        let speaking = listed.filter { $0.contains("tts") }
        let ids = speaking.isEmpty ? listed : speaking
        return (ids.isEmpty ? [Self.standardModel] : ids).map(speechModel)
    }

    private static let standardModel = "tts-1"
    private static let vendorVoices = [
        "alloy", "ash", "ballad", "coral", "echo", "fable", "nova", "onyx", "sage", "shimmer",
        "verse",
    ]

    private func speechModel(_ id: String) -> SpeechModel {
        SpeechModel(
            id: id,
            name: id,
            maxCharacters: options.maxCharacters,
            creditsPerCharacter: options.isVendor ? 1 : 0
        )
    }

    // MARK: Preflight

    /// Finds voice and model, and refuses what can't work before anything is spoken.
    package func prepare(_ choice: VoiceChoice) async throws -> EngineSession {
        if options.isVendor, key == nil {
            throw EngineError(
                code: .refused,
                message: "OpenAI needs an API key",
                hint: "set OPENAI_API_KEY, or OPENAI_BASE_URL to speak with another server"
            )
        }
        let model = try await model(choice.model?.trimmed)
        let voice = try await voice(choice.voice?.trimmed)
        let settings = try Self.settings(choice.settings)
        let wanted = (choice.outputFormat ?? OpenAIFormat.standard).trimmed
        let format = wanted == "auto" ? OpenAIFormat.standard : wanted
        _ = try OpenAIFormat(format)
        return EngineSession(
            template: SpeechRequest(
                text: "",
                engine: name,
                // Two servers may give two voices the same name.
                engineVersion: options.isVendor ? "" : HTTPError.host(of: options.baseURL),
                voice: voice.id,
                model: model.id,
                settings: settings,
                outputFormat: format
            ),
            voiceName: voice.name,
            model: model,
            concurrency: options.concurrency,
            charactersPerSecond: 15 * (settings["speed"].flatMap { Double($0) } ?? 1)
        )
    }

    private func model(_ wanted: String?) async throws -> SpeechModel {
        let known = try await models()
        guard let wanted, !wanted.isEmpty else {
            return known.first { $0.id == Self.standardModel } ?? known.first
                ?? speechModel(Self.standardModel)
        }
        let all = try await list(OpenAIModelList.self, "/v1/models")?.data.map(\.id) ?? []
        guard all.isEmpty || all.contains(wanted) else {
            throw EngineError(
                code: .notFound,
                message: "the server has no model '\(wanted)'",
                hint: "it has: \(known.prefix(12).map(\.id).joined(separator: ", "))"
            )
        }
        return speechModel(wanted)
    }

    private func voice(_ wanted: String?) async throws -> Voice {
        let known = try await voices()
        guard let wanted, !wanted.isEmpty else {
            return known.first ?? Voice(id: "alloy", name: "alloy")
        }
        if let voice = known.first(where: { $0.id == wanted || $0.name == wanted }) { return voice }
        // Kokoro mixes voices: `af_bella(2)+af_sky(1)`.
        let parts = wanted.split(separator: "+").map { String($0.prefix { $0 != "(" }).trimmed }
        let isMixture =
            parts.count > 1 && parts.allSatisfy { part in known.contains { $0.id == part } }
        guard known.isEmpty || isMixture else {
            throw EngineError(
                code: .notFound,
                message: "the server has no voice '\(wanted)'",
                hint: "it has: \(known.prefix(12).map(\.id).joined(separator: ", "))"
            )
        }
        return Voice(id: wanted, name: wanted)
    }

    private static func settings(_ given: [String: String]) throws(EngineError) -> [String: String]
    {
        var settings: [String: String] = [:]
        for (name, value) in given.sorted(by: { $0.key < $1.key }) {
            switch name {
            case "speed":
                guard let speed = Double(value.trimmed), (0.25...4).contains(speed) else {
                    throw EngineError(
                        code: .refused,
                        message: "voice setting speed is '\(value)', expected 0.25 to 4"
                    )
                }
                settings[name] = String(speed)
            case "instructions": settings[name] = value
            default:
                throw EngineError(
                    code: .refused,
                    message: "there is no voice setting '\(name)'",
                    hint: "there are: speed, instructions"
                )
            }
        }
        return settings
    }

    // MARK: Calls

    /// A list the server may not have: `nil` then.
    private func list<List: Decodable & Sendable>(_ type: List.Type, _ path: String) async throws
        -> List?
    {
        let response = try await patience.call {
            let response = try await exchange(costsMoney: false) {
                try await client.send(request("GET", path))
            }
            let error = response.head.isSuccess ? nil : OpenAIRefusal(response).engineError
            if let error, error.code != .notFound { throw error }
            return response
        }
        return response.head.isSuccess ? try? response.decoded(as: type) : nil
    }

    /// Speaks a request into a file.
    package func record(
        _ request: SpeechRequest,
        context: StitchingContext,
        to path: String
    ) async throws -> Delivery {
        let format = try OpenAIFormat(request.outputFormat)
        guard request.text.contains(where: { !$0.isWhitespace }) else {
            throw EngineError(code: .unspeakable, message: "the text is empty")
        }
        let call = try call(request, format: format)
        let response = try await exchange(costsMoney: options.isVendor) {
            try await client.download(call, to: path)
        }
        let requestID = response.headers["x-request-id"]
        guard response.head.isSuccess else {
            var error = OpenAIRefusal(response).engineError
            error.message = key?.removed(from: error.message) ?? error.message
            if !options.isVendor { error.charge = .notPaid }
            throw error
        }
        guard response.head.mediaType != "application/json" else {
            throw EngineError.broken("the answer is application/json instead of audio")
        }
        let kind = try SpokenFile.Kind(ofFile: path) ?? format.kind
        _ = try SpokenFile(path: path, kind: kind)
        return Delivery(fileExtension: kind.fileExtension, requestID: requestID)
    }

    private func call(
        _ request: SpeechRequest,
        format: OpenAIFormat
    ) throws(EngineError) -> HTTPRequest {
        let speech = OpenAISpeech(
            model: request.model,
            input: request.text,
            voice: request.voice,
            response_format: format.word,
            speed: request.settings["speed"].flatMap { Double($0) },
            instructions: request.settings["instructions"]
        )
        var call = self.request("POST", "/v1/audio/speech")
        call.headers.append("content-type", "application/json")
        do { call.body = Array(try JSONEncoder().encode(speech)) } catch {
            throw EngineError(code: .bug, message: "a request can't be written as JSON")
        }
        // Models on a machine without an accelerator speak slower than a person.
        let thinking = 120 + request.characterCount / 4
        call.limits = HTTPLimits(
            firstByte: .seconds(thinking),
            idle: .seconds(thinking),
            whole: .seconds(thinking * 2),
            bytes: 512 << 20
        )
        call.acceptsCompression = false
        return call
    }

    private func request(_ method: String, _ path: String) -> HTTPRequest {
        var request = HTTPRequest(method: method, url: "\(options.baseURL)\(path)")
        if let key { request.headers.append("authorization", "Bearer \(key.secret)") }
        return request
    }

    private func exchange(
        costsMoney: Bool,
        _ transfer: () async throws -> HTTPResponse
    ) async throws -> HTTPResponse {
        do {
            return try await transfer()
        } catch let error as HTTPError {
            throw error.engineError(costsMoney: costsMoney)
        }
    }
}
