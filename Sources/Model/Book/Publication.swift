/// A book or document as a listener needs it: metadata, cover and chapters in reading order.
package struct Publication: Sendable, Equatable, Codable {
    /// What the publication was read from.
    package enum Format: String, Sendable, Codable {
        case epub2, epub3, html, markdown, text, folder
    }

    /// Where it was read from, as the user named it.
    package var source: String
    package var format: Format
    package var metadata: Metadata
    package var cover: Cover?
    /// Everything the source holds in reading order, narrated or not.
    package var chapters: [Chapter]
    /// The rule that found the chapters, and the reason it was chosen.
    package var split: SplitDecision
    /// The account of every visible character of the source.
    package var balance: Balance
    package var warnings: [SourceWarning]
    /// Pronunciation lexicons that the source brings along (EPUB 3, `rel="pronunciation"`).
    package var lexicons: [Lexicon]

    /// Creates a publication from its parts.
    package init(
        source: String,
        format: Format,
        metadata: Metadata,
        cover: Cover? = nil,
        chapters: [Chapter],
        split: SplitDecision,
        balance: Balance = Balance(),
        warnings: [SourceWarning] = [],
        lexicons: [Lexicon] = []
    ) {
        self.source = source
        self.format = format
        self.metadata = metadata
        self.cover = cover
        self.chapters = chapters
        self.split = split
        self.balance = balance
        self.warnings = warnings
        self.lexicons = lexicons
    }

    /// The chapters that are spoken.
    package var narratedChapters: [Chapter] { chapters.filter(\.isNarrated) }
}
