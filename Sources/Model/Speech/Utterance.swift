/// What is spoken in one breath of the engine: the unit of recording, checking and payment.
package struct Utterance: Sendable, Equatable, Codable {
    /// What the utterance is in the book.
    package enum Role: String, Sendable, Codable {
        case heading, paragraph, quote, listItem, verse, caption, code, tableRow, footnote, altText
        case credits
    }

    /// The structure that follows an utterance; decides the pause.
    package enum Boundary: String, Sendable, Codable {
        case clause, sentence, paragraph, verseLine, stanza, scene, heading, chapterEnd
    }

    /// Position in the chapter, from 1.
    package var index: Int
    package var role: Role
    /// Exactly what the engine is sent.
    package var text: String
    /// What the book says, before lexicons and normalisation; `nil` when it is the same.
    package var written: String?
    /// Where the two differ, in order.
    package var changes: [TextChange]
    /// BCP 47 tag where it differs from the publication's.
    package var language: String?
    /// Speaker or role the voice is chosen by, where the text marks one.
    package var speaker: String?
    /// Voice it is spoken by, as the user named it; `nil` for the book's voice.
    package var voice: String?
    package var source: String
    package var boundary: Boundary
    /// Silence after it, in seconds.
    package var pauseAfter: Double

    /// Creates an utterance.
    package init(
        index: Int,
        role: Role,
        text: String,
        written: String? = nil,
        changes: [TextChange] = [],
        language: String? = nil,
        speaker: String? = nil,
        voice: String? = nil,
        source: String,
        boundary: Boundary,
        pauseAfter: Double
    ) {
        self.index = index
        self.role = role
        self.text = text
        self.written = written
        self.changes = changes
        self.language = language
        self.speaker = speaker
        self.voice = voice
        self.source = source
        self.boundary = boundary
        self.pauseAfter = pauseAfter
    }

    /// Unicode scalars of the text that is sent.
    package var characterCount: Int { text.scalarCount }
}
