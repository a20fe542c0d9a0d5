/// Where a change of voice cuts an utterance.
package struct VoiceCuts: Sendable, Equatable, Codable {
    /// Primary language tags with a voice of their own: `fr`; a marked phrase in one is cut out.
    ///
    /// Whole paragraphs and sentences in another language are utterances of their own anyway.
    package var languages: [String]
    /// Whether quotations inside paragraphs have a voice of their own.
    package var quotations: Bool

    /// Creates cuts; by default nothing but structure cuts.
    package init(languages: [String] = [], quotations: Bool = false) {
        self.languages = languages
        self.quotations = quotations
    }

    /// What `Utterance.speaker` says of a quotation inside a paragraph.
    package static let quotationSpeaker = "quotation"
}
