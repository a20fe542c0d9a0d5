import NarrateModel

/// What is known of a model beyond what the service lists.
struct ElevenLabsModel: Sendable, Equatable {
    let id: String

    /// The model that reads books best and stays with them: stitching, 29 languages.
    static let standard = "eleven_multilingual_v2"

    /// Documented limits, and prices per character, of models the list may not be had for.
    private static let known: [String: (limit: Int, price: Double)] = [
        "eleven_multilingual_v2": (10_000, 1),
        "eleven_flash_v2_5": (40_000, 0.5),
        "eleven_turbo_v2_5": (40_000, 0.5),
        "eleven_flash_v2": (30_000, 0.5),
        "eleven_turbo_v2": (30_000, 0.5),
        "eleven_multilingual_v1": (10_000, 1),
        "eleven_monolingual_v1": (10_000, 1),
        "eleven_v3": (3_000, 1),
    ]

    /// Longest text; models nobody documented get the smallest documented limit.
    var limit: Int { Self.known[id]?.limit ?? 3_000 }

    var creditsPerCharacter: Double { Self.known[id]?.price ?? 1 }

    var isKnown: Bool { Self.known[id] != nil }

    /// The model as far as it is known without asking.
    var speechModel: SpeechModel {
        SpeechModel(
            id: id,
            name: id,
            maxCharacters: limit,
            creditsPerCharacter: creditsPerCharacter
        )
    }

    private var isThirdGeneration: Bool { id.hasPrefix("eleven_v3") }

    /// Whether phonemes are read; other models leave the word out of the audio without a word.
    var takesPhonemes: Bool {
        isThirdGeneration
            || ["eleven_flash_v2", "eleven_turbo_v2", "eleven_monolingual_v1"].contains(id)
    }

    /// Turbo and flash share a limit that is twice the others'.
    var isFast: Bool { id.contains("flash") || id.contains("turbo") }

    /// The third generation refuses neighbours in every form; the fourth took text when tried.
    var stitching: EngineSession.Stitching {
        if isThirdGeneration { return .none }
        return id.hasPrefix("eleven_v4") ? .text : .ids
    }

    /// Multilingual v2 answered a language with an error in some years and ignored it in others.
    var takesLanguage: Bool {
        isThirdGeneration || id.hasPrefix("eleven_v4") || id.hasSuffix("_v2_5")
    }

    /// Speech at about this speed (measured on long answers: 16.2).
    var charactersPerSecond: Double { 16 }

    /// Refuses settings that only this model minds.
    func check(_ settings: ElevenLabsVoiceSettings) throws(EngineError) {
        guard isThirdGeneration, ![0, 0.5, 1].contains(settings.stability) else { return }
        throw EngineError(
            code: .refused,
            message: "stability is \(settings.stability), \(id) takes 0, 0.5 or 1"
        )
    }
}

/// A model as the service lists it.
struct ElevenLabsListedModel: Decodable, Sendable {
    var model_id: String
    var name: String?
    var can_do_text_to_speech: Bool?
    var token_cost_factor: Double?
    var maximum_text_length_per_request: Int?
    var languages: [Language]?
    var model_rates: Rates?
    var concurrency_group: String?

    /// A language by its code.
    struct Language: Decodable, Sendable { var language_id: String }

    /// What its characters cost.
    struct Rates: Decodable, Sendable { var character_cost_multiplier: Double? }

    var speechModel: SpeechModel {
        let model = ElevenLabsModel(id: model_id)
        // The list was seen with limits far above what a model reads well or takes at all.
        let listed = maximum_text_length_per_request ?? model.limit
        let price =
            model_rates?.character_cost_multiplier ?? token_cost_factor
            ?? model.creditsPerCharacter
        return SpeechModel(
            id: model_id,
            name: name ?? model_id,
            maxCharacters: model.isKnown ? min(listed, max(model.limit, 5_000)) : listed,
            creditsPerCharacter: price,
            languages: (languages ?? []).map(\.language_id)
        )
    }
}
