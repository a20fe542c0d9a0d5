import FoundationEssentials
import NarrateDelivery
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

    /// Gives the value of an environment variable.
    let variable: @Sendable (String) -> String?

    /// Creates a reader that knows some environment variables.
    package init(variable: @escaping @Sendable (String) -> String? = { _ in nil }) {
        self.variable = variable
    }

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
        guard let text = String(validating: data, as: UTF8.self) else {
            throw SourceError(
                code: .invalid,
                message: "'\(path)' is not UTF-8",
                source: path,
                hint: "save it as UTF-8"
            )
        }
        // Some editors begin a file with a byte order mark, which YAML allows.
        let body =
            text.unicodeScalars.first == "\u{FEFF}"
            ? text.unicodeScalars.dropFirst() : text.unicodeScalars[...]
        let section = try root(of: String(body), file: path)
        try refuseMissingLexicons(section, folder: folder)
        return (section, folder)
    }

    /// Names a lexicon that is not there by its place, before anything is started.
    private func refuseMissingLexicons(_ section: YAMLSection, folder: String) throws {
        let projects = section.mapping["projects"]?.sequence.map { Array($0) } ?? []
        for mapping in [section.mapping] + projects.compactMap(\.mapping) {
            guard let node = mapping["lexicons"] else { continue }
            for item in node.sequence.map({ Array($0) }) ?? [node] {
                guard let name = item.scalar?.string else { continue }
                let path = Self.resolved(name, folder: folder)
                guard !FileManager.default.isReadableFile(atPath: path) else { continue }
                throw section.error(
                    at: item.mark,
                    "the lexicon '\(path)' does not exist or can't be read"
                )
            }
        }
    }

    /// Reads a manifest's text; relative paths are taken from `folder`.
    func manifest(_ text: String, file: String, folder: String) throws -> Manifest {
        try manifest(try root(of: text, file: file), folder: folder)
    }

    /// Reads the mapping of a manifest that holds some keys.
    func manifest(
        _ section: YAMLSection,
        folder: String,
        keys: [ManifestKey] = ManifestKeys.project
    ) throws -> Manifest {
        try ManifestCheck(file: section.file).check(section, against: keys)
        var choices = Choices()
        try readBook(section, into: &choices, folder: folder)
        try readVoice(section, into: &choices, folder: folder)
        choices.chapters = try readChapters(section)
        choices.script = try readScript(section)
        if let check = try section.section("check") {
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

    func root(of text: String, file: String) throws -> YAMLSection {
        let check = ManifestCheck(file: file)
        guard let node = try check.composed(text) else {
            throw SourceError(
                code: .invalid,
                message: "'\(file)' is empty, expected a manifest",
                source: file,
                hint: "its first line is usually: source: book.epub"
            )
        }
        try check.refuseBomb(node)
        guard
            let mapping = try VariableReferences(file: file, variable: variable).filled(node)
                .mapping
        else {
            throw SourceError(
                code: .invalid,
                message: "'\(file)' is not a mapping of keys and values",
                source: file,
                hint: "its first line is usually: source: book.epub"
            )
        }
        return YAMLSection(file: file, name: "", mapping: mapping)
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
        choices.delivery = try readDelivery(section, folder: folder)
        try readHooks(section, into: &choices)
    }

    private func readDelivery(_ section: YAMLSection, folder: String) throws -> DeliveryChoices {
        var delivery = DeliveryChoices()
        delivery.destination = try section.string("publish").map {
            Self.resolved($0, folder: folder)
        }
        delivery.link = try section.string("link")
        let mark = (section.mapping["link"] ?? section.mapping["publish"])?.mark
        do {
            if let link = delivery.link { _ = try DeliveryOptions.seconds(link) }
            guard delivery.destination != nil else { return delivery }
            _ = try delivery.options(environment: [:], authorities: nil)
        } catch let error as DeliveryError {
            throw section.error(at: mark, error.message, hint: error.hint)
        }
        return delivery
    }

    private func readHooks(_ section: YAMLSection, into choices: inout Choices) throws {
        choices.notify = try section.string("notify")
        choices.onFinish = try section.string("onFinish")
        if let address = choices.notify, !SourceFetch.isAddress(address) {
            throw section.wrong(
                section.mapping["notify"] ?? Node(""),
                "notify",
                expected: "an http(s) address"
            )
        }
        if let command = choices.onFinish, let mistake = FinishHooks.mistake(in: command) {
            throw section.error(at: section.mapping["onFinish"]?.mark, mistake)
        }
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
        var release = ReleaseChoices()
        release.subtitles = try section.strings("subtitles")
        release.sample = try section.number("sample", in: 0.5...ReleaseOptions.longestSample)
        release.playlist = try section.boolean("playlist")
        release.shelfMetadata = try section.boolean("shelfMetadata")
        release.tagVersion = try section.string("tagVersion")
        release.textInTags = try section.boolean("textInTags")
        release.webAddress = try section.string("webAddress")
        do {
            _ = try release.webOptions()
        } catch let error as ProjectError {
            throw section.error(at: section.mapping["webAddress"]?.mark, error.message)
        }
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
