import NarrateModel

/// What `narrate ingest` tells people.
struct IngestSummary {
    let text: String

    init(_ publication: Publication) {
        let metadata = publication.metadata
        var lines = [metadata.title ?? "(no title)"]
        if !metadata.authors.isEmpty {
            lines.append("by \(metadata.authors.joined(separator: ", "))")
        }
        let chapters = publication.chapters.map { (chapter: $0, characters: $0.characterCount) }
        let narrated = chapters.filter { $0.chapter.isNarrated }
        let characters = narrated.reduce(0) { $0 + $1.characters }
        lines.append(
            "\(publication.format.rawValue), language \(metadata.language ?? "unknown"), "
                + "\(narrated.count) of \(publication.chapters.count) chapters narrated, "
                + "\(Durations.count(characters)) characters"
        )
        lines.append(
            "chapters by \(publication.split.rule.rawValue): \(publication.split.reason)"
        )
        lines.append("")
        let width = String(publication.chapters.count).count
        for (chapter, characters) in chapters {
            let number =
                String(repeating: " ", count: width - String(chapter.index).count)
                + String(chapter.index)
            let mark = chapter.isNarrated ? " " : "-"
            let note = chapter.isNarrated ? "" : "  (not narrated: \(Self.words(for: chapter)))"
            lines.append(
                "\(mark) \(number)  \(chapter.title)  \(Durations.count(characters))\(note)"
            )
        }
        for warning in publication.warnings {
            lines.append("warning: \(warning.message)")
        }
        text = lines.joined(separator: "\n") + "\n"
    }

    private static func words(for chapter: Chapter) -> String {
        switch chapter.reason {
        case .frontMatter: "front matter"
        case .backMatter: "back matter"
        case .excluded, nil: "left out"
        case .some(let reason): reason.rawValue
        }
    }
}
