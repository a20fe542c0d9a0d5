import FoundationEssentials
import NarrateModel
import NarratePublish
import Yams

/// The manifest of a project: its sources and the choices that go with them.
package struct Manifest: Sendable, Equatable {
    /// Paths or addresses, relative ones already taken from the manifest's folder.
    package var sources: [String]
    package var choices: Choices
}

/// Reads `narrate.yaml`.
package struct ManifestReader {
    /// Longest manifest that is read; a real one has a few kilobytes.
    static let maxBytes = 1 << 20

    /// Creates a reader.
    package init() {}

    /// Reads a manifest; unknown keys, wrong types and bad values are refused with line and column.
    ///
    /// - Throws: `SourceError`.
    package func manifest(at path: String) throws -> Manifest {
        let (section, folder) = try section(at: path)
        guard section.mapping["projects"] == nil else {
            throw SourceError(
                code: .invalid,
                message: "'\(path)' lists projects, it is the manifest of a batch",
                source: path,
                hint: "narrate them with: narrate batch '\(path)'"
            )
        }
        return try manifest(section, folder: folder)
    }

    /// Reads the file of a manifest as it stands, and says in which folder that is.
    func section(at path: String) throws -> (section: YAMLSection, folder: String) {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw SourceError(
                code: .unreadable,
                message: "can't read the manifest '\(path)'",
                source: path
            )
        }
        guard data.count <= Self.maxBytes else {
            throw SourceError(
                code: .invalid,
                message:
                    "'\(path)' has \(data.count) bytes, a manifest has at most \(Self.maxBytes)",
                source: path
            )
        }
        let folder = URL(filePath: path).deletingLastPathComponent().path
        return (try root(of: String(decoding: data, as: UTF8.self), file: path), folder)
    }

    /// Reads a manifest's text; relative paths are taken from `folder`.
    func manifest(_ text: String, file: String, folder: String) throws -> Manifest {
        try manifest(try root(of: text, file: file), folder: folder)
    }

    /// Reads the mapping of a manifest; `others` are keys that mean something where it stands.
    func manifest(
        _ section: YAMLSection,
        folder: String,
        allowing others: [String] = []
    ) throws -> Manifest {
        try section.allow(Self.keys + others)
        var choices = Choices()
        try readBook(section, into: &choices, folder: folder)
        try readVoice(section, into: &choices, folder: folder)
        choices.chapters = try readChapters(section)
        choices.script = try readScript(section)
        if let check = try section.section("check") {
            try check.allow(["retakes", "words", "wordModel"])
            choices.retakes = try check.integer("retakes", in: 0...10)
            choices.hearing.words = try check.string("words")
            choices.hearing.wordModel = try check.string("wordModel").map {
                Self.resolved($0, folder: folder)
            }
        }
        if let release = try section.section("release") {
            choices.release = try readRelease(release)
        }
        let sources = try section.strings("source") ?? []
        return Manifest(
            sources: sources.map { Self.resolved($0, folder: folder) },
            choices: choices
        )
    }

    private static let keys = [
        "source", "title", "authors", "narrator", "isbn", "cover", "language", "engine", "model",
        "voice", "voices", "voiceSettings", "outputFormat", "lexicons", "stitch", "concurrency",
        "chapters",
        "script", "check", "profile", "formats", "maxCredits", "seed", "split", "encoding",
        "output", "project", "patience", "retention", "timestamps", "uploadLexicons", "storeText",
        "release", "publish", "link",
    ]

    func root(of text: String, file: String) throws -> YAMLSection {
        do {
            guard let node = try Yams.compose(yaml: text) else {
                throw SourceError(
                    code: .invalid,
                    message: "'\(file)' is empty, expected a manifest",
                    source: file,
                    hint: "its first line is usually: source: book.epub"
                )
            }
            guard let mapping = node.mapping else {
                throw SourceError(
                    code: .invalid,
                    message: "'\(file)' is not a mapping of keys and values",
                    source: file,
                    hint: "its first line is usually: source: book.epub"
                )
            }
            return YAMLSection(file: file, name: "", mapping: mapping)
        } catch let error as YamlError {
            throw SourceError(
                code: .invalid,
                message: "'\(file)' is not valid YAML: \(Self.oneLine(error))",
                source: file
            )
        }
    }

    /// Yams reports over several lines with the text in between; people get place and problem.
    private static func oneLine(_ error: YamlError) -> String {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            "line \(mark.line), column \(mark.column): \(problem)"
        case .duplicatedKeysInMapping(let keys, _):
            "the key '\(keys.map { "\($0)" }.joined(separator: "', '"))' is there twice"
        default:
            "\(error)".split(separator: "\n").joined(separator: " ")
        }
    }

    private func readBook(
        _ section: YAMLSection,
        into choices: inout Choices,
        folder: String
    ) throws {
        choices.title = try section.string("title")
        choices.authors = try section.strings("authors")
        choices.narrator = try section.string("narrator")
        choices.isbn = try section.string("isbn")
        choices.cover = try section.string("cover").map { Self.resolved($0, folder: folder) }
        choices.language = try section.string("language")
        choices.output = try section.string("output").map { Self.resolved($0, folder: folder) }
        choices.project = try section.string("project").map { Self.resolved($0, folder: folder) }
        choices.split = try section.word("split", SplitDecision.Rule.self)
        choices.encoding = try section.string("encoding")
        choices.mastering = try readMastering(section)
        choices.formats = try section.strings("formats")
        choices.storesText = try section.boolean("storeText")
        choices.delivery.destination = try section.string("publish").map {
            Self.resolved($0, folder: folder)
        }
        choices.delivery.link = try section.string("link")
    }

    private func readVoice(
        _ section: YAMLSection,
        into choices: inout Choices,
        folder: String
    ) throws {
        choices.engine = try section.string("engine")
        choices.model = try section.string("model")
        choices.voice = try section.string("voice")
        choices.outputFormat = try section.string("outputFormat")
        choices.lexicons = try section.strings("lexicons")?.map {
            Self.resolved($0, folder: folder)
        }
        choices.stitch = try section.word("stitch", StitchChoice.self)?.rawValue
        choices.patience = try section.integer("patience", in: 0...86_400)
        choices.retention = try section.boolean("retention")
        choices.timestamps = try section.boolean("timestamps")
        choices.uploadLexicons = try section.boolean("uploadLexicons")
        choices.concurrency = try section.integer("concurrency", in: 1...256)
        choices.maxCredits = try section.integer("maxCredits", in: 0...Int(Int32.max))
        choices.seed = try section.integer("seed", in: 0...Int(UInt32.max)).map(UInt32.init)
        if let settings = try section.section("voiceSettings") {
            var values: [String: String] = [:]
            for (key, _) in settings.mapping {
                let name = key.scalar?.string ?? ""
                values[name] = try settings.string(name)
            }
            choices.voiceSettings = values
        }
    }

    private func readChapters(_ section: YAMLSection) throws -> ChapterSelection? {
        guard let chapters = try section.section("chapters") else { return nil }
        try chapters.allow(["include", "exclude", "titles"])
        var selection = ChapterSelection()
        if let list = try chapters.string("include"), let node = chapters.mapping["include"] {
            guard let ranges = ChapterSelection.ranges(list) else {
                throw chapters.wrong(node, "include", expected: "numbers such as 1-3,7")
            }
            selection.included = ranges
        }
        selection.excludedTitles = try chapters.strings("exclude") ?? []
        if let titles = try chapters.section("titles") {
            for (key, value) in titles.mapping {
                guard let index = key.int, let title = value.scalar?.string else {
                    throw titles.error(at: key.mark, "expected a chapter's number and its title")
                }
                selection.titles[index] = title
            }
        }
        return selection
    }

    private func readRelease(_ section: YAMLSection) throws -> ReleaseChoices {
        try section.allow([
            "subtitles", "playlist", "shelfMetadata", "tagVersion", "textInTags", "sample",
            "webAddress",
        ])
        var release = ReleaseChoices()
        release.subtitles = try section.strings("subtitles")
        release.sample = try section.number("sample", in: 0.5...ReleaseOptions.longestSample)
        release.playlist = try section.boolean("playlist")
        release.shelfMetadata = try section.boolean("shelfMetadata")
        release.tagVersion = try section.string("tagVersion")
        release.textInTags = try section.boolean("textInTags")
        release.webAddress = try section.string("webAddress")
        return release
    }

    static func resolved(_ path: String, folder: String) -> String {
        guard !path.hasPrefix("/"), !path.contains("://"), path != "-" else { return path }
        return folder.isEmpty ? path : "\(folder)/\(path)"
    }
}

/// What engines are told about the neighbours of a request.
package enum StitchChoice: String, Sendable, CaseIterable {
    case auto, ids, text, none
}
