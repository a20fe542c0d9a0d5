/// The table of contents of a folder of documents: each is a chapter, unless a numbered one has its sections on pages
/// of their own.
struct SiteContents {
    let entries: [ContentsEntry]

    /// A page in reading order.
    struct Page {
        var title: String
        var path: String
        /// Title of the page whose entry it stands below.
        var parent: String?
    }

    init(_ pages: [Page]) {
        var entries: [ContentsEntry] = []
        for page in pages {
            let entry = ContentsEntry(
                label: page.title,
                target: Reference(path: page.path, fragment: nil)
            )
            if let last = entries.last, SiteContents.isSection(page, of: last) {
                entries[entries.count - 1].children.append(entry)
            } else {
                entries.append(entry)
            }
        }
        self.entries = entries
    }

    private static func isSection(_ page: Page, of chapter: ContentsEntry) -> Bool {
        if isNumbered(page.title, below: chapter.label) { return true }
        guard let parent = page.parent, ChapterPattern.match(chapter.label)?.kind == .chapter else {
            return false
        }
        return parent == chapter.label || chapter.children.contains { $0.label == parent }
    }

    /// Whether a title is numbered below another: `2.1 Where` below `Chapter 2. Places`, `A.1` below `Appendix A`.
    private static func isNumbered(_ title: String, below chapter: String) -> Bool {
        guard let first = SectionNumber.parts(of: title)?.first else { return false }
        let words = chapter.split { $0.isWhitespace || $0 == "." || $0 == ":" }.prefix(2)
        return words.contains(first)
    }
}
