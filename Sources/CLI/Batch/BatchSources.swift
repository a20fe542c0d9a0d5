import ArgumentParser
import FoundationEssentials
import NarrateModel
import NarratePipeline

/// The books that the sources of a batch stand for.
struct BatchSources {
    let resolution: SourceResolution
    private(set) var books: [BatchBook] = []
    /// What a batch manifest says of the batch as a whole.
    private(set) var rules = BatchChoices()
    /// Where the summary goes, unless it is told otherwise, and what it is called after.
    private(set) var summaryFolder: String?
    private(set) var summaryName = "narrate"

    /// What is taken for a book in a folder of them.
    private static let bookSuffixes = ["epub", "html", "htm", "xhtml", "txt", "md", "markdown"]
    private static let manifestSuffixes = ["yaml", "yml"]
    /// How the summary's file name ends; it is no book itself.
    static let summarySuffix = ".batch.html"

    /// Finds the books of some sources; nothing of them is read but manifests.
    ///
    /// - Throws: `SourceError`, `ProjectError`, `ValidationError`: then nothing is to be started.
    init(_ sources: [String], resolution: SourceResolution) throws {
        self.resolution = resolution
        for source in sources { try add(source) }
        if books.count > 1, resolution.options.project != nil {
            throw ValidationError("--project is for one book, the batch has \(books.count)")
        }
        try refuseMissingLexicons()
        nameBooks()
    }

    private mutating func add(_ source: String) throws {
        guard source != "-" else {
            throw ValidationError("a batch does not read standard input, name its books")
        }
        var isFolder = false
        guard FileManager.default.fileExists(atPath: source, isDirectory: &isFolder) else {
            // What is not there is one book's trouble; a manifest that is not there is everybody's.
            if Self.isManifest(source) { _ = try resolution.reader.document(at: source) }
            return try add(BatchManifest.Entry(sources: [source]))
        }
        if isFolder, !ProjectFolder.isProject(source) {
            try add(folder: source)
        } else if Self.isManifest(source) {
            try add(manifest: source, isNamed: true)
        } else {
            note(place: SourceLocation(source).folder, name: "narrate")
            for chosen in try resolution.choices(for: source) { try add(chosen) }
        }
    }

    /// A manifest of one book, or of a batch.
    private mutating func add(manifest path: String, isNamed: Bool) throws {
        let place = SourceLocation(path)
        switch try resolution.reader.document(at: path) {
        case .project(let manifest)?:
            note(place: place.folder, name: "narrate")
            try add(BatchManifest.Entry(sources: manifest.sources, choices: manifest.choices))
        case .batch(let batch)? where isNamed:
            guard rules == BatchChoices() else {
                throw ValidationError("one batch manifest at a time, '\(path)' is the second")
            }
            rules = batch.rules
            summaryFolder = batch.defaults.output ?? place.folder
            summaryName = place.name
            for entry in batch.entries { try add(entry, defaults: batch.defaults) }
        case nil where isNamed:
            throw SourceError(
                code: .invalid,
                message: "'\(path)' names no source",
                source: path,
                hint: "add a line: source: book.epub"
            )
        // Beside the books of a folder there may be other YAML, and the batches they are in.
        case .batch?, nil: return
        }
    }

    /// Every book and manifest in a folder; books that a manifest there names are taken as it says.
    private mutating func add(folder: String) throws {
        let folder = folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder
        let names = try Self.names(in: folder)
        let place = SourceLocation(folder)
        note(place: folder, name: place.fullName)
        let before = books.count
        for name in names {
            let inner = "\(folder)/\(name)/narrate.yaml"
            if Self.isManifest(name) {
                try add(manifest: "\(folder)/\(name)", isNamed: false)
            } else if FileManager.default.fileExists(atPath: inner) {
                try add(manifest: inner, isNamed: false)
            }
        }
        let named = Set(books[before...].map { SourceLocation($0.configuration.source).path })
        for name in names where isBook(name, in: folder) {
            let path = "\(folder)/\(name)"
            guard !named.contains(SourceLocation(path).path) else { continue }
            try add(BatchManifest.Entry(sources: [path]))
        }
        guard books.count > before else {
            throw SourceError(
                code: .invalid,
                message: "'\(folder)' holds no books and no manifests",
                source: folder,
                hint: "a folder of documents that is one book is narrated with: narrate run"
            )
        }
    }

