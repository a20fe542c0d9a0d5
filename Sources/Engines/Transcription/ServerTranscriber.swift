import FoundationEssentials
import NarrateModel

/// Any server with the transcription call of OpenAI: its own, or Whisper and others behind it.
package struct ServerTranscriber: Transcriber {
    private let client: HTTPClient
    private let baseURL: String
    private let key: OpenAIKey?
    private let model: String

    package var identity: String { "\(baseURL) \(model)" }

    /// The model that is asked for where none is named; servers of one's own take any.
    package static let standardModel = "whisper-1"

    /// Creates a transcriber; nothing is sent.
    ///
    /// The address is taken with or without `/v1` at its end.
    package init(
        baseURL: String,
        key: String?,
        model: String = Self.standardModel,
        client: HTTPClient
    ) {
        self.client = client
        self.baseURL = OpenAIOptions(baseURL: baseURL).baseURL
        self.key = key.flatMap { OpenAIKey($0) }
        self.model = model
    }

    package func hearing(
        ofAudioAt path: String,
        saying text: String,
        language: String
    ) async throws -> Hearing {
        guard let audio = FileManager.default.contents(atPath: path) else {
            throw EngineError(code: .storage, message: "can't read '\(path)'")
        }
        let response: HTTPResponse
        do {
            response = try await client.send(request(Array(audio), path: path, language: language))
        } catch let error as HTTPError {
            throw error.engineError(costsMoney: false)
        }
        guard response.head.isSuccess else {
            var error = OpenAIRefusal(response).engineError
            error.message = key?.removed(from: error.message) ?? error.message
            throw error
        }
        return Hearing(.transcript(try response.decoded(as: Answer.self).text))
    }

    private struct Answer: Decodable, Sendable {
        var text: String
    }

    private func request(_ audio: [UInt8], path: String, language: String) -> HTTPRequest {
        let name = path.split(separator: "/").last.map(String.init) ?? "take"
        var form = MultipartForm(boundary: "narrate-\(UUID().uuidString)")
        form.append("model", model)
        form.append("language", String(language.lowercased().prefix { $0 != "-" && $0 != "_" }))
        form.append("response_format", "json")
        form.append("temperature", "0")
        form.append("file", file: name, type: "application/octet-stream", content: audio)
        var request = HTTPRequest(method: "POST", url: "\(baseURL)/v1/audio/transcriptions")
        request.headers.append("content-type", form.contentType)
        if let key { request.headers.append("authorization", "Bearer \(key.secret)") }
        request.body = form.bytes
        // Models on a machine without an accelerator listen slower than a person.
        request.limits = HTTPLimits(
            firstByte: .seconds(600),
            idle: .seconds(120),
            whole: .seconds(900)
        )
        return request
    }
}
