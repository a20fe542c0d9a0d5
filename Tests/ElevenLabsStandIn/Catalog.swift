/// A model the stand-in speaks with.
struct CatalogModel: Sendable {
    var id: String
    var name: String
    var limit: Int
    /// Credits per character.
    var rate: Double
    var group: String
    var languages: [String]
    var takesPhonemes = false
    var takesStitching = true
    var takesLanguage = true
    /// How long it takes compared with multilingual v2.
    var slowness = 1.0

    static let all = [
        CatalogModel(
            id: "eleven_multilingual_v2",
            name: "Eleven Multilingual v2",
            limit: 10_000,
            rate: 1,
            group: "standard",
            languages: multilingual,
            takesLanguage: false
        ),
        CatalogModel(
            id: "eleven_flash_v2_5",
            name: "Eleven Flash v2.5",
            limit: 40_000,
            rate: 0.5,
            group: "turbo",
            languages: multilingual + ["hu", "no", "vi"],
            slowness: 0.22
        ),
        CatalogModel(
            id: "eleven_turbo_v2_5",
            name: "Eleven Turbo v2.5",
            limit: 40_000,
            rate: 0.5,
            group: "turbo",
            languages: multilingual + ["hu", "no", "vi"],
            slowness: 0.4
        ),
        CatalogModel(
            id: "eleven_flash_v2",
            name: "Eleven Flash v2",
            limit: 30_000,
            rate: 0.5,
            group: "turbo",
            languages: ["en"],
            takesPhonemes: true,
            slowness: 0.22
        ),
        CatalogModel(
            id: "eleven_turbo_v2",
            name: "Eleven Turbo v2",
            limit: 30_000,
            rate: 0.5,
            group: "turbo",
            languages: ["en"],
            takesPhonemes: true,
            slowness: 0.4
        ),
        CatalogModel(
            id: "eleven_v3",
            name: "Eleven v3",
            limit: 5_000,
            rate: 1,
            group: "standard",
            languages: multilingual + ["hu", "no", "vi"],
            takesPhonemes: true,
            takesStitching: false,
            slowness: 1.5
        ),
        CatalogModel(
            id: "eleven_standin_unstitched",
            name: "Stand-in",
            limit: 5_000,
            rate: 1,
            group: "standard",
            languages: multilingual,
            takesStitching: false
        ),
    ]

    private static let multilingual = [
        "en", "ja", "zh", "de", "hi", "fr", "ko", "pt", "it", "es", "id", "nl", "tr", "fil", "pl",
        "sv", "bg", "ro", "ar", "cs", "el", "fi", "hr", "ms", "sk", "da", "ta", "uk", "ru",
    ]

    var json: JSON {
        [
            "model_id": .string(id), "name": .string(name), "description": .string("\(name)."),
            "can_be_finetuned": true, "can_do_text_to_speech": true,
            "can_do_voice_conversion": false, "can_use_style": true, "can_use_speaker_boost": true,
            "serves_pro_voices": false, "token_cost_factor": .number(rate),
            "requires_alpha_access": false, "max_characters_request_free_user": 2500,
            "max_characters_request_subscribed_user": .integer(limit),
            "maximum_text_length_per_request": .integer(limit),
            "languages": .array(
                languages.map { ["language_id": .string($0), "name": .string($0)] }
            ),
            "model_rates": [
                "character_cost_multiplier": .number(rate), "cost_discount_multiplier": 1.0,
            ],
            "concurrency_group": .string(group),
        ]
    }
}

/// A voice the stand-in speaks with.
struct CatalogVoice: Sendable {
    var id: String
    var name: String
    var category = "premade"
    var gender: String
    var accent: String
    var useCase = "narrative_story"
    /// Voice of the embedded engine that lends it its sound.
    var espeak: String

    static let all = [
        CatalogVoice(
            id: "JBFqnCBsd6RMkjVDRZzb",
            name: "George",
            gender: "male",
            accent: "british",
            espeak: "en-gb"
        ),
        CatalogVoice(
            id: "EXAVITQu4vr4xnSDxMaL",
            name: "Sarah",
            gender: "female",
            accent: "american",
            useCase: "news",
            espeak: "en-us+f2"
        ),
        CatalogVoice(
            id: "onwK4e9ZLuTAKqWW03F9",
            name: "Daniel",
            gender: "male",
            accent: "british",
            useCase: "news",
            espeak: "en-gb+m3"
        ),
        CatalogVoice(
            id: "21m00Tcm4TlvDq8ikWAM",
            name: "Rachel",
            category: "professional",
            gender: "female",
            accent: "american",
            espeak: "en-us+f3"
        ),
        CatalogVoice(
            id: "pFZP5JQG7iQjIQuC4Bku",
            name: "Lily - Velvety Actress",
            gender: "female",
            accent: "british",
            espeak: "en-gb+f4"
        ),
    ]

    /// Settings the account has stored for it.
    static let settings: JSON = [
        "stability": 0.5, "similarity_boost": 0.75, "style": 0.0, "use_speaker_boost": true,
        "speed": 1.0,
    ]

    var json: JSON {
        [
            "voice_id": .string(id), "name": .string(name), "category": .string(category),
            "labels": [
                "gender": .string(gender), "accent": .string(accent), "language": "en",
                "use_case": .string(useCase),
            ],
            "available_for_tiers": [],
            "high_quality_base_model_ids": .strings(CatalogModel.all.map(\.id)),
            "description": .string("\(name), \(accent)"), "preview_url": nil,
            "settings": Self.settings, "samples": nil, "is_owner": false, "is_legacy": false,
            "verified_languages": [
                [
                    "language": "en", "model_id": "eleven_multilingual_v2",
                    "accent": .string(accent), "locale": nil, "preview_url": nil,
                ]
            ],
        ]
    }
}

/// A plan of the account: what it allows.
struct CatalogPlan: Sendable {
    var tier: String
    var concurrency: Int
    var credits: Int
    /// 0 free, 1 starter, 2 creator, 3 pro and above.
    var rank: Int

    static let all = [
        CatalogPlan(tier: "free", concurrency: 2, credits: 10_000, rank: 0),
        CatalogPlan(tier: "starter", concurrency: 3, credits: 30_000, rank: 1),
        CatalogPlan(tier: "creator", concurrency: 5, credits: 100_000, rank: 2),
        CatalogPlan(tier: "pro", concurrency: 10, credits: 500_000, rank: 3),
        CatalogPlan(tier: "scale_2024_08_10", concurrency: 15, credits: 2_000_000, rank: 3),
    ]

    static func named(_ tier: String) -> CatalogPlan? { all.first { $0.tier.hasPrefix(tier) } }
}
