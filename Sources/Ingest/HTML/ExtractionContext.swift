import NarrateModel

/// What is in force for text at a place in a document; each open element may change it for its content.
struct ExtractionContext {
    /// Why the blocks here are not narrated.
    var reason: Balance.Reason?
    /// Why text here is only counted.
    var discard: Balance.Reason?
    var zone: Zone?
    var section = 0
    var heading: Int?
    var isHeadingGroup = false
    var isVerse = false
    var isQuote = false
    var isItem = false
    var isCaption = false
    var isPreformatted = false
    var isTitleLike = false
    var isSVG = false
    var isMath = false
    var isMain = false
    var isInLink = false
    var cell: ContentBlock.Cell?
    var table: Int?
    /// Indices into the words of the extractor: a context that is plain numbers is copied quickly.
    var language: Int?
    var alphabet: Int?
}

/// An open element.
struct ExtractionFrame {
    let element: ElementName
    var context: ExtractionContext
    /// Text from here belongs to the element, as long as no block ended since.
    var mark: TextAccumulator.Mark?
    /// Blocks there were when it started.
    var firstBlock = 0
    var firstAnchor = 0
    var ownAnchor: Int?
    /// Where a stretch with a property of its own started.
    var span: OpenSpan?
    var href: String?
    var suspicion: Suspicion?
    var isCode = false

    var hasPronunciation: Bool {
        if case .phonemes = span?.property { true } else { false }
    }

    var kind: ElementKind { element.kind }
    var name: String { element.text }

    /// A property that ends with the element.
    struct OpenSpan {
        var start: Int
        var property: Span.Property
    }

    /// What the text of the element has to confirm.
    enum Suspicion { case pageNumber, noteReference, permalink }
}
