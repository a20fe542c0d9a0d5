/// The reading order of a folder's documents: as its front page's navigation leads through them, from there on as
/// the lists on the pages it leads to do, or else in natural order of names.
struct SiteOrder {
    private let documents: [ContentDocument]
    private let pages: SitePages
    private let indices: [String: Int]

    /// Takes the documents in natural order of their names.
    init(_ documents: [ContentDocument], pages: SitePages) {
        self.documents = documents
        self.pages = pages
        indices = Dictionary(documents.indices.map { (documents[$0].path, $0) }) { first, _ in first
        }
    }

    /// Whether a document is called as front pages and tables of contents are, in one language or many
    /// (`index.en.html`).
    static func isFront(_ name: String) -> Bool {
        isContents(name) || ["index", "readme"].contains(stem(name))
    }

    /// Whether a document is no more than a table of contents (mdBook, docsify).
    static func isContents(_ name: String) -> Bool {
        ["summary", "_sidebar", "toc", "contents"].contains(stem(name))
    }

    private static func stem(_ name: String) -> String {
        (name.split(separator: "/").last ?? "").prefix { $0 != "." }.lowercased()
    }

    /// A document's place in the order.
    struct Place: Equatable {
        /// Index among the documents.
        var index: Int
        /// Index of the document whose entry it stands below, or that alone lists it.
        var parent: Int?
    }

    /// The places of all documents in reading order.
    func places() -> [Place] {
        let fronts = documents.indices.filter { SiteOrder.isFront(documents[$0].path) }
        let nearest = fronts.sorted { (rank($0), $0) < (rank($1), $1) }
        let others = documents.indices.filter { !SiteOrder.isFront(documents[$0].path) }
        for front in nearest + others.prefix(1) {
            let places = walk(from: front)
            guard places.count > 1, places.count * 2 > documents.count else { continue }
            let seen = Set(places.map(\.index))
            let rest = documents.indices.filter { !seen.contains($0) }
            // Wherever the way through begins, a book is opened at its front page.
            let opening = rest.filter(isOpening)
            return opening.map { Place(index: $0) } + places
                + rest.filter { !opening.contains($0) }.map { Place(index: $0) }
        }
        return documents.indices.map { Place(index: $0) }
    }

    /// Whether a document is the front page of the whole folder.
    private func isOpening(_ index: Int) -> Bool {
        let path = documents[index].path
        return SiteOrder.isFront(path) && !SiteOrder.isContents(path) && !path.contains("/")
    }

    /// The nearest to the top first, of them tables of contents first.
    private func rank(_ index: Int) -> Int {
        let path = documents[index].path
        return path.count { $0 == "/" } * 2 + (SiteOrder.isContents(path) ? 0 : 1)
    }

    /// The pages a front page leads to, each followed by those that only it lists.
    private func walk(from front: Int) -> [Place] {
        let first = targets(of: front, listsOnly: false)
        // A front page comes first; any other where it stands in its own navigation.
        let leads = SiteOrder.isFront(documents[front].path)
        let isListed = !leads && first.contains { $0.index == front }
        var places = isListed ? [] : [Place(index: front)]
        var seen: Set<Int> = isListed ? [] : [front]
        // What an upper list names keeps its place there.
        var reserved = Set(first.map(\.index))
        var rest = Array(first.reversed())
        while let place = rest.popLast() {
            guard seen.insert(place.index).inserted else { continue }
            places.append(place)
            let below = targets(of: place.index, listsOnly: true)
                .filter { !reserved.contains($0.index) && !seen.contains($0.index) }
            reserved.formUnion(below.map(\.index))
            rest += below.reversed().map {
                Place(index: $0.index, parent: $0.parent ?? place.index)
            }
        }
        return places
    }

    /// The pages that the lists of one lead to, in order and each once; a bar with the next and the last page is none.
    private func targets(of index: Int, listsOnly: Bool) -> [Place] {
        var lists: [[(page: Int, depth: Int)]] = []
        var last: Int?
        for link in documents[index].links where link.list > 0 || !listsOnly {
            guard let name = pages.page(link.target.path), let page = indices[name] else {
                continue
            }
            if last != link.list { lists.append([]) }
            last = link.list
            lists[lists.count - 1].append((page, link.list > 0 ? link.depth : 0))
        }
        let long = lists.filter { list in
            Set(list.map(\.page)).count >= 3 && list.allSatisfy { $0.depth > 0 }
        }
        var places: [Place] = []
        var seen: Set<Int> = []
        let isWhole = long.isEmpty || SiteOrder.isContents(documents[index].path)
        for list in isWhole ? lists : long {
            var above: [(page: Int, depth: Int)] = []
            for link in list {
                above.removeAll { $0.depth >= link.depth }
                if seen.insert(link.page).inserted {
                    places.append(Place(index: link.page, parent: above.last?.page))
                }
                if above.last?.page != link.page { above.append(link) }
            }
        }
        return places
    }
}
