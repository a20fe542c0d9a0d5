import NarrateModel

/// Recognises notes that only links tell: a mark in the text leads to a later block that leads back.
enum NoteMarker {
    /// Sets the blocks aside that marks refer to.
    static func mark(_ book: inout FlatBook) {
        var found: [Range<Int>] = []
        for index in book.blocks.indices where !book.blocks[index].noteReferences.isEmpty {
            for reference in book.blocks[index].noteReferences {
                guard let document = book.document(at: reference.target.path),
                    let fragment = reference.target.fragment,
                    let anchor = document.anchors[fragment],
                    anchor.block > index, anchor.block < document.end, anchor.offset <= 4
                else { continue }
                let end = min(max(anchor.end ?? 0, anchor.block + 1), document.end)
                if isNote(anchor.block..<end, in: book) { found.append(anchor.block..<end) }
            }
        }
        for range in found {
            for index in range where book.blocks[index].reason == nil {
                book.blocks[index].reason = .footnote
            }
        }
    }

    /// A note is short, has no heading, and leads back or is numbered.
    private static func isNote(_ range: Range<Int>, in book: FlatBook) -> Bool {
        guard range.count <= 12 else { return false }
        var letters = 0
        for index in range {
            if book.blocks[index].headingLevel != nil { return false }
            letters += book.blocks[index].weight
        }
        guard letters <= 6_000 else { return false }
        let first = book.blocks[range.lowerBound]
        if !first.noteReferences.isEmpty { return true }
        let start = first.text.prefix(4)
        return start.first.map { $0.isNumber || "[(*†^".contains($0) } ?? false
    }
}
