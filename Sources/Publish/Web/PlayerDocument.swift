import NarrateDigest

/// A page that plays some chapters: those of one document of the source, or all.
struct PlayerDocument: Sendable, Equatable {
    /// The page of the whole release.
    static let wholeFileName = "player.html"

    var fileName: String
    /// What it is called, the book's own title for the whole.
    var title: String
    /// Positions of its chapters in the release.
    var chapters: [Int]

    /// The page of everything, then one for each document where there are several.
    ///
    /// A document's page is named by its path, so that what embeds it need not change when other
    /// documents come and go.
    static func documents(of chapters: [ReleasedChapter], title: String) -> [PlayerDocument] {
        let whole = PlayerDocument(
            fileName: wholeFileName,
            title: title,
            chapters: Array(chapters.indices)
        )
        var sources: [String] = []
        var members: [String: [Int]] = [:]
        for (position, chapter) in chapters.enumerated() {
            let source = path(of: chapter.source)
            if members[source] == nil { sources.append(source) }
            members[source, default: []].append(position)
        }
        guard sources.count > 1 else { return [whole] }
        let names = names(of: sources)
        return [whole]
            + zip(sources, names).map { source, name in
                let positions = members[source] ?? []
                let first = positions.first.map { chapters[$0].title } ?? source
                return PlayerDocument(fileName: name, title: first, chapters: positions)
            }
    }

    /// The document without the place in it.
    private static func path(of source: String) -> String {
        String(source.prefix { $0 != "#" })
    }

    /// Names that say where the documents are; where that is not unique, with a digest of the path.
    private static func names(of sources: [String]) -> [String] {
        let slugs = sources.map(Slug.init)
        var counts: [String: Int] = [:]
        for slug in slugs { counts[slug.text, default: 0] += 1 }
        return zip(sources, slugs).map { source, slug in
            let isPlain = slug.isFaithful && counts[slug.text] == 1
            let digest = isPlain ? "" : "-" + SHA256.hex(of: Array(source.utf8)).prefix(8)
            return "player-\(slug.text)\(digest).html"
        }
    }
}

/// A path as a part of an address that needs no escapes.
private struct Slug {
    private static let longest = 80

    var text = ""
    /// Whether nothing but separators, the case and the name's ending went.
    var isFaithful = true

    init(_ path: String) {
        var stem = path[...]
        if let dot = stem.lastIndex(of: "."), !stem[dot...].contains("/") { stem = stem[..<dot] }
        for scalar in stem.unicodeScalars {
            switch scalar {
            case "a"..."z", "0"..."9", "A"..."Z": text += String(scalar).lowercased()
            case "/", "-", "_", " ", ".": if !text.isEmpty, !text.hasSuffix("-") { text += "-" }
            default: isFaithful = false
            }
        }
        while text.hasSuffix("-") { text.removeLast() }
        if text.count > Self.longest {
            text = String(text.prefix(Self.longest))
            isFaithful = false
        }
        if text.isEmpty {
            text = "document"
            isFaithful = false
        }
    }
}
