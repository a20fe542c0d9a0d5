import NarrateModel

/// Chapters by the table of contents, checked against the text.
struct ContentsRule {
    let book: FlatBook
    let running: [Int]
    private var nodes: [ContentsNode]
    /// Positions that entries lead to.
    private let targets: Set<Int>
    private var siblings: [Int?: [Int]] = [:]

    init(_ book: FlatBook, running: [Int]) {
        self.book = book
        self.running = running
        nodes = ContentsNode.flattened(book.contents, in: book)
        targets = Set(nodes.compactMap(\.position))
        siblings = Dictionary(grouping: nodes.indices) { [nodes] in nodes[$0].parent }
        measure()
    }

    /// Entries that lead into the text.
    var count: Int { nodes.count { $0.position != nil } }

    /// Where its entries of every depth lead, sections included.
    var places: Set<Int> {
        Set(nodes.compactMap { node in node.position.map { snapped($0, label: node.label) } })
    }

    /// The starts of chapters, parts and front and back matter that the table names.
    func starts() -> [ChapterStart] {
        var starts: [ChapterStart] = []
        var index = 0
        while index < nodes.count {
            let node = nodes[index]
            let isWhole = node.isLeaf || isChapter(index)
            if let position = node.position {
                starts.append(
                    ChapterStart(
                        position: snapped(position, label: node.label),
                        title: node.label,
                        path: path(to: index),
                        zone: zone(of: node),
                        isPart: !isWhole
                    )
                )
            }
            index = isWhole ? node.end : index + 1
        }
        return merged(starts)
    }

    /// Titles of the nodes above one.
    private func path(to index: Int) -> [String] {
        var titles: [String] = []
        var parent = nodes[index].parent
        while let above = parent {
            if !isBookTitle(nodes[above].label) { titles.append(nodes[above].label) }
            parent = nodes[above].parent
        }
        return titles.reversed()
    }

    private func isBookTitle(_ label: String) -> Bool {
        guard let title = book.title else { return false }
        return MatterWords.fold(label) == MatterWords.fold(title)
    }

    private func zone(of node: ContentsNode) -> Zone? {
        if let zone = MatterWords.zone(ofTitle: node.label) { return zone }
        // What stands below the imprint belongs to it.
        var parent = node.parent
        while let above = parent {
            if let zone = MatterWords.zone(ofTitle: nodes[above].label), zone.isSkipped {
                return zone
            }
            parent = nodes[above].parent
        }
        guard let position = node.position, position < book.blocks.count else { return nil }
        // A bar of links above the text is no part of it.
        let document = book.documents[book.blocks[position].document]
        let text = (position..<max(position + 1, document.end)).first { book.letters($0) > 0 }
        return book.blocks[text ?? position].zone
    }

    // MARK: Depth

    /// Whether a node with others below is one chapter with sections, rather than a part of chapters.
    private func isChapter(_ index: Int) -> Bool {
        let node = nodes[index]
        let children = node.children.filter { nodes[$0].position != nil }
        guard !children.isEmpty, let position = node.position else { return false }
        if isBookTitle(node.label) { return false }
        let own = ChapterPattern.match(node.label)
        if own?.kind == .part, !areSections(children) { return false }
        let below = children.map { ChapterPattern.match(nodes[$0].label) }
        if below.count(where: { $0?.kind == .chapter }) * 2 > below.count { return false }
        if own?.kind == .chapter { return true }
        if isNumberedBelow(node.label, children) { return true }
        if position < book.blocks.count {
            if book.blocks[position].zone == .part { return false }
            if book.blocks[position].zone == .chapter { return true }
        }
        if siblingsCarryText(index) { return true }
        return isOneFile(index, children)
    }

    /// `1` with `1.1`, `1.2` below, `A` with `A.1`.
    private func isNumberedBelow(_ label: String, _ children: [Int]) -> Bool {
        let dotted = children.count { SectionNumber.parts(of: nodes[$0].label) != nil }
        return dotted * 2 > children.count
    }

    private func areSections(_ children: [Int]) -> Bool {
        let sizes = children.map { nodes[$0].letters }.sorted()
        return sizes[sizes.count / 2] < 1_000 && children.count > 3
    }

