import NarrateModel

/// A paragraph-like piece of a content document, before chapters are found.
struct ContentBlock {
    /// What it is; like `Block.Kind`, with what later steps still have to decide.
    enum Kind: Equatable {
        case heading(Int)
        case paragraph, quote, listItem, caption, code, tableCell, tableRow, altText, sceneBreak
        case verse(endsStanza: Bool)
    }

    var kind: Kind
    var text = ""
    /// Visible characters of the text.
    var weight = 0
    /// Visible characters that are ours, such as commas between cells.
    var added = 0
    var spans: [Span] = []
    /// Scalar offsets at which a line of the source ended.
    var lineBreaks: [Int] = []
    var noteReferences: [NoteReference] = []
    /// Identifier nearest before it in the document.
    var fragment: String?
    /// From 1.
    var line = 1
    /// Index of its document in the reading order.
    var document = 0
    /// Why it is not narrated wherever it stands, or `nil`.
    var reason: Balance.Reason?
    /// The division of the book it is marked as.
    var zone: Zone?
    /// Counts the marked sections of its document, so that neighbours of one kind are told apart.
    var section = 0
    /// Visible characters inside links.
    var linked = 0
    /// Whether markup says that it is a title without being a heading element.
    var isTitleLike = false
    /// Whether it belongs to the heading before it (`hgroup`).
    var continuesHeading = false
    /// Place in the table it belongs to.
    var cell: Cell?

    /// Where in a table a block stands.
    struct Cell: Equatable {
        var row: Int
        var column: Int
        var isHeader: Bool
    }

    /// Whether it is no more than links, but for a few words between them.
    var isMostlyLinks: Bool { linked * 10 > weight * 6 }

    var headingLevel: Int? {
        if case .heading(let level) = kind { level } else { nil }
    }
}

/// A mark in the text that refers to a note.
struct NoteReference: Equatable {
    /// Scalar offset in the block's text.
    var offset: Int
    /// Document and fragment it points to.
    var target: Reference
}

/// A place in a source: a document's path and an identifier in it.
struct Reference: Hashable {
    var path: String
    var fragment: String?
}

/// Where an identifier stands in a document.
struct Anchor {
    var id: String
    /// Index of the block it is in or before.
    var block: Int
    /// Scalar offset in that block.
    var offset: Int
    /// Index after the last block of its element, where that is a block element.
    var end: Int?
}

/// What a content document holds.
struct ContentDocument {
    var path: String
    var title: String?
    var language: String?
    var blocks: [ContentBlock] = []
    var anchors: [Anchor] = []
    /// Visible characters set aside inside blocks, such as page numbers.
    var setAside: [Balance.Reason: Int] = [:]
    /// Kind the whole document is marked as.
    var zone: Zone?
    /// `meta` elements by name in lower case.
    var metadata: [String: [String]] = [:]
    var flaws = MarkupFlaws()
    /// Links to places of this or other documents with their text, in order.
    var links: [ContentLink] = []
    /// Pictures, in order.
    var images: [String] = []
    /// Addresses of the pronunciation lexicons it names (EPUB 3.3, section 6.1.5 on PLS).
    var lexicons: [String] = []

    /// The words of the heading that is above all the others and most of the text: the title of the whole.
    ///
    /// One of several of its level is a chapter's, and so is one that calls itself a chapter.
    var headline: String? {
        let headings = blocks.indices.filter {
            blocks[$0].headingLevel != nil && blocks[$0].reason == nil
        }
        guard let first = headings.first, let level = blocks[first].headingLevel,
            headings.dropFirst().allSatisfy({ (blocks[$0].headingLevel ?? 7) > level }),
            ChapterPattern.match(blocks[first].text) == nil
        else { return nil }
        let letters = blocks.map { $0.reason == nil ? $0.text.utf8.count : 0 }
        let above = letters[..<first].reduce(0, +)
        return above <= letters[first...].reduce(0, +) ? blocks[first].text : nil
    }

    /// A number that stands alone and leads to the block below it is that paragraph's, for references to it.
    mutating func setAsideParagraphNumbers() {
        let numbers = links.filter { link in
            link.target.path == path && link.target.fragment != nil && link.block < blocks.count
                && blocks[link.block].reason == nil && blocks[link.block].headingLevel == nil
                && NoteMark.isNumber(link.text) && blocks[link.block].text.collapsed == link.text
        }
        guard !numbers.isEmpty else { return }
        let places = Dictionary(anchors.map { ($0.id, $0.block) }) { first, _ in first }
        for link in numbers where places[link.target.fragment ?? ""] == link.block + 1 {
            blocks[link.block].reason = .navigation
        }
    }

    /// The sum of what was set aside so far.
    private(set) var setAsideTotal = 0

    mutating func setAside(_ weight: Int, as reason: Balance.Reason) {
        guard weight > 0 else { return }
        setAside[reason, default: 0] += weight
        setAsideTotal += weight
    }
}

/// A link and its text.
struct ContentLink {
    var target: Reference
    var text: String
    /// Index of the block it stands in.
    var block: Int
    /// Which of the document's outermost lists and navigation bars it stands in, from 1; 0 outside of them.
    var list = 0
    /// Lists around it, one in the other.
    var depth = 0
}
