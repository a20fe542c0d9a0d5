import NarrateModel

/// Which chapters are wanted, and what they are to be called.
package struct ChapterSelection: Sendable, Equatable, Encodable {
    /// Numbers as `narrate ingest` lists them; `nil` takes what is narrated by default.
    package var included: [ClosedRange<Int>]?
    /// Titles that are left out.
    package var excludedTitles: [String]
    /// Other titles, by number.
    package var titles: [Int: String]

    /// Creates a selection.
    package init(
        included: [ClosedRange<Int>]? = nil,
        excludedTitles: [String] = [],
        titles: [Int: String] = [:]
    ) {
        self.included = included
        self.excludedTitles = excludedTitles
        self.titles = titles
    }

    /// Reads a list such as `1-3,7`; `9-` goes to the end.
    ///
    /// - Returns: `nil` when it is not such a list.
    package static func ranges(_ list: String) -> [ClosedRange<Int>]? {
        var ranges: [ClosedRange<Int>] = []
        for piece in list.split(separator: ",", omittingEmptySubsequences: false) {
            let bounds = piece.split(separator: "-", omittingEmptySubsequences: false)
                .map { $0.filter { !$0.isWhitespace } }
            guard let first = bounds.first.flatMap({ Int($0) }), first >= 1 else { return nil }
            switch bounds.count {
            case 1: ranges.append(first...first)
            case 2 where bounds[1].isEmpty: ranges.append(first...Int.max)
            case 2:
                guard let last = Int(bounds[1]), last >= first else { return nil }
                ranges.append(first...last)
            default: return nil
            }
        }
        return ranges.isEmpty ? nil : ranges
    }

    /// The publication with only these chapters narrated.
    ///
    /// - Throws: `SourceError` when a wanted chapter does not exist or nothing is left.
    func applied(to publication: Publication) throws -> Publication {
        var publication = publication
        let count = publication.chapters.count
        for range in included ?? [] where range.lowerBound > count {
            throw SourceError(
                code: .invalid,
                message: "there is no chapter \(range.lowerBound), the book has \(count)",
                source: publication.source,
                hint: "list them with: narrate ingest '\(publication.source)'"
            )
        }
        for index in publication.chapters.indices {
            var chapter = publication.chapters[index]
            if let included {
                chapter.isNarrated = included.contains { $0.contains(chapter.index) }
            }
            if excludedTitles.contains(chapter.title) { chapter.isNarrated = false }
            // An empty title leaves the chapter's name and silences its heading.
            if let title = titles[chapter.index], !title.isEmpty { chapter.title = title }
            if !chapter.isNarrated, chapter.reason == nil { chapter.reason = .excluded }
            publication.chapters[index] = chapter
        }
        guard !publication.narratedChapters.isEmpty else {
            throw SourceError(
                code: .invalid,
                message: "no chapter is left to narrate",
                source: publication.source,
                hint: "choose with --chapters; narrate ingest lists them"
            )
        }
        return publication
    }
}
