import NarrateModel

extension ContentDocument {
    /// Fewest entries that make a table of contents which nothing heads.
    private static let fewestEntries = 3

    /// Sets the tables of contents inside a document aside: runs of blocks that are no more than links to places
    /// further down, or to other pages of the site, and the words that head them.
    mutating func setAsideLinkLists(pages: SitePages? = nil) {
        guard !links.isEmpty else { return }
        var run: [Int] = []
        for index in entries(pages) {
            if let last = run.last, !isNext(index, after: last) {
                setAside(run)
                run = []
            }
            if run.last != index { run.append(index) }
        }
        setAside(run)
    }

    private mutating func setAside(_ run: [Int]) {
        guard let first = run.first else { return }
        let head = head(of: first)
        guard head != nil || run.count >= Self.fewestEntries else { return }
        for index in run + [head].compactMap({ $0 }) where blocks[index].reason == nil {
            blocks[index].reason = .navigation
        }
    }

    /// The words right above a block that call what follows a table of contents.
    private func head(of first: Int) -> Int? {
        blocks[..<first].lastIndex { $0.weight > 0 }.flatMap { index in
            let isHead =
                blocks[index].weight < 40
                && MatterWords.zone(ofTitle: blocks[index].text) == .contents
            return isHead ? index : nil
        }
    }

    /// Blocks that are no more than links that stay in the book, in order; one as often as it has links.
    private func entries(_ pages: SitePages?) -> [Int] {
        var places: [String: Int] = [:]
        for anchor in anchors where places[anchor.id] == nil { places[anchor.id] = anchor.block }
        var strays: Set<Int> = []
        var entries: [Int] = []
        for link in links where link.block < blocks.count {
            let block = blocks[link.block]
            let isEntry = block.isMostlyLinks && block.headingLevel == nil
            guard isEntry, !NoteMark.isMark(link.text) else { continue }
            let isFurtherDown =
                link.target.path == path
                && link.target.fragment.flatMap { places[$0] }.map { $0 > link.block } ?? false
            let isOtherPage =
                link.target.path != path && pages?.page(link.target.path) != nil
            if isFurtherDown || isOtherPage {
                entries.append(link.block)
            } else {
                strays.insert(link.block)
            }
        }
        return entries.filter { !strays.contains($0) }
    }

    /// Whether only what is not narrated stands between two blocks.
    private func isNext(_ index: Int, after last: Int) -> Bool {
        index <= last
            || blocks[(last + 1)..<index].allSatisfy { $0.reason != nil || $0.weight == 0 }
    }
}
