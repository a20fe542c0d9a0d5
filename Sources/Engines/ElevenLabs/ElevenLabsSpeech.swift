import NarrateModel

/// The body of a text-to-speech call; names are the service's.
struct ElevenLabsSpeech: Encodable, Sendable, Equatable {
    var text: String
    var model_id: String
    var voice_settings: Settings
    var language_code: String?
    var seed: UInt32?
    var previous_text: String?
    var next_text: String?
    var previous_request_ids: [String]?
    var next_request_ids: [String]?
    var pronunciation_dictionary_locators: [ElevenLabsLocator]?
    var apply_text_normalization: String?

    /// The five settings.
    struct Settings: Encodable, Sendable, Equatable {
        var stability: Double
        var similarity_boost: Double
        var style: Double
        var use_speaker_boost: Bool
        var speed: Double
    }

    /// A body, once everything the service does not check has been checked.
    init(_ request: SpeechRequest, context: StitchingContext) throws(EngineError) {
        let model = ElevenLabsModel(id: request.model)
        let settings = try ElevenLabsVoiceSettings().overlaid(with: request.settings)
        try model.check(settings)
        text = request.text
        model_id = request.model
        voice_settings = Settings(
            stability: settings.stability,
            similarity_boost: settings.similarityBoost,
            style: settings.style,
            use_speaker_boost: settings.useSpeakerBoost,
            speed: settings.speed
        )
        seed = request.seed
        if model.takesLanguage { language_code = request.language.map(Self.primary) }
        apply_text_normalization = try Self.normalization(request.settings)
        let locators = try ElevenLabsLocator.all(in: request.settings)
        pronunciation_dictionary_locators = locators.isEmpty ? nil : locators
        guard request.text.contains(where: { !$0.isWhitespace }) else {
            throw EngineError(code: .unspeakable, message: "the text is empty")
        }
        if model.stitching != .none { tell(context, byID: model.stitching == .ids) }
    }

    /// Names further dictionaries, which apply after the user's own.
    mutating func add(_ dictionaries: [ElevenLabsLocator]) {
        guard !dictionaries.isEmpty else { return }
        pronunciation_dictionary_locators =
            (pronunciation_dictionary_locators ?? []) + dictionaries
    }

    /// Whether the call tells of neighbours.
    var isStitched: Bool {
        previous_text != nil || next_text != nil || previous_request_ids != nil
            || next_request_ids != nil
    }

    /// The same call without neighbours.
    var unstitched: ElevenLabsSpeech {
        var plain = self
        (plain.previous_text, plain.next_text) = (nil, nil)
        (plain.previous_request_ids, plain.next_request_ids) = (nil, nil)
        return plain
    }

    /// Ids nearest to the text count most, and three are what the service takes on each side.
    private mutating func tell(_ context: StitchingContext, byID: Bool) {
        previous_text = context.previousText.flatMap { $0.isEmpty ? nil : $0 }
        next_text = context.nextText.flatMap { $0.isEmpty ? nil : $0 }
        guard byID else { return }
        let previous = context.previousRequestIDs.suffix(3)
        let next = context.nextRequestIDs.prefix(3)
        previous_request_ids = previous.isEmpty ? nil : Array(previous)
        next_request_ids = next.isEmpty ? nil : Array(next)
    }

    /// `en` of `en-GB`: the service takes ISO 639-1.
    private static func primary(_ tag: String) -> String {
        String(tag.prefix { $0 != "-" && $0 != "_" }).lowercased()
    }

    private static func normalization(_ settings: [String: String]) throws(EngineError) -> String? {
        guard let word = settings["applyTextNormalization"] else { return nil }
        guard ["auto", "on", "off"].contains(word) else {
            throw EngineError(
                code: .refused,
                message: "applyTextNormalization is '\(word)', expected auto, on or off"
            )
        }
        return word
    }
}

/// A pronunciation dictionary of the account, in one of its versions.
package struct ElevenLabsLocator: Codable, Sendable, Equatable {
    package var pronunciation_dictionary_id: String
    package var version_id: String

    /// Creates a locator.
    package init(dictionary: String, version: String) {
        pronunciation_dictionary_id = dictionary
        version_id = version
    }

    /// The setting that names dictionaries, as `id@version,id@version`.
    package static let settingName = "pronunciationDictionaries"
    /// The setting that spells out what lexicons the service applies do to a text: it is part of a
    /// take's name, and says that the request refers to their dictionaries.
    package static let spellingName = PronunciationTable.settingName
    /// Dictionaries that a request may name.
    static let most = 3

    /// The value of the setting for dictionaries in the order they apply.
    package static func setting(_ locators: [ElevenLabsLocator]) -> String {
        locators.map { "\($0.pronunciation_dictionary_id)@\($0.version_id)" }
            .joined(separator: ",")
    }

    /// The dictionaries that settings name.
    ///
    /// The version is never left out: without it the service was seen to apply no rule at all.
    static func all(in settings: [String: String]) throws(EngineError) -> [ElevenLabsLocator] {
        guard let setting = settings[settingName], !setting.isEmpty else { return [] }
        var locators: [ElevenLabsLocator] = []
        for item in setting.split(separator: ",") {
            let parts = item.split(separator: "@").map { String($0).trimmed }
            guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
                throw EngineError(
                    code: .refused,
                    message: "'\(item)' is not a pronunciation dictionary, expected id@version"
                )
            }
            locators.append(ElevenLabsLocator(dictionary: parts[0], version: parts[1]))
        }
        guard locators.count <= most else {
            throw EngineError(
                code: .refused,
                message: "\(locators.count) pronunciation dictionaries, at most 3 can be used"
            )
        }
        return locators
    }
}
