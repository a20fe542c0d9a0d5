import FoundationEssentials
import NarrateModel

/// What is said when in a chapter, as podcast players read it (Podcasting 2.0, JSON transcripts).
///
/// Beside what players know, a segment keeps what a page needs to be written again without the text.
struct Transcript: Sendable, Equatable {
    /// How the names of its files end, without the dot.
    static let fileExtension = "json"

    var passages: [Passage]

    /// The file.
    var document: [UInt8] {
        JSONValue.object([
            "version": .string("1.0.0"),
            "segments": .array(passages.map(Self.json)),
        ]).document
    }

    /// Reads a file that `document` wrote; `nil` for any other.
    init?(_ bytes: [UInt8]) {
        guard let read = try? JSONDecoder().decode(Document.self, from: Data(bytes)) else {
            return nil
        }
        passages = read.segments.map { segment in
            Passage(
                text: segment.body,
                role: segment.role,
                endsParagraph: segment.endsParagraph,
                language: segment.language,
                start: segment.startTime,
                end: segment.endTime,
                words: segment.words ?? []
            )
        }
    }

    init(passages: [Passage]) { self.passages = passages }

    private static func json(_ passage: Passage) -> JSONValue {
        let members = JSONValue.members([
            "startTime": .number(passage.start),
            "endTime": .number(passage.end),
            "body": .string(passage.text),
            "role": .string(passage.role.rawValue),
            "endsParagraph": .bool(passage.endsParagraph),
        ])
        let language = passage.language.map {
            JSONValue.Member(key: "language", value: .string($0))
        }
        let words = JSONValue.Member(
            key: "words",
            value: .array(passage.words.map(JSONValue.number))
        )
        return .object(
            members + [language].compactMap(\.self) + (passage.words.isEmpty ? [] : [words])
        )
    }

    private struct Document: Decodable {
        struct Segment: Decodable {
            var startTime: Double
            var endTime: Double
            var body: String
            var role: Utterance.Role
            var endsParagraph: Bool
            var language: String?
            var words: [Double]?
        }

        var segments: [Segment]
    }
}
