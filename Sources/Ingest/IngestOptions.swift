import NarrateModel

/// What a listener wants to hear of a source, and how its chapters are found.
package struct IngestOptions: Sendable, Equatable, Codable {
    /// What becomes of notes.
    package enum Footnotes: String, Sendable, Codable, CaseIterable {
        case skip, afterParagraph, afterChapter
    }

    /// What becomes of a kind of content that not every listener wants.
    package enum Reading: String, Sendable, Codable, CaseIterable { case skip, read }

    /// Which side of a ruby annotation is spoken.
    package enum Ruby: String, Sendable, Codable, CaseIterable { case base, reading }

    /// What becomes of a book with a document that is damaged in its archive.
    package enum Damage: String, Sendable, Codable, CaseIterable { case refuse, skip }

    /// The rule chapters are found by.
    package var split: SplitDecision.Rule
    /// Name of the encoding of text files, where the source does not say it or says it wrongly.
    package var encoding: String?
    package var footnotes: Footnotes
    /// Data tables row by row; tables that only lay text out are always read.
    package var tables: Reading
    package var code: Reading
    /// Descriptions of pictures; a picture that stands for a letter is always read.
    package var altText: Reading
    package var captions: Reading
    package var math: Reading
    package var ruby: Ruby
    /// Front and back matter, except contents, index and licence.
    package var matter: Reading
    /// Silence where a chapter should be is the worst that can happen to a listener: it has to be asked for.
    package var damaged: Damage

    /// Creates options; the defaults are what most listeners want.
    package init(
        split: SplitDecision.Rule = .auto,
        encoding: String? = nil,
        footnotes: Footnotes = .skip,
        tables: Reading = .read,
        code: Reading = .skip,
        altText: Reading = .skip,
        captions: Reading = .read,
        math: Reading = .read,
        ruby: Ruby = .base,
        matter: Reading = .skip,
        damaged: Damage = .refuse
    ) {
        self.split = split
        self.encoding = encoding
        self.footnotes = footnotes
        self.tables = tables
        self.code = code
        self.altText = altText
        self.captions = captions
        self.math = math
        self.ruby = ruby
        self.matter = matter
        self.damaged = damaged
    }
}
