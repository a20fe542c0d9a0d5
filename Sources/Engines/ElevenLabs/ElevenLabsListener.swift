import FoundationEssentials
import NarrateModel

/// The service's ears: it writes down what is said, or says how well each word of a text fits.
package struct ElevenLabsListener: Transcriber {
    /// How it listens.
    package enum Way: Sendable {
        /// `/v1/speech-to-text`
        case transcription
        /// `/v1/forced-alignment`
        case alignment
    }

    /// The model that writes down; those before it understand less.
    package static let standardModel = "scribe_v1"

    /// Both calls cost alike: the smallest plan's 30,000 credits are 12.5 hours, larger ones hold more.
    package let creditsPerHour = 2400.0

    package var identity: String { model }

    private let connection: ElevenLabsConnection
    private let way: Way
    private let model: String

    /// Creates a listener; nothing is sent.
    package init(
        key: ElevenLabsKey,
        baseURL: String,
        way: Way,
        model: String = Self.standardModel,
        client: HTTPClient
    ) {
        connection = ElevenLabsConnection(client: client, key: key, baseURL: baseURL)
        self.way = way
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
        var form = MultipartForm(boundary: "narrate-\(UUID().uuidString)")
        switch way {
        case .transcription:
            form.append("model_id", model)
            form.append(
                "language_code",
                String(language.lowercased().prefix { $0 != "-" && $0 != "_" })
            )
            // Otherwise "(laughter)" stands among the words.
            form.append("tag_audio_events", "false")
            form.append("timestamps_granularity", "none")
        case .alignment: form.append("text", text)
        }
        let name = path.split(separator: "/").last.map(String.init) ?? "take"
        form.append("file", file: name, type: "application/octet-stream", content: Array(audio))
        return try await hearing(form)
    }

    private func hearing(_ form: MultipartForm) async throws -> Hearing {
        let path = way == .alignment ? "/v1/forced-alignment" : "/v1/speech-to-text"
        var request = connection.request(
            "POST",
            path,
            body: ElevenLabsConnection.CallBody(bytes: form.bytes, contentType: form.contentType)
        )
        request.limits = HTTPLimits(
            firstByte: .seconds(120),
            idle: .seconds(60),
            whole: .seconds(300)
        )
        // What was refused was not listened to: it may be asked again.
        let response = try await connection.patience.call {
            try await connection.exchange(costsMoney: true) {
                try await connection.client.send(request)
            }
        }
        let credits = response.headers["character-cost"].flatMap(Int.init).map { Credits($0) }
        do {
            return Hearing(try account(in: response), credits: credits)
        } catch {
            throw EngineError(
                code: .brokenAnswer,
                message: "the answer to \(path) is not what the service documents",
                charge: .paid
            )
        }
    }

    private func account(in response: HTTPResponse) throws -> Hearing.Account {
        switch way {
        case .transcription:
            return .transcript(try response.decoded(as: Transcription.self).text)
        case .alignment:
            let words = try response.decoded(as: Alignment.self).words
            return .alignment(
                words.map { AlignedWord(text: $0.text, start: $0.start, loss: $0.loss) }
            )
        }
    }

    private struct Transcription: Decodable, Sendable {
        var text: String
    }

    private struct Alignment: Decodable, Sendable {
        struct Word: Decodable, Sendable {
            var text: String
            var start: Double
            var loss: Double
        }

        var words: [Word]
    }
}