    /// Whether most of the text at this node's level stands in nodes without others below.
    private func siblingsCarryText(_ index: Int) -> Bool {
        // A long list tells by its beginning.
        let level = (siblings[nodes[index].parent] ?? []).prefix(400).filter {
            nodes[$0].position != nil && !(zone(of: nodes[$0])?.isOutsideBody ?? false)
        }
        let leaves = level.filter { nodes[$0].isLeaf }
        let letters = level.reduce(0) { $0 + nodes[$1].letters }
        let inLeaves = leaves.reduce(0) { $0 + nodes[$1].letters }
        return leaves.count >= 3 && leaves.count * 2 > level.count && inLeaves * 2 > letters
    }

    /// Whether the children stand in the node's own file, shorter than chapters are.
    private func isOneFile(_ index: Int, _ children: [Int]) -> Bool {
        let node = nodes[index]
        let inside = children.count { nodes[$0].document == node.document }
        let sizes = children.map { nodes[$0].letters }.sorted()
        let median = sizes[sizes.count / 2]
        let others = (siblings[node.parent] ?? []).prefix(400).filter { $0 != index }
        let sharesFile = others.contains { nodes[$0].document == node.document }
        if inside * 2 <= children.count { return median < 600 && node.letters < 60_000 }
        // A file of its own is a chapter, unless it is a whole part.
        if !sharesFile, book.documents.count > 3 { return node.letters < 250_000 }
        return median < 4_000
    }

    // MARK: Positions

    private mutating func measure() {
        let order = nodes.indices.filter { nodes[$0].position != nil }.sorted {
            (nodes[$0].position ?? 0, $0) < (nodes[$1].position ?? 0, $1)
        }
        for (rank, index) in order.enumerated() {
            let start = nodes[index].position ?? 0
            var end = book.blocks.count
            for other in order[(rank + 1)...] {
                let isBelow = other > index && other < nodes[index].end
                if !isBelow {
                    end = nodes[other].position ?? end
                    break
                }
            }
            nodes[index].letters = running[max(end, start)] - running[start]
        }
    }

    /// An entry may point into or after the heading it means.
    private func snapped(_ position: Int, label: String) -> Int {
        var result = position
        if position < book.blocks.count, book.blocks[position].headingLevel == nil {
            result = headingBefore(position, label: label) ?? position
        }
        guard result < book.blocks.count, book.blocks[result].headingLevel != nil else {
            return result
        }
        while result > 0, position - result < 3, !targets.contains(result),
            book.blocks[result - 1].headingLevel != nil,
            book.blocks[result - 1].document == book.blocks[result].document
        {
            result -= 1
        }
        return stackedTop(of: result)
    }

    /// The first of the headings stacked on a position that no other entry points to.
    private func stackedTop(of position: Int) -> Int {
        var top = position
        while top > 0, position - top < 3, !targets.contains(top - 1),
            book.blocks[top - 1].headingLevel != nil, book.blocks[top - 1].reason == nil,
            book.blocks[top - 1].document == book.blocks[position].document
        {
            top -= 1
        }
        return top
    }

    private func headingBefore(_ position: Int, label: String) -> Int? {
        let folded = MatterWords.fold(label)
        for back in 1...3 where position - back >= 0 {
            let block = book.blocks[position - back]
            guard block.document == book.blocks[position].document else { return nil }
            let text = MatterWords.fold(block.text)
            if block.headingLevel != nil, !text.isEmpty,
                folded.hasSuffix(text) || folded.hasPrefix(text) || text.hasPrefix(folded)
            {
                return position - back
            }
            if block.reason == nil, block.headingLevel == nil, block.kind != .sceneBreak {
                return nil
            }
        }
        return nil
    }

    /// Starts in reading order; of several at one place the deepest names the chapter, the others its parts.
    private func merged(_ starts: [ChapterStart]) -> [ChapterStart] {
        var result: [ChapterStart] = []
        let order = starts.enumerated().sorted {
            ($0.element.position, $0.offset) < ($1.element.position, $1.offset)
        }
        for (_, start) in order {
            guard let last = result.last, last.position == start.position else {
                result.append(start)
                continue
            }
            var merged = start
            if merged.path.isEmpty, let title = last.title,
                last.isPart || ChapterPattern.match(title)?.kind == .part
            {
                merged.path = last.path + [title]
            }
            merged.zone = start.zone ?? last.zone
            if merged.title?.isEmpty ?? true { merged.title = last.title }
            result[result.count - 1] = merged
        }
        return result
    }
}
