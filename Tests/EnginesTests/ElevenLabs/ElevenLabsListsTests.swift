import Foundation
import NarrateModel
import Testing

@testable import NarrateEngines

/// Lists as the service writes them, in the spellings of several years.
@Suite struct ElevenLabsListsTests {
    private func decoded<Value: Decodable>(_ type: Value.Type, _ json: String) throws -> Value {
        try JSONDecoder().decode(type, from: Data(json.utf8))
    }

    @Test(
        arguments: [
            (#""max_credit_limit_extension":0"#, 40), (#""max_credit_limit_extension":100"#, 140),
            (#""max_credit_limit_extension":"unlimited""#, nil),
            (#""max_character_limit_extension":50"#, 90),  // 2025
            (#""max_character_limit_extension":null"#, 40),
        ] as [(String, Int?)]
    )
    func `usage billing adds to what is left`(field: String, left: Int?) throws {
        let json =
            #"{"tier":"creator","character_count":60,"character_limit":100,"next_character_count_reset_unix":1787356800,"#
            + field + "}"
        let subscription = try decoded(ElevenLabsSubscription.self, json)
        #expect(subscription.left?.amount == left)
        #expect(subscription.renewalDay == "2026-08-22")
    }

    @Test func `a model may lack most of its members`() throws {
        let model = try decoded(
            ElevenLabsListedModel.self,
            #"{"model_id":"eleven_flash_v2_5","languages":null}"#
        )
        #expect(model.speechModel.maxCharacters == 40_000)
        #expect(model.speechModel.creditsPerCharacter == 0.5)
    }

    @Test func `absurd limits of a known model are not believed`() throws {
        let model = try decoded(
            ElevenLabsListedModel.self,
            #"{"model_id":"eleven_v3","maximum_text_length_per_request":1000000}"#
        )
        #expect(model.speechModel.maxCharacters == 5_000)
    }

    @Test func `a price is read from rates before the old factor`() throws {
        let model = try decoded(
            ElevenLabsListedModel.self,
            #"{"model_id":"x","token_cost_factor":1.0,"model_rates":{"character_cost_multiplier":0.3}}"#
        )
        #expect(model.speechModel.creditsPerCharacter == 0.3)
    }

    @Test(arguments: [
        ("free", 2), ("starter", 3), ("creator", 5), ("pro", 10), ("growing_business", 15),
        ("scale_2024_08_10", 15), ("enterprise", 15), ("unheard_of", 2),
    ])
    func `plans give their documented concurrency`(tier: String, expected: Int) {
        #expect(ElevenLabsPlan(tier: tier).concurrency == expected)
    }

    @Test func `words end at white space and keep their first and last times`() throws {
        let json = """
            {"audio_base64":"","alignment":{"characters":["H","i"," ","\\n","y","o","u"],
            "character_start_times_seconds":[0,0.1,0.2,0.3,0.4,0.5,0.6],
            "character_end_times_seconds":[0.1,0.2,0.3,0.4,0.5,0.6,0.7]}}
            """
        let words = try decoded(ElevenLabsTimedAnswer.self, json).alignment?.words
        #expect(
            words == [
                TimedWord(text: "Hi", start: 0, end: 0.2),
                TimedWord(text: "you", start: 0.4, end: 0.7),
            ]
        )
    }

    @Test(arguments: [
        ("George", "george", true), ("Lily - Velvety Actress", "Lily", true),
        ("Lilyana", "Lily", false), ("George", "Geo", false),
    ])
    func `names fit in full or up to a dash`(own: String, given: String, expected: Bool) {
        var voice = ElevenLabsVoice(voice_id: "x")
        voice.name = own
        #expect(voice.isCalled(given) == expected)
    }
}
