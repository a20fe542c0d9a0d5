/// How an engine takes phonemes.
package enum PhonemeDelivery: Sendable, Equatable, Codable {
    /// It takes none: an entry's alias is spoken instead, or the word as it is written.
    case none
    /// It takes none: an entry's alias is spoken instead, or its phonemes respelled in English
    /// letters, `shi-vawn`.
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
                ? .inlineTags(alphabets: ["cmu-arpabet", "ipa"]) : .none
        default: return .none
        }
    }
}
