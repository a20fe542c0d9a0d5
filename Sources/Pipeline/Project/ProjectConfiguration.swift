import FoundationEssentials
import NarrateDelivery
import NarrateIngest
import NarrateModel
import NarratePublish
import NarrateScript

/// Everything that decides how one source becomes a release: choices with every default filled in.
package struct ProjectConfiguration: Sendable {
    /// File, folder, address or `-`, as the user named it.
    package var source: String
    package var folder: ProjectFolder
    /// Folder the release's folder is made in.
    package var output: String
    package var ingest: IngestOptions
    package var script: ScriptOptions
    package var lexicons: [String]
    package var selection: ChapterSelection
    package var engine: String
    package var voice: VoiceChoice
    package var stitch: StitchChoice
    package var engineOptions = EngineOptions()
    /// Time without a success, while failing, after which a run stops; `nil` for the usual.
    package var patience: Duration?
    package var concurrency: Int?
    package var maxCredits: Int?
    package var retakes: Int
    package var hearing: HearingOptions
    package var mastering: Mastering
    /// Whether the ledger may hold what is spoken; fingerprints suffice to go on.
    package var storesText: Bool
    package var release: ReleaseOptions
    /// Where the release goes when it is finished, as somebody chose it.
    package var deliveryChoices: DeliveryChoices
    /// The same with the keys that it needs.
    package var delivery: DeliveryOptions?
    /// What replaces the source's own metadata.
    package var overrides: MetadataOverrides

    /// Metadata somebody chose over the source's.
    package struct MetadataOverrides: Sendable, Equatable {
        package var title: String?
        package var authors: [String]?
        package var narrator: String?
        package var isbn: String?
        package var cover: String?
        package var language: String?
    }

    /// Fills in what the choices leave open.
    ///
    /// `currentFolder`: where releases of standard input and addresses go. `defaultEngine`: who speaks when
    /// nobody is chosen and nothing was paid for yet.
    /// - Throws: `ProjectError` with code `usage` for a word that is not known.
    package init(
        source: String,
        choices: Choices,
        currentFolder: String,
        defaultEngine: String = "espeak"
    ) throws {
        self.source = source
        let place = SourcePlace(source: source, currentFolder: currentFolder)
        output = choices.output ?? place.folder
        folder = ProjectFolder(path: choices.project ?? "\(output)/\(place.name).narrate")
        let choices = choices.keeping(FormerVoice(of: folder))
        ingest = try Self.ingestOptions(choices)
        script = try choices.script.options(
            makesCredits: choices.mastering?.asksForCredits ?? false
        )
        script.titles = choices.chapters?.titles ?? [:]
        engine = choices.engine ?? defaultEngine
        script.fit(
            engine: engine,
            model: choices.model ?? EngineCatalog.standardModel(of: engine),
            voice: choices.voice ?? choices.language ?? "en"
        )
        lexicons = choices.lexicons ?? []
        selection = choices.chapters ?? ChapterSelection()
        voice = VoiceChoice(
            voice: choices.voice,
            model: choices.model,
            language: choices.language,
            settings: choices.voiceSettings ?? [:],
            outputFormat: choices.outputFormat,
            seed: choices.seed
        )
        guard let stitch = StitchChoice(rawValue: choices.stitch ?? "auto") else {
            throw Self.unknown("stitching", choices.stitch, StitchChoice.allCases.map(\.rawValue))
        }
        self.stitch = stitch
        patience = choices.patience.map { .seconds($0) }
        engineOptions.keepsHistory = choices.retention ?? true
        engineOptions.wantsTimes = choices.timestamps ?? false
        engineOptions.uploadsLexicons = choices.uploadLexicons ?? false
        concurrency = choices.concurrency
        maxCredits = choices.maxCredits
        retakes = choices.retakes ?? 2
        hearing = try choices.hearing.options()
        mastering = try (choices.mastering ?? MasteringChoices()).mastering()
        storesText = choices.storesText ?? true
        release = try choices.release.options()
        release.formats = try Self.formats(choices.formats ?? [])
        if choices.formats?.contains(Self.web) == true {
            release.web = try choices.release.webOptions()
        }
        deliveryChoices = choices.delivery
        overrides = MetadataOverrides(
            title: choices.title,
            authors: choices.authors,
            narrator: choices.narrator,
            isbn: choices.isbn,
            cover: choices.cover,
            language: choices.language
        )
    }

    private static func ingestOptions(_ choices: Choices) throws -> IngestOptions {
        var options = IngestOptions()
        options.split = choices.split ?? options.split
        options.encoding = choices.encoding
        let script = choices.script
        options.footnotes = try word("footnotes", script.footnotes) ?? options.footnotes
        options.tables = try word("tables", script.tables) ?? options.tables
        options.code = try word("code", script.code) ?? options.code
        options.altText = try word("altText", script.altText) ?? options.altText
        options.captions = try word("captions", script.captions) ?? options.captions
        options.math = try word("math", script.math) ?? options.math
        options.ruby = try word("ruby", script.ruby) ?? options.ruby
        options.matter = try word("matter", script.matter) ?? options.matter
        options.damaged = try word("damaged", script.damaged) ?? options.damaged
        return options
    }

    /// The word for pages and a feed around the audio of the chapters.
    package static let web = "web"

    /// Each once, in the order they were named, but MP3 first: it is what is listed and played.
    private static func formats(_ words: [String]) throws -> [ReleaseFormat] {
        var formats: [ReleaseFormat] = []
        for word in words where word != web {
            guard let format = ReleaseFormat(rawValue: word) else {
                throw unknown("format", word, ReleaseFormat.allCases.map(\.rawValue) + [web])
            }
            if !formats.contains(format) { formats.append(format) }
        }
        // Pages play chapters: where none is a file, they become MP3s.
        let needsChapters = words.contains(web) && !formats.contains(where: \.isPerChapter)
        guard formats.isEmpty || needsChapters || formats.contains(.mp3) else { return formats }
        return [.mp3] + formats.filter { $0 != .mp3 }
    }

    /// One of an option's words, or `nil` when nothing was chosen.
    static func word<Word: RawRepresentable & CaseIterable>(
        _ kind: String,
        _ text: String?
    ) throws -> Word? where Word.RawValue == String {
        guard let text else { return nil }
        guard let word = Word(rawValue: text) else {
            throw unknown(kind, text, Word.allCases.map(\.rawValue))
        }
        return word
    }

    static func unknown(_ kind: String, _ word: String?, _ known: [String]) -> ProjectError {
        let word = word ?? ""
        let near = NearestWord.to(word, among: known)
        return ProjectError(
            code: .usage,
            message: "unknown \(kind) '\(word)', expected \(known.joined(separator: ", "))",
            hint: near.map { "did you mean '\($0)'?" }
        )
    }
}

