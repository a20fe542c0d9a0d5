import NarrateModel

/// The headings of a chapter's file with their times (Podcasting 2.0, JSON chapters).
struct ChapterMarks: Sendable, Equatable {
    static let fileExtension = "chapters.json"
    static let mediaType = "application/json+chapters"

    /// The chapter's title at its beginning, then each heading inside it.
    var marks: [(start: Double, title: String)]

    init(title: String, passages: [Passage]) {
        marks = [(0, title)]
        for passage in passages.drop(while: { $0.role == .heading }) where passage.role == .heading
        {
            marks.append((passage.start, passage.text))
        }
    }

    static func == (left: ChapterMarks, right: ChapterMarks) -> Bool {
        left.marks.elementsEqual(right.marks) { $0 == $1 }
    }

    /// The file.
    var document: [UInt8] {
        JSONValue.object([
            "version": .string("1.2.0"),
            "chapters": .array(
                marks.map {
                    .object(["startTime": .number($0.start), "title": .string($0.title)])
                }
            ),
        ]).document
    }
}