    private static func names(in folder: String) throws -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: folder)
                .filter { !$0.hasPrefix(".") }.sorted()
        } catch {
            throw SourceError(
                code: .unreadable,
                message: "can't read the folder '\(folder)'",
                source: folder
            )
        }
    }

    private static func isManifest(_ name: String) -> Bool {
        manifestSuffixes.contains(SourceLocation.suffix(of: name))
    }

    private func isBook(_ name: String, in folder: String) -> Bool {
        let path = "\(folder)/\(name)"
        var isFolder = false
        _ = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        // An unpacked EPUB.
        if isFolder {
            return FileManager.default.fileExists(atPath: path + "/META-INF/container.xml")
        }
        return Self.bookSuffixes.contains(SourceLocation.suffix(of: name))
            && !name.hasSuffix(Self.summarySuffix)
    }

    private mutating func note(place folder: String, name: String) {
        guard summaryFolder == nil else { return }
        summaryFolder = folder
        summaryName = name
    }

    private mutating func add(
        _ entry: BatchManifest.Entry,
        defaults: Choices = Choices()
    ) throws {
        for source in entry.sources {
            if ProjectFolder.isProject(source) {
                let layers = resolution.options.over(entry.choices).over(defaults)
                let others = SourceResolution(
                    settings: resolution.settings,
                    options: layers,
                    manifest: resolution.manifest
                )
                for chosen in try others.choices(for: source) { try add(chosen) }
            } else {
                let manifest = try resolution.manifestChoices()
                let layers = resolution.options.over(manifest).over(entry.choices).over(defaults)
                try add(
                    SourceResolution.Chosen(
                        source: source,
                        choices: try resolution.completed(layers)
                    )
                )
            }
        }
    }

    private mutating func add(_ chosen: SourceResolution.Chosen) throws {
        books.append(
            BatchBook(
                name: SourceLocation(chosen.source).name,
                configuration: try resolution.configuration(for: chosen),
                choices: chosen.choices
            )
        )
    }

    // MARK: Before anything is started

    private func refuseMissingLexicons() throws {
        var known: Set<String> = []
        for book in books {
            for path in book.configuration.lexicons where known.insert(path).inserted {
                guard !FileManager.default.isReadableFile(atPath: path) else { continue }
                throw SourceError(
                    code: .invalid,
                    message: "the lexicon '\(path)' of '\(book.configuration.source)' "
                        + "does not exist or can't be read",
                    source: book.configuration.source
                )
            }
        }
    }

    /// Books of one name are told apart by their folders, and at last by numbers.
    private mutating func nameBooks() {
        for name in Self.repeated(books.map(\.name)) {
            for index in books.indices where books[index].name == name {
                let place = SourceLocation(books[index].configuration.source)
                books[index].name = "\(SourceLocation(place.folder).name)/\(name)"
            }
        }
        for name in Self.repeated(books.map(\.name)) {
            var number = 0
            for index in books.indices where books[index].name == name {
                number += 1
                books[index].name = "\(name) (\(number))"
            }
        }
    }

    private static func repeated(_ names: [String]) -> [String] {
        var seen: Set<String> = []
        return Set(names.filter { !seen.insert($0).inserted }).sorted()
    }
}

/// Where a source is and what it is called.
struct SourceLocation {
    /// The whole path, links followed.
    let path: String
    let folder: String
    let name: String
    /// The name with its suffix.
    let fullName: String

    init(_ source: String) {
        let url = URL(filePath: source).standardizedFileURL
        path = url.resolvingSymlinksInPath().path
        folder = url.deletingLastPathComponent().path
        fullName = url.lastPathComponent
        let stem = url.deletingPathExtension().lastPathComponent
        name = stem.isEmpty ? source : stem
    }

    /// The suffix of a file name, in lower case.
    static func suffix(of name: String) -> String {
        name.lastIndex(of: ".").map { name[name.index(after: $0)...].lowercased() } ?? ""
    }
}
