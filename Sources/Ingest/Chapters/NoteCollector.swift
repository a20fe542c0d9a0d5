import NarrateModel

/// Finds the notes that a block refers to, each for its first reference only.
struct NoteCollector {
    private let book: FlatBook
    private let policy: IngestOptions.Footnotes
    /// Blocks that are read as notes somewhere.
    private(set) var taken: Set<Int> = []
    private var planned: [Int: [Int]] = [:]

    init(book: FlatBook, policy: IngestOptions.Footnotes) {
        self.book = book
        self.policy = policy
        guard policy != .skip else { return }
        for index in book.blocks.indices where book.blocks[index].reason == nil {
            for reference in book.blocks[index].noteReferences {
                let found = range(of: reference.target).filter {
                    book.blocks[$0].reason == .footnote && !taken.contains($0)
                        && book.blocks[$0].kind != .sceneBreak
                }
                taken.formUnion(found)
                planned[index, default: []] += found
            }
        }
    }

    /// Whether a block is read as a note somewhere.
    func isTaken(_ index: Int) -> Bool { taken.contains(index) }

    /// Indices of the blocks of the notes that the block at an index refers to.
    func notes(of index: Int) -> [Int] { planned[index] ?? [] }

    private func range(of target: Reference) -> Range<Int> {
        guard let document = book.document(at: target.path), let fragment = target.fragment,
            let anchor = document.anchors[fragment], anchor.block < document.end
        else { return 0..<0 }
        return anchor.block..<max(anchor.block + 1, min(anchor.end ?? 0, document.end))
    }
}
