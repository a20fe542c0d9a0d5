import NarrateModel

/// `metadata.json` as audiobookshelf keeps it beside a book.
struct ShelfMetadata: Sendable {
    static let fileName = "metadata.json"

    var description: ReleaseDescription
    var chapters: [ReleasedChapter]

    /// The document.
    var json: JSONValue {
        let metadata = description.metadata
        let date = PublicationDate(metadata.date)
        return .object([
            "tags": .array([]),
            "chapters": .array(marks),
            "title": .string(description.title),
            "subtitle": .optional(metadata.subtitle),
            "authors": .array(metadata.authors.map(JSONValue.string)),
            "narrators": .array([.string(description.narrator)]),
            "series": .array(series),
            "genres": .array((["Audiobook"] + metadata.subjects).map(JSONValue.string)),
            "publishedYear": .optional(date?.year),
            "publishedDate": .optional(date?.text),
            "publisher": .optional(metadata.publisher),
            "description": .optional(metadata.description),
            "isbn": .optional(metadata.identifiers["isbn"]),
            "asin": .optional(metadata.identifiers["asin"]),
            "language": .optional(metadata.language),
            "explicit": .bool(false),
            "abridged": .bool(false),
        ])
    }

    private var series: [JSONValue] {
        guard let name = description.metadata.series else { return [] }
        let position = description.metadata.seriesPosition.map { " #\($0)" } ?? ""
        return [.string(name + position)]
    }

    private var marks: [JSONValue] {
        var start = 0.0
        return chapters.enumerated().map { position, chapter in
            defer { start += chapter.duration }
            return .object([
                "id": .integer(position),
                "start": .number(start),
                "end": .number(start + chapter.duration),
                "title": .string(chapter.title),
            ])
        }
    }
}
