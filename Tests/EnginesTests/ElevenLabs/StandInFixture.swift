import Foundation
import NarrateModel
import Testing

@testable import ElevenLabsStandIn
@testable import NarrateEngines

/// An engine and the server it talks to.
struct StandInFixture {
    let standIn: StandIn
    let engine: ElevenLabsEngine

    static let george = "JBFqnCBsd6RMkjVDRZzb"

    /// A strict server, so that whatever the schema does not know fails a test.
    init(
        key: String = "sk_test_0123456789",
        engine options: ElevenLabsOptions = ElevenLabsOptions(),
        _ change: (inout StandInOptions) -> Void = { _ in }
    ) async throws {
        var serverOptions = StandInOptions()
        serverOptions.isStrict = true
        change(&serverOptions)
        standIn = try await StandIn(serverOptions)
        var options = options
        options.baseURL = standIn.url
        engine = ElevenLabsEngine(
            key: try ElevenLabsKey(key, baseURL: options.baseURL),
            options: options,
            client: try HTTPClient()
        )
    }

    /// A request as the preflight makes it.
    static func request(
        _ text: String = "It was the best of times.",
        model: String = "eleven_multilingual_v2",
        format: String = "mp3_44100_128",
        settings: [String: String] = ElevenLabsVoiceSettings().spelled
    ) -> SpeechRequest {
        SpeechRequest(
            text: text,
            engine: "elevenlabs",
            voice: george,
            model: model,
            settings: settings,
            outputFormat: format
        )
    }

    /// Records into a file of its own and hands over what was written.
    func record(
        _ request: SpeechRequest = StandInFixture.request(),
        context: StitchingContext = .none
    ) async throws -> (delivery: Delivery, audio: Data) {
        try await ScratchFolder.with { folder in
            let path = "\(folder)/take"
            try Data().write(to: URL(filePath: path))
            let delivery = try await engine.record(request, context: context, to: path)
            return (delivery, try Data(contentsOf: URL(filePath: path)))
        }
    }

    /// The error a recording ends with.
    func failure(
        _ request: SpeechRequest = StandInFixture.request(),
        context: StitchingContext = .none
    ) async throws -> EngineError {
        let error = await #expect(throws: EngineError.self) {
            try await record(request, context: context)
        }
        return try #require(error)
    }

    /// What the server wrote down of speech requests.
    var journal: [Journal.Entry] {
        get async { await standIn.account.journal.entries.filter { $0.characters > 0 } }
    }
}
