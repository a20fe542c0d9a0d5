import NarrateModel

/// Text that is cut on its own: a paragraph, a heading, a stanza.
struct Passage {
    var role: Utterance.Role
    var text: String
    var spans: [Span] = []
    var source: String
    /// Language where it is not the book's.
    var language: String?
    var speaker: String?
    /// Index of the chapter it is in; `nil` outside of any.
    var chapter: Int?

    /// The role of a block's text; `nil` for a scene break.
    static func role(of kind: Block.Kind) -> Utterance.Role? {
        switch kind {
        case .heading: .heading
        case .paragraph: .paragraph
        case .quote: .quote
        case .listItem: .listItem
        case .verse: .verse
        case .caption: .caption
        case .code: .code
        case .tableRow: .tableRow
        case .footnote: .footnote
        case .altText: .altText
        case .sceneBreak: nil
        }
    }

    /// Adds a block's text after a separator.
    mutating func append(_ block: Block, separator: String) {
        text += separator
        let shift = text.unicodeScalars.count
        text += block.text
        spans += block.spans.map { span in
            let range = span.range.lowerBound + shift..<span.range.upperBound + shift
            return Span(range: range, property: span.property)
        }
    }

    /// The part of it in a range of scalar offsets; its scalars are given to cut many parts at
    /// the cost of one.
    func part(_ range: Range<Int>, of scalars: [Unicode.Scalar]) -> Passage {
        var part = self
        part.text = String(String.UnicodeScalarView(scalars[range]))
        part.spans = spans.compactMap { span in
            let kept = span.range.clamped(to: range)
            guard !kept.isEmpty else { return nil }
            let shifted = kept.lowerBound - range.lowerBound..<kept.upperBound - range.lowerBound
            return Span(range: shifted, property: span.property)
        }
        return part
    }
}
