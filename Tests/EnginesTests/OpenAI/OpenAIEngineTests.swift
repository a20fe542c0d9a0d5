import Foundation
import NarrateModel
import Synchronization
import Testing

@testable import NarrateEngines

@Suite(.timeLimit(.minutes(1))) struct OpenAIEngineTests {
    /// A server of the protocol: lists two voices and models, and answers speech as a test says.
    private final class Server: Sendable {
        let loopback: LoopbackServer
        private let log: RequestLog

        var url: String { loopback.url }

        init(
            lists: Bool = true,
            speech: @escaping @Sendable (LoopbackServer.Connection) -> Void
        ) throws {
            let log = RequestLog()
            loopback = try LoopbackServer { connection, request in
                log.append(request)
                if request.hasPrefix("POST /v1/audio/speech ") { return speech(connection) }
                guard lists else { return connection.answer(404, body: #"{"detail":"Not Found"}"#) }
                if request.hasPrefix("GET /v1/models ") {
                    connection.answer(body: #"{"data":[{"id":"tts-1"},{"id":"kokoro"}]}"#)
                } else if request.hasPrefix("GET /v1/audio/voices ") {
                    connection.answer(
                        body: #"{"voices":["af_bella",{"id":"af_sky","name":"Sky"}]}"#
                    )
                } else {
                    connection.answer(404)
                }
            }
            self.log = log
        }

        /// What came for speech.
        var speechRequests: [String] {
            log.all.filter { $0.hasPrefix("POST /v1/audio/speech ") }
        }
    }

    /// Requests in the order they came.
    private final class RequestLog: Sendable {
        private let requests = Mutex<[String]>([])

        var all: [String] { requests.withLock { $0 } }

        func append(_ request: String) { requests.withLock { $0.append(request) } }
    }

    private static let wave =
        WaveHeader.bytes(sampleRate: 24_000, byteCount: 4800) + [UInt8](repeating: 3, count: 4800)

    private static func answer(_ bytes: [UInt8], type: String = "audio/wav")
        -> @Sendable (LoopbackServer.Connection) -> Void
    {
        { connection in
            connection.write(
                "HTTP/1.1 200 OK\r\ncontent-type: \(type)\r\nx-request-id: req_1\r\n"
                    + "content-length: \(bytes.count)\r\n\r\n"
            )
            connection.write(bytes)
        }
    }

    private func engine(_ server: Server, key: String? = nil) throws -> OpenAIEngine {
        OpenAIEngine(
            key: key,
            options: OpenAIOptions(baseURL: "\(server.url)/v1/"),
            client: try HTTPClient()
        )
    }

    private func record(_ engine: OpenAIEngine, _ request: SpeechRequest) async throws
        -> (delivery: Delivery, audio: [UInt8])
    {
        try await ScratchFolder.with { folder in
            let path = "\(folder)/take"
            try Data().write(to: URL(filePath: path))
            let delivery = try await engine.record(request, context: .none, to: path)
            return (delivery, Array(try Data(contentsOf: URL(filePath: path))))
        }
    }

    private static func request(_ text: String = "Hello.", format: String = "wav") -> SpeechRequest
    {
        SpeechRequest(
            text: text,
            engine: "openai",
            voice: "af_bella",
            model: "kokoro",
            settings: ["speed": "1.5"],
            outputFormat: format
        )
    }

    @Test func `speaks through the call every such server has`() async throws {
        let server = try Server(speech: Self.answer(Self.wave))
        let (delivery, audio) = try await record(
            try engine(server, key: " secret-1 "),
            Self.request("Hé \"you\".")
        )
        let sent = try #require(server.speechRequests.first)
        #expect(sent.contains("authorization: Bearer secret-1\r\n"))
        struct Sent: Decodable, Equatable {
            var model: String
            var input: String
            var voice: String
            var response_format: String
            var speed: Double
        }
        let body = try #require(sent.firstRange(of: "\r\n\r\n"))
        let decoded = try JSONDecoder().decode(Sent.self, from: Data(sent[body.upperBound...].utf8))
        #expect(
            decoded
                == Sent(
                    model: "kokoro",
                    input: "Hé \"you\".",
                    voice: "af_bella",
                    response_format: "wav",
                    speed: 1.5
                )
        )
        #expect(delivery == Delivery(fileExtension: "wav", requestID: "req_1"))
        #expect(audio == Self.wave)
    }

    @Test func `a WAV file that was streamed gets its length`() async throws {
        let streamed = Array(Self.wave[..<40]) + [0xFF, 0xFF, 0xFF, 0xFF] + Self.wave[44...]
        let server = try Server(speech: Self.answer(streamed))
        #expect(try await record(try engine(server), Self.request()).audio == Self.wave)
    }

    @Test func `samples get a header of the rate that was asked for`() async throws {
        let server = try Server(speech: Self.answer(Array(Self.wave[44...]), type: "audio/pcm"))
        let (delivery, audio) = try await record(try engine(server), Self.request(format: "pcm"))
        #expect(delivery.fileExtension == "wav")
        #expect(audio == Self.wave)
        #expect(server.speechRequests.first?.contains(#""response_format":"pcm""#) == true)
    }

    @Test func `a server that answers in its own format is understood`() async throws {
        let server = try Server(speech: Self.answer(Self.wave, type: "audio/mpeg"))
        let delivery = try await record(try engine(server), Self.request(format: "mp3")).delivery
        #expect(delivery.fileExtension == "wav")
    }

    @Test(
        arguments: [
            (401, #"{"error":{"message":"Incorrect API key","code":"invalid_api_key"}}"#, .refused),
            (429, #"{"error":{"message":"x","code":"insufficient_quota"}}"#, .quotaExceeded),
            (429, #"{"error":{"message":"x","code":"rate_limit_exceeded"}}"#, .unavailable),
            (404, #"{"error":{"message":"no model","code":"model_not_found"}}"#, .notFound),
            (404, #"{"detail":"Not Found"}"#, .notFound),
            (400, #"{"error":{"message":"x","code":"string_above_max_length"}}"#, .unspeakable),
            (400, #"{"error":"input too long"}"#, .unspeakable),
            (
                400, #"{"detail":{"error":"validation_error","message":"Voice x not found"}}"#,
                .refused
            ),
            (422, #"{"detail":[{"loc":["body"],"msg":"bad"}]}"#, .refused),
            (413, "", .unspeakable),
            (500, #"{"message":"out of memory"}"#, .unavailable),
            (503, "<html>", .unavailable),
            (302, "", .refused),
        ] as [(Int, String, EngineError.Code)]
    )
    func `each refusal has one meaning`(status: Int, body: String, expected: EngineError.Code)
        async throws
    {
        let server = try Server { $0.answer(status, body: body) }
        let engine = try engine(server)
        let error = await #expect(throws: EngineError.self) {
            try await record(engine, Self.request())
        }
        #expect(error?.code == expected)
        #expect(error?.charge == .notPaid)
    }

    @Test(arguments: [
        ("", "audio/wav"), ("{\"error\":1}", "application/json"), ("{\"error\":1}", "audio/wav"),
        ("<html>", "text/html"),
    ])
    func `what only claims to be audio is a broken answer`(body: String, type: String)
        async throws
    {
        let server = try Server(speech: Self.answer(Array(body.utf8), type: type))
        let engine = try engine(server)
        let error = await #expect(throws: EngineError.self) {
            try await record(engine, Self.request())
        }
        #expect(error?.code == .brokenAnswer)
    }

    @Test func `finds voice and model, and defaults, without speaking`() async throws {
        let server = try Server(speech: Self.answer(Self.wave))
        let engine = try engine(server)
        let session = try await engine.prepare(VoiceChoice())
        #expect(session.template.voice == "af_bella")
        #expect(session.template.model == "tts-1")
        #expect(session.template.outputFormat == "wav")
        #expect(session.template.engineVersion == HTTPError.host(of: server.url))
        #expect(session.model.creditsPerCharacter == 0)
        #expect(session.stitching == .none)
        let chosen = try await engine.prepare(
            VoiceChoice(voice: "Sky", model: "kokoro", settings: ["speed": "2"])
        )
        #expect(chosen.template.voice == "af_sky")
        #expect(chosen.template.model == "kokoro")
        #expect(chosen.charactersPerSecond == 30)
        let mixed = try await engine.prepare(VoiceChoice(voice: "af_bella(2)+af_sky(1)"))
        #expect(mixed.template.voice == "af_bella(2)+af_sky(1)")
        #expect(server.speechRequests.isEmpty)
    }

    @Test(
        arguments: [
            (VoiceChoice(voice: "nobody"), .notFound), (VoiceChoice(model: "none"), .notFound),
            (VoiceChoice(voice: "af_bella+nobody"), .notFound),
            (VoiceChoice(settings: ["speed": "9"]), .refused),
            (VoiceChoice(settings: ["stability": "1"]), .refused),
            (VoiceChoice(outputFormat: "opus"), .refused),
        ] as [(VoiceChoice, EngineError.Code)]
    )
    func `what can't work is refused before speaking`(
        choice: VoiceChoice,
        expected: EngineError.Code
    ) async throws {
        let server = try Server(speech: Self.answer(Self.wave))
        let engine = try engine(server)
        let error = await #expect(throws: EngineError.self) { try await engine.prepare(choice) }
        #expect(error?.code == expected)
    }

    @Test func `a server without lists takes what it is given`() async throws {
        let server = try Server(lists: false, speech: Self.answer(Self.wave))
        let engine = try engine(server)
        let session = try await engine.prepare(VoiceChoice(voice: "any", model: "piper"))
        #expect(session.template.voice == "any")
        #expect(session.template.model == "piper")
        #expect(try await engine.voices().isEmpty)
        #expect(try await engine.models().map(\.id) == ["tts-1"])
    }

    @Test func `OpenAI itself needs a key and bills by the character`() async throws {
        let engine = OpenAIEngine(key: nil, client: try HTTPClient())
        let error = await #expect(throws: EngineError.self) {
            try await engine.prepare(VoiceChoice())
        }
        #expect(error?.code == .refused)
        #expect(try await engine.voices().contains { $0.id == "alloy" })
    }

    @Test func `a key does not show itself`() async throws {
        let server = try Server {
            $0.answer(401, body: #"{"error":{"message":"wrong key secret-1"}}"#)
        }
        let engine = try engine(server, key: "secret-1")
        let error = await #expect(throws: EngineError.self) {
            try await record(engine, Self.request())
        }
        var dumped = ""
        dump(engine, to: &dumped)
        #expect(error?.description.contains("secret-1") == false)
        #expect(!dumped.contains("secret-1"))
    }
}
