import NarrateModel

/// What a user or a manifest may decide about the script.
package struct ScriptOptions: Sendable, Equatable, Codable {
    /// Longest utterance, in Unicode scalars of the text that is sent.
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
    package var credits: CreditLines
    package var cuts: VoiceCuts
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
        credits: CreditLines = CreditLines(),
        cuts: VoiceCuts = VoiceCuts(),
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
        self.credits = credits
        self.cuts = cuts
        self.readsSpeakerMarks = readsSpeakerMarks
    }
}
