/// How an engine takes phonemes.
package enum PhonemeDelivery: Sendable, Equatable, Codable {
    /// It takes none: an entry's alias is spoken instead, or the word as it is written.
    case none
    /// It takes none: an entry's alias is spoken instead, or its phonemes respelled in English
    /// letters, `shih-vawn`.
    case respelling
    /// `<phoneme>` tags in the text, in the alphabets named.
    case inlineTags(alphabets: [String])
    /// Mnemonics of the espeak-ng voice in double square brackets.
    case espeak(voice: String)

    /// What an engine's model takes.
    ///
    /// Other ElevenLabs models leave a tagged word out without a sound, and bill it.
    package static func of(engine: String, model: String, voice: String) -> PhonemeDelivery {
        switch engine {
        case "espeak": return .espeak(voice: voice)
        case "elevenlabs":
            let takesTags = ["eleven_flash_v2", "eleven_turbo_v2", "eleven_monolingual_v1"]
            return takesTags.contains(model)
                ? .inlineTags(alphabets: ["cmu-arpabet", "ipa"]) : .respelling
        default: return .respelling
        }
    }

    /// How phonemes of text in a language are taken; foreign text is not in the book's language.
    ///
    /// English letters mislead a voice that reads another language, and espeak-ng speaks foreign
    /// text with that language's voice unless the voice is one.
    func speaking(_ language: String, isForeign: Bool) -> PhonemeDelivery {
        switch self {
        case .respelling:
            return ["", "en"].contains(LanguageTag.primary(language)) ? self : .none
        case .espeak(let voice) where isForeign:
            let own = EspeakMnemonics.tag(of: voice)
            return LanguageTag.isSame(own, language) ? self : .espeak(voice: language.lowercased())
        default: return self
        }
    }
}

/// What an engine reads between angle brackets.
package struct EngineMarkup: Sendable, Equatable, Codable {
    /// Whether it takes `<…>` in the text for markup.
    package var readsTags: Bool
    /// Whether it makes the pause a `<break>` asks for, rather than reading it out.
    package var takesBreaks: Bool

    /// Creates a description; by default text is text.
    package init(readsTags: Bool = false, takesBreaks: Bool = false) {
        self.readsTags = readsTags
        self.takesBreaks = takesBreaks
    }

    /// What an engine's model reads: the third and fourth generation of ElevenLabs' models and the
    /// first take no breaks.
    package static func of(engine: String, model: String) -> EngineMarkup {
        guard engine == "elevenlabs" else { return EngineMarkup() }
        let takesBreaks = [
            "eleven_multilingual_v2", "eleven_flash_v2_5", "eleven_flash_v2", "eleven_turbo_v2_5",
            "eleven_turbo_v2",
        ]
        return EngineMarkup(readsTags: true, takesBreaks: takesBreaks.contains(model))
    }
}
