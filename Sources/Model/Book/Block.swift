/// A paragraph-like piece of a chapter; white space in its text is collapsed.
package struct Block: Sendable, Equatable, Codable {
    /// What the block is in the book.
    package enum Kind: Sendable, Equatable, Codable {
        /// A heading of level 1 to 6.
        case heading(level: Int)
        case paragraph
        /// A paragraph inside a block quotation.
        case quote
        case listItem
        /// A line of verse; `endsStanza` asks for a longer pause after it.
        case verse(endsStanza: Bool)
        case caption
        case code
        case tableRow
        /// Text of a note that is read where or after it is referred to.
        case footnote
        case altText
        /// A scene break; it has no text.
        case sceneBreak
    }

    package var kind: Kind
    /// Text as it stands in the book, without soft hyphens and layout white space.
    package var text: String
    /// Stretches of the text with a language, emphasis or pronunciation of their own, in order.
    package var spans: [Span]
    package var locator: Locator

    /// Creates a block.
    package init(kind: Kind, text: String, spans: [Span] = [], locator: Locator) {
        self.kind = kind
        self.text = text
        self.spans = spans
        self.locator = locator
    }
}

/// A stretch of a block's text with properties of its own.
package struct Span: Sendable, Equatable, Codable {
    /// What the stretch has.
    package enum Property: Sendable, Equatable, Codable {
        /// BCP 47 tag.
        case language(String)
        case emphasis
        case strong
        /// An authored pronunciation (`ssml:ph`) and its alphabet.
        case phonemes(String, alphabet: String)
        /// Who speaks it, where the source says so.
        case speaker(String)
    }

    /// Unicode scalar offsets into the block's text.
    package var range: Range<Int>
    package var property: Property

    /// Creates a span.
    package init(range: Range<Int>, property: Property) {
        self.range = range
        self.property = property
    }
}

/// A place in the source.
package struct Locator: Sendable, Equatable, Codable {
    /// Path of the document inside the source.
    package var href: String
    package var fragment: String?
    /// Line in that document, from 1, where it is known.
    package var line: Int?

    /// Creates a locator.
    package init(href: String, fragment: String? = nil, line: Int? = nil) {
        self.href = href
        self.fragment = fragment
        self.line = line
    }
}
