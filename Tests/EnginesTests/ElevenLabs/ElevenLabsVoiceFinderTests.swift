import Foundation
import NarrateModel
import Testing

@testable import NarrateEngines

@Suite(.timeLimit(.minutes(1))) struct ElevenLabsVoiceFinderTests {
    private static let page = """
        {"voices":[
        {"voice_id":"news","name":"Nora","category":"premade","labels":{"use_case":"news"},
         "verified_languages":[{"language":"en","locale":"en-US"}]},
        {"voice_id":"french","name":"Anna","category":"premade",
         "labels":{"use_case":"narrative_story"},"verified_languages":[{"language":"fr"}]},
        {"voice_id":"english","name":"Ben - Warm Narrator","category":"premade",
         "labels":{"use_case":"narrative_story","language":"en"}},
        {"voice_id":"library","name":"Carl","category":"professional",
         "labels":{"use_case":"narrative_story","language":"en"}},
        {"voice_id":"second","name":"Anna","category":"cloned","labels":null}
        ],"has_more":false,"total_count":5}
        """

    private func voice(_ choice: VoiceChoice, page: String = page) async throws -> ElevenLabsVoice {
        let server = try LoopbackServer { connection, request in
            request.hasPrefix("GET /v2/voices?")
                ? connection.answer(body: page) : connection.answer(404)
        }
        let connection = ElevenLabsConnection(
            client: try HTTPClient(),
            key: try ElevenLabsKey("k", baseURL: server.url),
            baseURL: server.url
        )
        let voice = try await ElevenLabsVoiceFinder(connection: connection).voice(choice)
        return withExtendedLifetime(server) { voice }
    }

    @Test(
        arguments: [
            ("en-GB", "english"), ("fr", "french"),
            (nil, "english"),  // English, when nothing is known of the book
            ("de", "french"),  // nobody is said to speak it: the first narrator
        ] as [(String?, String)]
    )
    func `the default is a premade narrator who speaks the language`(
        language: String?,
        expected: String
    ) async throws {
        #expect(try await voice(VoiceChoice(language: language)).voice_id == expected)
    }

    @Test func `without narrators the first premade voice is taken, without any a known one`()
        async throws
    {
        let news = #"{"voices":[{"voice_id":"x","name":"X","category":"premade"}]}"#
        #expect(try await voice(VoiceChoice(), page: news).voice_id == "x")
        let none = #"{"voices":[]}"#
        #expect(try await voice(VoiceChoice(), page: none).voice_id == "JBFqnCBsd6RMkjVDRZzb")
    }

    @Test func `a name that two voices have asks for an id`() async throws {
        let error = await #expect(throws: EngineError.self) {
            try await voice(VoiceChoice(voice: "anna"))
        }
        #expect(error?.code == .notFound)
        #expect(error?.hint == "give the id of one: french, second")
    }

    @Test func `a name that no voice has tells of similar ones`() async throws {
        let error = await #expect(throws: EngineError.self) {
            try await voice(VoiceChoice(voice: "Bennet"))
        }
        #expect(error?.hint?.hasPrefix("similar: Nora, Anna, Ben") == true)
    }

    @Test func `languages are listed once, verified ones before labels`() async throws {
        let voice = try await voice(VoiceChoice(voice: "Nora")).voice
        #expect(
            voice
                == Voice(
                    id: "news",
                    name: "Nora",
                    languages: ["en-US"],
                    gender: nil,
                    category: "premade"
                )
        )
    }
}
