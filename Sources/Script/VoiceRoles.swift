import NarrateModel

/// Which voice speaks what; what is not named here is spoken by the book's voice.
///
/// Voices are named as the user names them. Of several that fit, a speaker's comes before a
/// language's, that before block quotes', quotations' and the chapter's.
package struct VoiceRoles: Sendable, Equatable, Codable {
    /// By index of the publication's chapter.
    package var chapters: [Int: String]
    /// By BCP 47 tag.
    ///
    /// `fr` stands for every French. A phrase marked as one of them is cut out.
    /// Whole paragraphs and sentences in another language are utterances of their own anyway.
    package var languages: [String: String]
    /// For quotations inside paragraphs, which are cut out then.
    package var quotations: String?
    package var blockQuotes: String?
    /// By the name in `[[Name]]` or of a voice-over script, upper and lower case alike.
    package var speakers: [String: String]

    /// Creates roles; by default the book's voice speaks everything.
    package init(
        chapters: [Int: String] = [:],
        languages: [String: String] = [:],
        quotations: String? = nil,
        blockQuotes: String? = nil,
        speakers: [String: String] = [:]
    ) {
        self.chapters = chapters
        self.languages = languages
        self.quotations = quotations
        self.blockQuotes = blockQuotes
        self.speakers = speakers
    }

    /// What `Utterance.speaker` says of a quotation inside a paragraph.
    package static let quotationSpeaker = "quotation"

    /// Every voice that is named, each once, with a language it is named for, in a fixed order.
    package var voices: [(name: String, language: String?)] {
        var seen: Set<String> = []
        let foreign = languages.sorted { $0.key < $1.key }.map { ($0.value, Optional($0.key)) }
        let others =
            chapters.sorted { $0.key < $1.key }.map(\.value)
            + speakers.sorted { $0.key < $1.key }.map(\.value)
            + [quotations, blockQuotes].compactMap { $0 }
        return (foreign + others.map { ($0, nil) }).filter { seen.insert($0.0).inserted }
    }

    /// The voice for a passage; `nil` for the book's.
    func voice(for passage: Passage) -> String? {
        if let speaker = passage.speaker, let voice = voice(ofSpeaker: speaker) { return voice }
        if let language = passage.language, let voice = voice(for: language) { return voice }
        if passage.role == .quote, let blockQuotes { return blockQuotes }
        if passage.speaker == VoiceRoles.quotationSpeaker, let quotations { return quotations }
        return passage.chapter.flatMap { chapters[$0] }
    }

    /// Whether a language has a voice, so that phrases in it are cut out.
    func hasVoice(for language: String) -> Bool { voice(for: language) != nil }

    private func voice(for language: String) -> String? {
        let tag = language.lowercased()
        return languages.first { $0.key.lowercased() == tag }?.value
            ?? languages.sorted { $0.key < $1.key }.first { key, _ in
                LanguageTag.isSame(key, language)
            }?.value
    }

    /// Whether a name is one of the speakers that have a voice.
    func knows(speaker: String) -> Bool { voice(ofSpeaker: speaker) != nil }

    private func voice(ofSpeaker speaker: String) -> String? {
        if let exact = speakers[speaker] { return exact }
        let name = speaker.lowercased()
        return speakers.sorted { $0.key < $1.key }.first { $0.key.lowercased() == name }?.value
    }
}
