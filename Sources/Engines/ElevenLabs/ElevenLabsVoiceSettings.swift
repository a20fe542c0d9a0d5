import NarrateModel

/// The five settings of a voice; all are sent, so that a change in the account changes nothing.
struct ElevenLabsVoiceSettings: Sendable, Equatable {
    var stability = 0.5
    var similarityBoost = 0.75
    var style = 0.0
    var useSpeakerBoost = true
    var speed = 1.0
}

extension ElevenLabsVoiceSettings {
    /// Names as in manifests; the service's own spelling is understood too.
    private static let names = [
        "stability", "similarityBoost", "style", "useSpeakerBoost", "speed",
    ]

    /// Whether a setting is one of the voice's.
    static func knows(_ name: String) -> Bool { names.contains(canonical(name)) }

    /// `similarity_boost` and `similarityBoost` are the same setting.
    static func canonical(_ name: String) -> String {
        let parts = name.split(separator: "_")
        guard let first = parts.first else { return name }
        return parts.dropFirst().reduce(String(first)) {
            $0 + $1.prefix(1).uppercased() + $1.dropFirst()
        }
    }

    /// These settings with others laid over them.
    ///
    /// - Throws: `EngineError.refused` for a value out of range: the service checks two of the five.
    func overlaid(with settings: [String: String]) throws(EngineError) -> ElevenLabsVoiceSettings {
        var result = self
        for (name, value) in settings.sorted(by: { $0.key < $1.key }) {
            switch Self.canonical(name) {
            case "stability": result.stability = try Self.number(name, value, in: 0...1)
            case "similarityBoost": result.similarityBoost = try Self.number(name, value, in: 0...1)
            case "style": result.style = try Self.number(name, value, in: 0...1)
            case "speed": result.speed = try Self.number(name, value, in: 0.7...1.2)
            case "useSpeakerBoost": result.useSpeakerBoost = try Self.flag(name, value)
            default: continue
            }
        }
        return result
    }

    /// The settings by name, spelled one way only: they are part of a take's name.
    var spelled: [String: String] {
        [
            "stability": String(stability), "similarityBoost": String(similarityBoost),
            "style": String(style), "useSpeakerBoost": String(useSpeakerBoost),
            "speed": String(speed),
        ]
    }

    private static func number(
        _ name: String,
        _ value: String,
        in range: ClosedRange<Double>
    ) throws(EngineError) -> Double {
        guard let number = Double(value.trimmed), range.contains(number) else {
            throw EngineError(
                code: .refused,
                message:
                    "voice setting \(name) is '\(value)', expected \(range.lowerBound) to \(range.upperBound)"
            )
        }
        return number
    }

    private static func flag(_ name: String, _ value: String) throws(EngineError) -> Bool {
        switch value.trimmed.lowercased() {
        case "true", "yes", "on", "1": return true
        case "false", "no", "off", "0": return false
        default:
            throw EngineError(
                code: .refused,
                message: "voice setting \(name) is '\(value)', expected true or false"
            )
        }
    }
}

/// As the service writes them; all may be missing or null.
struct ElevenLabsStoredSettings: Decodable, Sendable {
    var stability: Double?
    var similarity_boost: Double?
    var style: Double?
    var use_speaker_boost: Bool?
    var speed: Double?

    var settings: ElevenLabsVoiceSettings {
        let standard = ElevenLabsVoiceSettings()
        return ElevenLabsVoiceSettings(
            stability: stability ?? standard.stability,
            similarityBoost: similarity_boost ?? standard.similarityBoost,
            style: style ?? standard.style,
            useSpeakerBoost: use_speaker_boost ?? standard.useSpeakerBoost,
            speed: speed ?? standard.speed
        )
    }
}
