/// The table of contents that a page holds itself: a run of links to places further down.
struct PageContents {
    let entries: [ContentsEntry]

    /// Fewest links that make a table.
    private static let fewest = 3

    /// Looks for it among the links of a page that is the whole book.
    init(_ document: ContentDocument, in book: FlatBook) {
        var best: [ContentLink] = []
        var run: [ContentLink] = []
        var last = -1
        for link in document.links where PageContents.isEntry(link, of: document.path, in: book) {
            guard let place = book.position(of: link.target), !place.isFragmentMissing,
                place.block > link.block
            else { continue }
            let goesOn = run.last.map { link.block - $0.block <= 2 } ?? true
            if !goesOn || place.block < last {
                if run.count > best.count { best = run }
                run = []
            }
            run.append(link)
            last = place.block
        }
        if run.count > best.count { best = run }
        guard best.count >= PageContents.fewest else {
            entries = []
            return
        }
        entries = best.map { ContentsEntry(label: $0.text, target: $0.target) }
    }

    /// Whether a link is most of the block it stands in and leads to a place of its own page.
    private static func isEntry(
        _ link: ContentLink,
        of page: String,
        in book: FlatBook
    ) -> Bool {
        guard link.target.path == page, link.target.fragment != nil, !link.text.isEmpty,
            link.block < book.blocks.count
        else { return false }
        return book.blocks[link.block].isMostlyLinks
            && !NoteMark.isMark(link.text)
    }
}
