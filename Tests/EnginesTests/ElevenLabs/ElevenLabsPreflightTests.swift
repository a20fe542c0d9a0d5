import Foundation
import NarrateModel
import Testing

@testable import ElevenLabsStandIn
@testable import NarrateEngines

@Suite(.timeLimit(.minutes(1))) struct ElevenLabsPreflightTests {
    private func failure(_ fixture: StandInFixture, _ choice: VoiceChoice) async throws
        -> EngineError
    {
        let error = await #expect(throws: EngineError.self) {
            try await fixture.engine.prepare(choice)
        }
        return try #require(error)
    }

    @Test func `finds defaults, plan and limits without spending`() async throws {
        let fixture = try await StandInFixture { $0.creditsUsed = 1000 }
        let session = try await fixture.engine.prepare(VoiceChoice(language: "en-GB"))
        #expect(session.voiceName == "George")
        #expect(session.template.voice == StandInFixture.george)
        #expect(session.template.model == "eleven_multilingual_v2")
        #expect(session.template.outputFormat == "mp3_44100_128")
        #expect(session.template.language == nil)
        #expect(session.template.settings == ElevenLabsVoiceSettings().spelled)
        #expect(session.model.maxCharacters == 10_000)
        #expect(session.model.creditsPerCharacter == 1)
        #expect(session.concurrency == 5)
        #expect(session.stitching == .ids)
        #expect(session.creditsLeft == Credits(99_000))
        #expect(await fixture.standIn.account.used == 1000)
    }

    @Test(arguments: [
        ("JBFqnCBsd6RMkjVDRZzb", "George"), ("george", "George"), (" Sarah\u{A0}", "Sarah"),
        ("Lily", "Lily - Velvety Actress"),
        ("Lily - Velvety Actress", "Lily - Velvety Actress"),
    ])
    func `finds a voice by id or name`(given: String, expected: String) async throws {
        let fixture = try await StandInFixture()
        let session = try await fixture.engine.prepare(VoiceChoice(voice: given))
        #expect(session.voiceName == expected)
    }

    @Test(arguments: ["Nobody", "ZZZZZZZZZZZZZZZZZZZZ"])
    func `a voice that does not exist stops the run`(voice: String) async throws {
        let fixture = try await StandInFixture()
        let error = try await failure(fixture, VoiceChoice(voice: voice))
        #expect(error.code == .notFound)
        #expect(error.message == "there is no voice '\(voice)' in the account")
    }

    @Test func `a model that does not exist stops the run and names those that do`() async throws {
        let fixture = try await StandInFixture()
        let error = try await failure(fixture, VoiceChoice(model: "eleven_monolith"))
        #expect(error.code == .notFound)
        #expect(error.hint?.contains("eleven_flash_v2_5") == true)
    }

    @Test(arguments: [
        ("free", "eleven_multilingual_v2", 2), ("creator", "eleven_flash_v2_5", 10),
        ("pro", "eleven_multilingual_v2", 10), ("scale", "eleven_v3", 15),
    ])
    func `the plan gives the concurrency`(tier: String, model: String, expected: Int) async throws {
        let fixture = try await StandInFixture {
            $0.plan = CatalogPlan.named(tier) ?? $0.plan
        }
        let choice = VoiceChoice(voice: StandInFixture.george, model: model)
        #expect(try await fixture.engine.prepare(choice).concurrency == expected)
    }

    @Test(arguments: [
        ("eleven_multilingual_v2", EngineSession.Stitching.ids, nil),
        ("eleven_flash_v2_5", .ids, "en-GB"), ("eleven_v3", .none, "en-GB"),
    ])
    func `the model decides on stitching and language`(
        model: String,
        expected: EngineSession.Stitching,
        language: String?
    ) async throws {
        let fixture = try await StandInFixture()
        let session = try await fixture.engine.prepare(
            VoiceChoice(model: model, language: "en-GB")
        )
        #expect(session.stitching == expected)
        #expect(session.template.language == language)
    }

    @Test func `without history nothing is stitched`() async throws {
        let fixture = try await StandInFixture(engine: ElevenLabsOptions(keepsHistory: false))
        #expect(try await fixture.engine.prepare(VoiceChoice()).stitching == .none)
    }

    @Test(arguments: [
        ("free", "mp3_44100_128"), ("starter", "mp3_44100_128"), ("creator", "mp3_44100_192"),
        ("pro", "pcm_44100"), ("scale", "pcm_44100"),
    ])
    func `auto takes the best format the plan allows`(tier: String, expected: String) async throws {
        let fixture = try await StandInFixture { $0.plan = CatalogPlan.named(tier) ?? $0.plan }
        let choice = VoiceChoice(voice: StandInFixture.george, outputFormat: "auto")
        let session = try await fixture.engine.prepare(choice)
        #expect(session.template.outputFormat == expected)
        var request = session.template
        request.text = "Hello there."
        #expect(try await fixture.record(request).delivery.credits == Credits(12))
    }

    @Test(arguments: [
        ("free", "mp3_44100_192", "Creator"), ("creator", "pcm_44100", "Pro"),
    ])
    func `a format above the plan is refused`(tier: String, format: String, needed: String)
        async throws
    {
        let fixture = try await StandInFixture { $0.plan = CatalogPlan.named(tier) ?? $0.plan }
        let error = try await failure(fixture, VoiceChoice(outputFormat: format))
        #expect(error.code == .refused)
        #expect(error.message.contains("needs the plan \(needed)"))
    }

    @Test func `a key that may only speak is no obstacle`() async throws {
        let fixture = try await StandInFixture(key: "sk_restricted") {
            $0.restrictedKeys = ["sk_restricted"]
        }
        let session = try await fixture.engine.prepare(
            VoiceChoice(voice: StandInFixture.george, model: "eleven_flash_v2_5")
        )
        #expect(session.creditsLeft == nil)
        #expect(session.concurrency == 4)
        #expect(session.model.maxCharacters == 40_000)
        var request = session.template
        request.text = "Hello."
        #expect(try await fixture.record(request).delivery.credits == Credits(3))
    }

    @Test func `a key that may only speak can't look up names`() async throws {
        let fixture = try await StandInFixture(key: "sk_restricted") {
            $0.restrictedKeys = ["sk_restricted"]
        }
        let error = try await failure(fixture, VoiceChoice(voice: "George"))
        #expect(error.code == .refused)
        #expect(error.hint?.contains("voices_read") == true)
    }

    @Test func `a wrong key is refused before anything else`() async throws {
        let fixture = try await StandInFixture(key: "sk_wrong")
        let error = try await failure(fixture, VoiceChoice(voice: "Nobody"))
        #expect(error.code == .refused)
        #expect(error.message.hasPrefix("the API key is refused"))
    }

    @Test(arguments: [
        ["stability": "2"], ["speed": "0.5"], ["similarity_boost": "x"],
        ["use_speaker_boost": "perhaps"], ["stabilty": "0.5"],
    ])
    func `settings out of range or unknown are refused`(settings: [String: String]) async throws {
        let fixture = try await StandInFixture()
        let error = try await failure(fixture, VoiceChoice(settings: settings))
        #expect(error.code == .refused)
    }

    @Test func `settings are spelled one way however they are given`() async throws {
        let fixture = try await StandInFixture()
        let first = try await fixture.engine.prepare(
            VoiceChoice(settings: ["similarity_boost": "1", "use_speaker_boost": "no"])
        )
        let second = try await fixture.engine.prepare(
            VoiceChoice(settings: ["similarityBoost": "1.00", "useSpeakerBoost": "false"])
        )
        #expect(first.template == second.template)
        #expect(first.template.settings["similarityBoost"] == "1.0")
    }

    @Test func `lists voices, searched voices and models`() async throws {
        let fixture = try await StandInFixture()
        #expect(try await fixture.engine.voices().count == 5)
        #expect(try await fixture.engine.voices(matching: "british").map(\.name).contains("Daniel"))
        let models = try await fixture.engine.models()
        #expect(models.first { $0.id == "eleven_flash_v2_5" }?.creditsPerCharacter == 0.5)
        #expect(try await fixture.engine.subscription()?.tier == "creator")
    }
}
