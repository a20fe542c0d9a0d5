import NarrateModel

/// What surrounds the text of a site's pages without saying so: bars with the next and the last page, names of the
/// site and its parts, marks of copyright.
struct SiteFurniture {
    private let pages: SitePages
    /// Texts at the edges of more than half of the pages.
    private let repeated: Set<String>
    /// Titles of all pages.
    private let titles: Set<String>

    /// Fewest pages that show what is repeated.
    private static let fewestPages = 3
    /// Blocks at each end that are looked at.
    private static let edge = 24
    /// A block that repeats a title is no longer than this, in characters.
    private static let titleLength = 150

    init(_ documents: [ContentDocument], pages: SitePages) {
        self.pages = pages
        var counts: [String: Int] = [:]
        for document in documents {
            let blocks = document.blocks
            let edges = Set(
                (blocks.prefix(Self.edge) + blocks.suffix(Self.edge)).filter {
                    $0.weight > 0 && $0.reason == nil
                }
                .map { MatterWords.fold($0.text) }
            )
            for text in edges { counts[text, default: 0] += 1 }
        }
        let least = max(Self.fewestPages, documents.count / 2 + 1)
        let repeated = Set(counts.filter { $0.value >= least }.keys)
        self.repeated = repeated
        titles = Set(
            documents.flatMap { document in
                [document.title, Self.heading(of: document, besides: repeated)]
                    .compactMap { $0?.collapsed }
            }
        )
        .subtracting([""])
    }

    /// Sets aside what stands before the first and after the last text of a page's own.
    func setAside(in document: inout ContentDocument) {
        let own = Self.heading(of: document, besides: repeated)?.collapsed
        let linked = linked(in: document)
        for index in document.blocks.indices.prefix(Self.edge) {
            let block = document.blocks[index]
            guard block.reason == nil, block.weight > 0 else { continue }
            let text = MatterWords.fold(block.text)
            let isTitle = block.headingLevel == nil && block.text.collapsed == own
            let isRepeated = repeated.contains(text) && !isOwnTitle(block, in: document)
            guard isRepeated || isTitle || linked.contains(index) else { break }
            document.blocks[index].reason = .navigation
        }
        for index in footer(of: document, linked) { document.blocks[index].reason = .navigation }
    }

    /// Blocks after the last text of a page's own.
    ///
    /// Titles of other pages are of them beside links to those, not by
    /// themselves: a story may end with the words that another is called.
    private func footer(of document: ContentDocument, _ linked: Set<Int>) -> [Int] {
        var footer: [Int] = []
        var isCertain = false
        for index in document.blocks.indices.suffix(Self.edge).reversed() {
            let block = document.blocks[index]
            guard block.reason == nil, block.weight > 0 else { continue }
            let isBar =
                repeated.contains(MatterWords.fold(block.text)) || linked.contains(index)
            let isTitle = block.weight < Self.titleLength && titles.contains(block.text.collapsed)
            guard block.headingLevel == nil, isBar || isTitle else { break }
            isCertain = isCertain || isBar
            footer.append(index)
        }
        return isCertain ? footer : []
    }

    /// Blocks that are no more than links to pages of the site.
    private func linked(in document: ContentDocument) -> Set<Int> {
        var found: Set<Int> = []
        for link in document.links where link.block < document.blocks.count {
            let block = document.blocks[link.block]
            guard block.headingLevel == nil, block.isMostlyLinks,
                pages.page(link.target.path) != nil
            else { continue }
            found.insert(link.block)
        }
        return found
    }

    /// Whether a heading says what the page calls itself, whatever other pages repeat.
    private func isOwnTitle(_ block: ContentBlock, in document: ContentDocument) -> Bool {
        block.headingLevel != nil
            && MatterWords.fold(block.text) == document.title.map(MatterWords.fold)
    }

    /// The first heading that not most pages have.
    private static func heading(
        of document: ContentDocument,
        besides repeated: Set<String>
    ) -> String? {
        document.blocks.first {
            $0.headingLevel != nil && $0.reason == nil
                && !repeated.contains(MatterWords.fold($0.text))
        }?.text
    }
}
