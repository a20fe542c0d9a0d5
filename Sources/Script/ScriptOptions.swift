import NarrateModel

/// What a user or a manifest may decide about the script.
package struct ScriptOptions: Sendable, Equatable, Codable {
    /// Every utterance stays under this, in Unicode scalars of the text that is sent.
    package var maxCharacters: Int
    /// Shortest piece that a cut may leave, in Unicode scalars.
    package var minCharacters: Int
    package var pauses: Pauses
    /// Whether chapter titles are spoken; section headings inside a chapter always are.
    package var announceTitles: Bool
    /// Titles spoken in place of the book's, by chapter index.
    package var titles: [Int: String]
    package var normalisation: NormalisationMode
    /// What the engine can't read by itself; decides what `NormalisationMode.auto` does.
    package var needs: NormalisationNeeds
    package var phonemes: PhonemeDelivery
    /// How the other voices take phonemes, by the names `voices` has for them.
    package var voicePhonemes: [String: PhonemeDelivery]
    package var markup: EngineMarkup
    /// Whether the engine is asked to pause between lines of verse that it speaks in one breath.
    package var asksForBreaks: Bool
    package var credits: CreditLines
    package var voices: VoiceRoles
    /// Whether `[[Name]]` in the text names the speaker of what follows in its paragraph.
    package var readsSpeakerMarks: Bool

    /// Creates options; everything has a default.
    package init(
        maxCharacters: Int = 800,
        minCharacters: Int = 40,
        pauses: Pauses = Pauses(),
        announceTitles: Bool = true,
        titles: [Int: String] = [:],
        normalisation: NormalisationMode = .auto,
        needs: NormalisationNeeds = [],
        phonemes: PhonemeDelivery = .none,
        voicePhonemes: [String: PhonemeDelivery] = [:],
        markup: EngineMarkup = EngineMarkup(),
        asksForBreaks: Bool = false,
        credits: CreditLines = CreditLines(),
        voices: VoiceRoles = VoiceRoles(),
        readsSpeakerMarks: Bool = true
    ) {
        self.maxCharacters = maxCharacters
        self.minCharacters = minCharacters
        self.pauses = pauses
        self.announceTitles = announceTitles
        self.titles = titles
        self.normalisation = normalisation
        self.needs = needs
        self.phonemes = phonemes
        self.voicePhonemes = voicePhonemes
        self.markup = markup
        self.asksForBreaks = asksForBreaks
        self.credits = credits
        self.voices = voices
        self.readsSpeakerMarks = readsSpeakerMarks
    }
}
