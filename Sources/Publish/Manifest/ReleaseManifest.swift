import NarrateModel

/// The contents of a release's `manifest.json`.
struct ReleaseManifest: Sendable {
    static let fileName = "manifest.json"

    var description: ReleaseDescription
    var chapters: [ReleasedChapter]
    var books: [ReleasedBook] = []
    var totals: ReleaseTotals
    /// Files beside the chapters, the manifest not among them.
    var files: [ReleasedFile]

    /// The document.
    func json(createdAt: String) -> JSONValue {
        let metadata = description.metadata
        let identifiers = metadata.identifiers.sorted { $0.key < $1.key }
            .map { JSONValue.Member(key: $0.key, value: .string($0.value)) }
        let whole = JSONValue.members([
            "version": .integer(1),
            "title": .string(description.title),
            "authors": .array(metadata.authors.map(JSONValue.string)),
            "narrator": .string(description.narrator),
            "language": .optional(metadata.language),
            "identifiers": .object(identifiers),
            "engine": .string(description.engine),
            "model": .string(description.model),
            "voice": .string(description.voice),
            "voices": .array(description.voices.map(Self.json)),
            "profile": .string(description.profile.name),
            "generator": .string(description.generator),
            "createdAt": .string(createdAt),
            "chapters": .array(chapters.map(Self.json)),
        ])
        let made = books.map { Self.json($0.format, $0.file, inputs: $0.inputs) }
        let account = JSONValue.members([
            "totals": .object([
                "duration": .number(chapters.reduce(0) { $0 + $1.duration }),
                "characters": .integer(chapters.reduce(0) { $0 + $1.characters }),
                "charactersBilled": .integer(totals.charactersBilled),
                "credits": .integer(totals.credits.amount),
                "retakes": .integer(totals.retakes),
            ]),
            "files": .array((files + chapters.flatMap(\.companions)).map(Self.json)),
        ])
        let own = MasteringProfile.named(description.profile.name) != description.profile
        let profile = own ? [JSONValue.Member(key: "mastering", value: mastering)] : []
        let list = made.isEmpty ? [] : JSONValue.members(["books": .array(made)])
        return .object(whole + profile + list + account)
    }

    /// What a profile of one's own asks for, so that a release can be held against it later.
    private var mastering: JSONValue {
        let profile = description.profile
        let level: [JSONValue.Member] =
            switch profile.target {
            case .rms(let decibels, let accepted):
                JSONValue.members([
                    "rms": .number(decibels),
                    "accepted": .array([
                        .number(accepted.lowerBound), .number(accepted.upperBound),
                    ]),
                ])
            case .loudness(let lufs, let tolerance):
                JSONValue.members([
                    "loudness": .number(lufs), "tolerance": .number(tolerance),
                ])
            case .asRecorded: []
            }
        return .object(
            level
                + JSONValue.members([
                    "ceiling": .number(profile.ceiling),
                    "peak": .number(profile.peakLimit),
                    "noiseFloor": .optional(profile.noiseFloorLimit),
                    "head": .number(profile.head),
                    "tail": .number(profile.tail),
                    "sampleRate": .integer(profile.format.sampleRate),
                    "channels": .integer(profile.format.channels),
                    "bitRate": .integer(profile.bitRate),
                    "maxDuration": .optional(profile.maxDuration),
                ])
        )
    }

    private static func json(_ voice: ReleaseVoice) -> JSONValue {
        .object([
            "voice": .string(voice.voice),
            "name": .string(voice.name),
            "utterances": .integer(voice.utterances),
        ])
    }

    private static func json(_ chapter: ReleasedChapter) -> JSONValue {
        let measures = chapter.measures
        let members = JSONValue.members([
            "index": .integer(chapter.index),
            "title": .string(chapter.title),
            "file": .string(chapter.file.file),
            "duration": .number(chapter.duration),
            "bytes": .integer(chapter.file.bytes),
            "sha256": .string(chapter.file.sha256),
            "integrated": .optional(measures.integrated),
            "truePeak": .number(measures.truePeak),
            "rms": .number(measures.rms),
            "noiseFloor": .number(measures.noiseFloor),
            "utterances": .integer(chapter.utterances),
            "characters": .integer(chapter.characters),
            "source": .string(chapter.source),
        ])
        let encodings = chapter.encodings.map { json($0.format, $0.file, inputs: $0.inputs) }
        let part = chapter.part ?? ChapterPart(number: 0, count: 0)
        let further: [(isSaid: Bool, members: [JSONValue.Member])] = [
            (
                part.count > 0,
                JSONValue.members(["part": .integer(part.number), "parts": .integer(part.count)])
            ),
            (chapter.start > 0, JSONValue.members(["start": .number(chapter.start)])),
            (!chapter.inputs.isEmpty, JSONValue.members(["inputs": .string(chapter.inputs)])),
            (
                chapter.publishedAt != nil,
                JSONValue.members(["publishedAt": .optional(chapter.publishedAt)])
            ),
            (!encodings.isEmpty, JSONValue.members(["encodings": .array(encodings)])),
        ]
        return .object(members + further.filter(\.isSaid).flatMap(\.members))
    }

    private static func json(
        _ format: ReleaseFormat,
        _ file: ReleasedFile,
        inputs: String
    ) -> JSONValue {
        .object([
            "format": .string(format.rawValue),
            "file": .string(file.file),
            "bytes": .integer(file.bytes),
            "sha256": .string(file.sha256),
            "inputs": .string(inputs),
        ])
    }

    private static func json(_ file: ReleasedFile) -> JSONValue {
        .object([
            "file": .string(file.file),
            "bytes": .integer(file.bytes),
            "sha256": .string(file.sha256),
        ])
    }
}
