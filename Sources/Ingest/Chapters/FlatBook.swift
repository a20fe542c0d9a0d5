import NarrateModel

/// A whole source as one run of blocks in reading order, before chapters are found.
struct FlatBook {
    var documents: [FlatDocument] = []
    var blocks: [ContentBlock] = []
    var contents: [ContentsEntry] = []
    var title: String?
    var language: String?
    /// Divisions that the package states for documents (guide, landmarks).
    var landmarks: [Reference: Zone] = [:]
    /// Whether the text came without markup, so that only its words can tell.
    var isPlainText = false
    /// Whether the documents are pages of a folder, each of which says something of its own.
    var isFolder = false

    /// Where a document stands among the blocks.
    struct FlatDocument {
        var path: String
        var title: String?
        var first: Int
        var end: Int
        var anchors: [String: Anchor]
        var zone: Zone?
        var isLinear = true
    }

    /// Adds a document at the end; its blocks are taken out of it, not copied.
    mutating func append(_ document: inout ContentDocument, isLinear: Bool = true) {
        let first = blocks.count
        let index = documents.count
        var anchors: [String: Anchor] = [:]
        for var anchor in document.anchors where anchors[anchor.id] == nil {
            anchor.block += first
            anchor.end = anchor.end.map { $0 + first }
            anchors[anchor.id] = anchor
        }
        let zone = document.zone
        for place in document.blocks.indices {
            var block = ContentBlock(kind: .paragraph)
            swap(&block, &document.blocks[place])
            block.document = index
            if block.zone == nil || block.zone?.isPosition == true {
                block.zone = zone ?? block.zone
            }
            blocks.append(consume block)
        }
        documents.append(
            FlatDocument(
                path: document.path,
                title: document.title,
                first: first,
                end: blocks.count,
                anchors: anchors,
                zone: document.zone,
                isLinear: isLinear
            )
        )
    }

    /// The block a reference points to.
    ///
    /// - Returns: the position, and whether a fragment was asked for and is missing; `nil` when there is no such
    ///   document.
    func position(of reference: Reference) -> (block: Int, isFragmentMissing: Bool)? {
        guard let document = document(at: reference.path) else { return nil }
        guard let fragment = reference.fragment else { return (document.first, false) }
        guard let anchor = document.anchors[fragment] else { return (document.first, true) }
        return (min(anchor.block, document.end), false)
    }

    /// The document with a path; letter case is overlooked when nothing else fits.
    func document(at path: String) -> FlatDocument? {
        if let index = pathIndex[path] { return documents[index] }
        return foldedPathIndex[path.lowercased()].map { documents[$0] }
    }

    private(set) var pathIndex: [String: Int] = [:]
    private(set) var foldedPathIndex: [String: Int] = [:]

    /// Makes documents findable by path; call it when all are in.
    mutating func indexPaths() {
        for (index, document) in documents.enumerated() {
            if pathIndex[document.path] == nil { pathIndex[document.path] = index }
            let folded = document.path.lowercased()
            if foldedPathIndex[folded] == nil { foldedPathIndex[folded] = index }
        }
    }

    /// Letters of a block that can be narrated.
    func letters(_ index: Int) -> Int { blocks[index].reason == nil ? blocks[index].weight : 0 }

    /// Letters up to each block; the difference of two is what stands between them.
    func runningLetters() -> [Int] {
        var sums = [0]
        sums.reserveCapacity(blocks.count + 1)
        var sum = 0
        for index in blocks.indices {
            sum += letters(index)
            sums.append(sum)
        }
        return sums
    }
}

/// An entry of a table of contents as the source has it.
struct ContentsEntry {
    var label: String
    var target: Reference?
    var children: [ContentsEntry] = []
}
