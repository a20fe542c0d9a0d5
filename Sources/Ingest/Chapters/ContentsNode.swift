/// An entry of the table of contents with its place in the text, in a list where children follow their parent.
struct ContentsNode {
    var label: String
    /// Index of the block it points to; `nil` for an entry that only heads others or leads nowhere.
    var position: Int?
    var document: Int?
    var parent: Int?
    /// Index after its last descendant.
    var end = 0
    /// Indices of the entries directly below.
    var children: [Int] = []
    /// Letters up to the next entry that is not below it.
    var letters = 0

    var isLeaf: Bool { children.isEmpty }

    /// All entries of a table in its order; ones that lead nowhere are left out when nothing is below them.
    static func flattened(_ entries: [ContentsEntry], in book: FlatBook) -> [ContentsNode] {
        var nodes: [ContentsNode] = []
        append(entries, parent: nil, depth: 0, book, to: &nodes)
        return nodes
    }

    private static func append(
        _ entries: [ContentsEntry],
        parent: Int?,
        depth: Int,
        _ book: FlatBook,
        to nodes: inout [ContentsNode]
    ) {
        for entry in entries where nodes.count < IngestLimits.contentsEntries {
            let place = entry.target.flatMap { book.position(of: $0) }
            let isUseless = place == nil && entry.children.isEmpty
            guard !isUseless else { continue }
            let index = nodes.count
            var node = ContentsNode(label: entry.label, position: place?.block, parent: parent)
            node.document = entry.target.flatMap { book.document(at: $0.path)?.first }
            nodes.append(node)
            if let parent { nodes[parent].children.append(index) }
            if depth < IngestLimits.contentsDepth {
                append(entry.children, parent: index, depth: depth + 1, book, to: &nodes)
            }
            nodes[index].end = nodes.count
        }
    }
}
