/// Empty paragraphs of a document, by which many books part scenes and some all paragraphs.
struct BlankLines {
    /// Whether one was passed since the last block.
    var isPending = false
    /// Paragraphs with text.
    var paragraphs = 0
    /// Indices of the breaks that were made of empty ones.
    var blocks: [Int] = []
    private var before = Content()

    /// What a document held when a paragraph began, besides its blocks.
    private struct Content: Equatable {
        var pictures = 0
        var anchors = 0
        var setAside = 0

        init() {}

        init(_ document: ContentDocument) {
            pictures = document.images.count
            anchors = document.anchors.count
            setAside = document.setAsideTotal
        }
    }

    /// Whether they are rare enough to mean something.
    var areBreaks: Bool { blocks.count * 2 <= paragraphs }

    mutating func beginParagraph(in document: ContentDocument) { before = Content(document) }

    /// Ends a paragraph that made no block: it is empty unless a picture, a page number or an anchor stands in it.
    mutating func endParagraph(in document: ContentDocument) {
        if before == Content(document) { isPending = true }
    }

    /// Whether a block is running text, which scenes are made of.
    static func isText(_ block: ContentBlock) -> Bool {
        guard block.reason == nil, block.cell == nil, !block.isTitleLike else { return false }
        return block.kind == .paragraph || block.kind == .quote
    }
}
