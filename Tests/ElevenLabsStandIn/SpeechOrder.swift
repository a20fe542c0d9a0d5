/// What a text-to-speech call asks for, once it is known to be right.
struct SpeechOrder: Sendable {
    var voice: CatalogVoice
    var model: CatalogModel
    var text: String
    /// What is really said: after dictionaries and without tags.
    var spoken: String
    var format: OutputFormat
    var speed = 1.0
    var settings: JSON = .null
    var previousIDs: [String] = []
    var nextIDs: [String] = []
    var previousText: String?
    var nextText: String?
    /// Whether the answer comes in pieces; such audio has no Info frame.
    var isStreamed = false
    /// Seconds of silence that a fault puts inside.
    var silenceInside = 0.0

    var characters: Int { text.unicodeScalars.count }

    var cost: Int { Int((Double(characters) * model.rate).rounded(.up)) }

    var isStitched: Bool { !previousIDs.isEmpty || !nextIDs.isEmpty }
}

/// A name such as `mp3_44100_128`.
struct OutputFormat: Sendable, Hashable {
    var name: String
    var codec: String
    var sampleRate: Int
    /// Kbit/s; 0 where the codec has none.
    var bitRate: Int

    private static let mp3 = [
        "mp3_22050_32", "mp3_24000_48", "mp3_44100_32", "mp3_44100_64", "mp3_44100_96",
        "mp3_44100_128", "mp3_44100_192",
    ]
    private static let rates = [8000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000]
    private static let streamable =
        mp3 + rates.map { "pcm_\($0)" } + ["ulaw_8000", "alaw_8000"]
        + [32, 64, 96, 128, 192].map { "opus_48000_\($0)" }

    /// The format of that name, or `nil`; WAV can't be streamed.
    init?(_ name: String, isStreamed: Bool) {
        let known = isStreamed ? Self.streamable : Self.streamable + Self.rates.map { "wav_\($0)" }
        let parts = name.split(separator: "_")
        guard known.contains(name), let rate = Int(parts[1]) else { return nil }
        self.name = name
        codec = String(parts[0])
        sampleRate = rate
        bitRate = parts.count > 2 ? Int(parts[2]) ?? 0 : 0
    }

    /// Rank of the plan it needs, and that plan's name.
    var needs: (rank: Int, tier: String) {
        switch name {
        case "mp3_44100_192": (2, "Creator")
        case "pcm_44100", "pcm_48000", "wav_44100", "wav_48000": (3, "Pro")
        default: (0, "Free")
        }
    }

    var contentType: String {
        switch codec {
        case "mp3": "audio/mpeg"
        case "pcm": "audio/pcm"
        case "opus": "audio/opus"
        case "wav": "audio/wav"
        default: "audio/basic"
        }
    }

    var fileExtension: String { codec == "ulaw" || codec == "alaw" ? "raw" : codec }
}

/// What the history keeps of a request.
struct HistoryItem: Sendable {
    var id: String
    var requestID: String
    var order: SpeechOrder
    var cost: Int
    var countBefore = 0
    var date = 0.0

    var json: JSON {
        [
            "history_item_id": .string(id), "request_id": .string(requestID),
            "voice_id": .string(order.voice.id), "voice_name": .string(order.voice.name),
            "voice_category": .string(order.voice.category), "model_id": .string(order.model.id),
            "text": .string(order.text), "date_unix": .integer(Int(date)),
            "character_count_change_from": .integer(countBefore),
            "character_count_change_to": .integer(countBefore + cost),
            "content_type": .string(order.format.contentType), "state": "created",
            "settings": order.settings, "source": "TTS", "share_link_id": nil,
            "output_format": .string(order.format.name), "alignments": nil, "dialogue": nil,
        ]
    }
}
