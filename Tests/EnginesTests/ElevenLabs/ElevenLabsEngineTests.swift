import Foundation
import NarrateModel
import Testing

@testable import ElevenLabsStandIn
@testable import NarrateEngines

@Suite(.timeLimit(.minutes(1))) struct ElevenLabsEngineTests {
    @Test func `speaks a request and says what it cost`() async throws {
        let fixture = try await StandInFixture()
        let request = StandInFixture.request("It was the best of times.")
        let (delivery, audio) = try await fixture.record(request)
        let entry = try #require(await fixture.journal.first)
        #expect(delivery.fileExtension == "mp3")
        #expect(delivery.credits == Credits(25))
        #expect(delivery.requestID == entry.requestID)
        #expect(delivery.concurrencyLimit == 5)
        #expect(audio.prefix(3) == Data("ID3".utf8))
        #expect(entry.query == ["output_format": "mp3_44100_128"])
        #expect(entry.path == "/v1/text-to-speech/\(StandInFixture.george)")
        #expect(entry.userAgent == "narrate")
        #expect(entry.warnings.isEmpty)
        #expect(
            entry.body == [
                "text": "It was the best of times.", "model_id": "eleven_multilingual_v2",
                "voice_settings": [
                    "stability": 0.5, "similarity_boost": 0.75, "style": 0,
                    "use_speaker_boost": true, "speed": 1,
                ],
            ]
        )
    }

    @Test func `sends seed, settings and neighbours in text order`() async throws {
        let fixture = try await StandInFixture()
        var ids: [String] = []
        for text in ["One.", "Two.", "Three.", "Four.", "Six."] {
            let made = try await fixture.record(StandInFixture.request(text)).delivery
            ids.append(try #require(made.requestID))
        }
        var request = StandInFixture.request(
            "Five.",
            settings: ["stability": "0.3", "speed": "1.1", "applyTextNormalization": "on"]
        )
        request.seed = 4_294_967_295
        let context = StitchingContext(
            previousText: "Four.",
            nextText: "Six.",
            previousRequestIDs: Array(ids[0..<4]),
            nextRequestIDs: [ids[4]]
        )
        _ = try await fixture.record(request, context: context)
        let entry = try #require(await fixture.journal.last)
        #expect(entry.warnings.isEmpty)
        #expect(entry.body["seed"] == 4_294_967_295)
        #expect(entry.body["voice_settings"]?["stability"] == 0.3)
        #expect(entry.body["voice_settings"]?["speed"] == 1.1)
        #expect(entry.body["apply_text_normalization"] == "on")
        #expect(entry.body["previous_text"] == "Four.")
        #expect(entry.body["next_text"] == "Six.")
        // The three nearest of four.
        #expect(entry.body["previous_request_ids"] == JSON.strings(ids[1..<4]))
        #expect(entry.body["next_request_ids"] == JSON.strings([ids[4]]))
    }

    @Test func `a model that takes no neighbours is told of none`() async throws {
        let fixture = try await StandInFixture()
        let context = StitchingContext(previousText: "Before.", previousRequestIDs: ["abc"])
        _ = try await fixture.record(StandInFixture.request(model: "eleven_v3"), context: context)
        let entry = try #require(await fixture.journal.last)
        #expect(entry.status == 200)
        #expect(entry.body["previous_text"] == nil)
        #expect(entry.body["previous_request_ids"] == nil)
    }

    @Test(arguments: [
        ("eleven_multilingual_v2", nil), ("eleven_flash_v2_5", "fr"), ("eleven_v3", "fr"),
    ])
    func `names the language only to models that take one`(model: String, expected: String?)
        async throws
    {
        let fixture = try await StandInFixture()
        var request = StandInFixture.request(model: model)
        request.language = "fr-CA"
        _ = try await fixture.record(request)
        #expect(await fixture.journal.last?.body["language_code"]?.string == expected)
    }

    @Test func `asks for zero retention and stitches nothing then`() async throws {
        let fixture = try await StandInFixture(engine: ElevenLabsOptions(keepsHistory: false))
        let context = StitchingContext(previousText: "Before.", previousRequestIDs: ["abc"])
        _ = try await fixture.record(context: context)
        let entry = try #require(await fixture.journal.last)
        #expect(entry.query["enable_logging"] == "false")
        #expect(entry.body["previous_request_ids"] == nil)
        #expect(await fixture.standIn.account.history.isEmpty)
    }

    @Test(arguments: [
        ("mp3_44100_192", "mp3"), ("mp3_22050_32", "mp3"), ("mp3_24000_48", "mp3"),
        ("pcm_24000", "wav"), ("pcm_44100", "wav"), ("wav_48000", "wav"),
    ])
    func `delivers files that stand on their own`(format: String, expected: String) async throws {
        let fixture = try await StandInFixture { $0.plan.rank = 3 }
        let (delivery, audio) = try await fixture.record(StandInFixture.request(format: format))
        #expect(delivery.fileExtension == expected)
        if expected == "wav" {
            let chunk = WAVHeader.dataChunk(in: audio.bytes)
            #expect(chunk.map { $0.offset + $0.length } == audio.count)
        }
    }

    @Test func `keeps the times of words when asked`() async throws {
        let fixture = try await StandInFixture(engine: ElevenLabsOptions(wantsAlignment: true))
        let request = StandInFixture.request("It was\nthe best.")
        let (delivery, audio) = try await fixture.record(request)
        let entry = try #require(await fixture.journal.last)
        #expect(entry.path.hasSuffix("/with-timestamps"))
        #expect(delivery.alignment.map(\.text) == ["It", "was", "the", "best."])
        #expect(delivery.requestID == entry.requestID)
        #expect(delivery.alignment.allSatisfy { $0.start < $0.end })
        let walk = try MP3FrameWalk(audio.bytes)
        #expect(walk.seconds > 0.9)
    }

    @Test func `a cancelled recording is a cancellation`() async throws {
        let fixture = try await StandInFixture { $0.fixedLatency = 30 }
        let task = Task { try await fixture.record() }
        while await fixture.standIn.account.journal.mostInFlight.isEmpty { await Task.yield() }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    @Test(arguments: [
        "opus_48000_128", "ulaw_8000", "mp3_44100_320", "MP3_44100_128", "",
    ])
    func `refuses formats it can't work with before sending`(format: String) async throws {
        let fixture = try await StandInFixture()
        #expect(try await fixture.failure(StandInFixture.request(format: format)).code == .refused)
        #expect(await fixture.journal.isEmpty)
    }

    @Test(arguments: [
        (StandInFixture.request("  \n"), EngineError.Code.unspeakable),
        (
            StandInFixture.request(String(repeating: "a", count: 10_001)),
            EngineError.Code.unspeakable
        ),
        (StandInFixture.request(settings: ["speed": "1.5"]), EngineError.Code.refused),
        (StandInFixture.request(settings: ["stability": "nan"]), EngineError.Code.refused),
        (
            StandInFixture.request(settings: ["applyTextNormalization": "maybe"]),
            EngineError.Code.refused
        ),
        (
            StandInFixture.request(settings: ["pronunciationDictionaries": "a@1,b@1,c@1,d@1"]),
            EngineError.Code.refused
        ),
        (
            StandInFixture.request(settings: ["pronunciationDictionaries": "without-version"]),
            EngineError.Code.refused
        ),
        (
            StandInFixture.request(model: "eleven_v3", settings: ["stability": "0.7"]),
            EngineError.Code.refused
        ),
    ])
    func `checks what the service would not`(request: SpeechRequest, expected: EngineError.Code)
        async throws
    {
        let fixture = try await StandInFixture()
        let error = try await fixture.failure(request)
        #expect(error.code == expected)
        #expect(error.charge == .notPaid)
        #expect(await fixture.standIn.account.journal.entries.isEmpty)
    }

    @Test func `a model that turns out to take no neighbours is asked again without`()
        async throws
    {
        let fixture = try await StandInFixture()
        // A name this program does not know the habits of.
        let request = StandInFixture.request(model: "eleven_standin_unstitched")
        let context = StitchingContext(previousText: "Before.")
        _ = try await fixture.record(request, context: context)
        let entries = await fixture.journal
        #expect(entries.last?.body["previous_text"] == nil)
        #expect(entries.last?.status == 200)
        #expect(await fixture.standIn.account.used == 25)
    }
}
