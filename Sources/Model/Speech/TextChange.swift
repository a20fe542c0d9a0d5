/// A stretch of the book's text and what is sent in its place.
package struct TextChange: Sendable, Equatable, Codable {
    /// Who decided it.
    package enum Origin: String, Sendable, Codable {
        case lexicon, normaliser
        /// A pronunciation that stands in the book.
        case book
        /// The full stop a heading lacks.
        case heading
        /// Something the engine would have taken for its own markup.
        case markup
        /// A pause the engine was asked to make.
        case pause
    }

    package var written: String
    package var spoken: String
    package var origin: Origin
    /// File of the lexicon, where one decided.
    package var lexicon: String?
    /// Line of its entry, from 1, where it is known.
    package var line: Int?

    /// Creates a change.
    package init(
        written: String,
        spoken: String,
        origin: Origin,
        lexicon: String? = nil,
        line: Int? = nil
    ) {
        self.written = written
        self.spoken = spoken
        self.origin = origin
        self.lexicon = lexicon
        self.line = line
    }
}