/// The folder and the bare name that a source gives to what is made from it.
struct SourcePlace: Equatable {
    var folder: String
    var name: String

    init(source: String, currentFolder: String) {
        if source == "-" {
            (folder, name) = (currentFolder, "standard-input")
        } else if let address = SourcePlace.address(source) {
            let last = address.deletingPathExtension().lastPathComponent
            folder = currentFolder
            name = last.isEmpty || last == "/" ? address.host() ?? "page" : last
        } else {
            let url = URL(filePath: source, relativeTo: URL(filePath: currentFolder + "/"))
                .standardizedFileURL
            folder = url.deletingLastPathComponent().path
            var isDirectory = false
            let exists = FileManager.default.fileExists(atPath: url.path, isDirectory: &isDirectory)
            let isFolder = exists && isDirectory
            name = isFolder ? url.lastPathComponent : url.deletingPathExtension().lastPathComponent
        }
        while folder.count > 1, folder.hasSuffix("/") { folder.removeLast() }
    }

    /// The address, when the source is one.
    static func address(_ source: String) -> URL? {
        guard source.hasPrefix("http://") || source.hasPrefix("https://") else { return nil }
        return URL(string: source)
    }
}

extension ProjectConfiguration {
    /// The folder that a release goes to: never the source's own, whose documents it would join.
    func releaseFolder(title: String) -> String {
        let folder = "\(output)/\(FileName.folder(title: title))"
        func place(_ path: String) -> String {
            URL(filePath: path).standardizedFileURL.resolvingSymlinksInPath().path
        }
        guard place(folder) == place(source) else { return folder }
        return "\(output)/\(FileName.folder(title: "\(title) (audiobook)"))"
    }
}
