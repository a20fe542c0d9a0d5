import NarrateModel

/// Reads an EPUB 2 or 3, or an OEB package in a ZIP archive.
struct EPUBReader {
    let source: String
    let options: IngestOptions
    private var warnings: [SourceWarning] = []
    private var book = FlatBook()
    private var setAside: [Balance.Reason: Int] = [:]
    private var visible = 0
    private var readBytes = 0
    private var firstImages: [String] = []
    private var readPaths: Set<String> = []
    private var repeatedPaths: Set<String> = []
    private var lexiconPaths: [String] = []
    private var lexicons: [Lexicon] = []
    private var cover: Cover?
    /// The first document that could not be read.
    private var unreadable: SourceError?
    private var coverWarnings: [SourceWarning] = []

    init(source: String, options: IngestOptions) {
        self.source = source
        self.options = options
    }

    /// The publication an archive holds.
    static func publication(
        _ origin: ZipOrigin,
        source: String,
        options: IngestOptions
    ) throws(SourceError) -> Publication {
        let archive = try ZipArchive(origin, named: source)
        var reader = EPUBReader(source: source, options: options)
        return try reader.read(archive)
    }

    private mutating func read(_ archive: borrowing ZipArchive) throws(SourceError) -> Publication {
        let packagePath = try packagePath(archive)
        guard let entry = archive.entry(named: packagePath) else {
            throw SourceError(
                code: .invalid,
                message:
                    "the package document '\(packagePath)' that META-INF/container.xml names is missing",
                source: source
            )
        }
        let package = try PackageDocument(try archive.bytes(of: entry), path: packagePath)
        warnings += package.warnings
        noteDuplicates(archive, package)
        let encryption = try Encryption(archive)
        if let problem = encryption.problem {
            warn(
                "malformed-encryption",
                "'META-INF/encryption.xml' is not well formed (\(problem))",
                "META-INF/encryption.xml"
            )
        }
        readContents(package, archive)
        book.title = package.metadata.title
        book.language = package.metadata.language
        try readSpine(package, archive, encryption)
        book.indexPaths()
        readLexicons(archive)
        return try publication(package)
    }

    // MARK: Package

    private mutating func packagePath(_ archive: borrowing ZipArchive) throws(SourceError) -> String
    {
        var reason = "META-INF/container.xml is missing"
        if let entry = archive.entry(named: "META-INF/container.xml") {
            let bytes = try archive.bytes(of: entry)
            do {
                let (root, _) = try XMLElement.read(bytes)
                let files = (root.first("rootfiles")?.children("rootfile") ?? [])
                if let path = files.lazy.compactMap({ $0["full-path"] }).first(where: {
                    !$0.isEmpty
                }) {
                    return Href.unescaped(path).split(separator: "/").joined(separator: "/")
                }
                reason = "META-INF/container.xml names no package document"
            } catch {
                reason = "META-INF/container.xml is not well formed (\(error))"
            }
        }
        let packages = archive.names.filter {
            $0.lowercased().hasSuffix(".opf") && !$0.hasPrefix("__MACOSX")
        }
        guard packages.count == 1, let path = packages.first else {
            throw SourceError(
                code: .invalid,
                message: "'\(source)' is not an EPUB: \(reason)",
                source: source
            )
        }
        warn("container", "\(reason); the only package document, '\(path)', is used", path)
        return path
    }

    private mutating func noteDuplicates(
        _ archive: borrowing ZipArchive,
        _ package: PackageDocument
    ) {
        let known = Set(package.manifest.compactMap(\.path))
        for name in archive.duplicateNames where known.contains(name) {
            warn("duplicate-entry", "the archive holds '\(name)' twice; the first is read", name)
        }
    }

    private mutating func warn(_ code: String, _ message: String, _ path: String?) {
        guard warnings.count < 200 else { return }
        warnings.append(SourceWarning(code: code, message: message, source: path))
    }

    // MARK: Table of contents

    private mutating func readContents(_ package: PackageDocument, _ archive: borrowing ZipArchive)
    {
        for entry in package.guide where entry.zone != .body {
            book.landmarks[Reference(path: entry.reference.path, fragment: nil)] = entry.zone
        }
        if let item = package.manifest.first(where: { $0.properties.contains("nav") }),
            let bytes = text(of: item, archive)
        {
            let navigation = NavigationDocument(bytes, path: item.path ?? "")
            book.contents = navigation.contents
            for landmark in navigation.landmarks where !landmark.zone.isPosition {
                book.landmarks[Reference(path: landmark.reference.path, fragment: nil)] =
                    landmark.zone
            }
        }
        guard book.contents.isEmpty else { return }
        readNCX(package, archive)
    }

    private mutating func readNCX(_ package: PackageDocument, _ archive: borrowing ZipArchive) {
        let item =
            package.ncx.flatMap { package.items[$0] }
            ?? package.manifest.first { $0.mediaType == "application/x-dtbncx+xml" }
            ?? package.manifest.first { $0.href.lowercased().hasSuffix(".ncx") }
        guard let item, let path = item.path, let entry = archive.entry(named: path) else {
            if package.version.hasPrefix("3") {
                warn(
                    "missing-nav",
                    "the package names no navigation document; headings decide",
                    package.path
                )
            }
            return
        }
        do {
            let bytes = try archive.bytes(of: entry)
            let (entries, problem) = try NCXDocument.contents(bytes, path: path)
            book.contents = entries
            if let problem {
                warn("malformed-ncx", "'\(path)' is not well formed (\(problem))", path)
            }
        } catch {
            warn(
                "unreadable-ncx",
                "the table of contents '\(path)' can't be read (\(error)); headings decide",
                path
            )
        }
    }

    private mutating func text(of item: PackageDocument.Item, _ archive: borrowing ZipArchive)
        -> [UInt8]?
    {
        guard let path = item.path, let entry = archive.entry(named: path) else {
            warn("missing-nav", "the navigation document '\(item.href)' is missing", item.href)
            return nil
        }
        do {
            return TextDecoder(readsDeclaration: true).decode(try archive.bytes(of: entry)).bytes
        } catch {
            warn("unreadable-nav", "the navigation document can't be read: \(error)", path)
            return nil
        }
    }

    // MARK: Reading order

    private mutating func readSpine(
        _ package: PackageDocument,
        _ archive: borrowing ZipArchive,
        _ encryption: Encryption
    ) throws(SourceError) {
        guard !package.spine.isEmpty else {
            throw SourceError(
                code: .invalid,
                message: "'\(package.path)' has no reading order: its spine is empty",
                source: package.path
            )
        }
        let targets = EPUBReader.targets(book.contents)
        var requests: [SpineReader.Request] = []
        for entry in package.spine {
            guard let item = readable(entry.id, package), let path = item.path,
                let file = unread(path, archive)
            else { continue }
            if let refusal = encryption.refusal(of: path, source: source) { throw refusal }
            readBytes += file.declaredBytes
            guard readBytes <= IngestLimits.totalTextBytes else { throw .tooMuchText(source) }
            requests.append(
                SpineReader.Request(
                    path: path,
                    entry: file,
                    mediaType: item.mediaType,
                    isLinear: entry.isLinear,
                    targets: targets[path] ?? []
                )
            )
        }
        let reader = SpineReader(
            options: options,
            language: book.language,
            covers: CoverFinder(package: package)
        )
        let allowance = IngestLimits.totalTextBytes - readBytes
        var readings = reader.readings(requests, of: archive, allowance: allowance)
        for case .failure(var error)? in readings.documents where !canDoWithout(error) {
            if error.code == .damaged { error.hint?.append(", or do without it: --damaged skip") }
            throw error
        }
        // Blocks are large: a list of them that grows bit by bit is copied again and again.
        book.blocks.reserveCapacity(
            readings.documents.reduce(0) { total, reading in
                guard case .success(let reading)? = reading else { return total }
                return total + reading.document.blocks.count
            }
        )
        for (index, request) in requests.enumerated() {
            // Taken out, so that its blocks move into the book and are not copied.
            guard let reading = readings.documents[index].take() else {
                throw .tooMuchText(source)
            }
            switch consume reading {
            case .success(let reading): add(consume reading, isLinear: request.isLinear)
            case .failure(let error):
                unreadable = unreadable ?? error
                warn("unreadable-document", "\(error.message); it is left out", request.path)
            }
        }
        cover = readings.cover ?? readings.covers.cover(among: firstImages, in: archive)
        coverWarnings = readings.covers.warnings
    }

    /// Whether the rest of the book can be narrated without a document.
    private func canDoWithout(_ error: SourceError) -> Bool {
        switch error.code {
        case .unreadable: true
        case .damaged: options.damaged == .skip
        case .invalid: false
        }
    }

    /// The entry of a document that was not read before.
    private mutating func unread(
        _ path: String,
        _ archive: borrowing ZipArchive
    ) -> ZipArchive.Entry? {
        guard readPaths.insert(path).inserted else {
            if repeatedPaths.insert(path).inserted {
                warn(
                    "duplicate-spine-item",
                    "'\(path)' is in the reading order more than once; it is read once",
                    path
                )
            }
            return nil
        }
        guard let file = archive.entry(named: path) else {
            warn(
                "missing-document",
                "'\(path)' is in the reading order but not in the archive",
                path
            )
            return nil
        }
        return file
    }

    /// The item of a spine entry, or the first in its chain of fallbacks that holds text.
    private mutating func readable(_ id: String, _ package: PackageDocument) -> PackageDocument
        .Item?
    {
        guard let first = package.items[id] else {
            warn(
                "missing-item",
                "the spine names '\(id)', which is not in the manifest",
                package.path
            )
            return nil
        }
        var item: PackageDocument.Item? = first
        var seen: Set<String> = []
        while let candidate = item, seen.insert(candidate.id).inserted {
            if EPUBReader.isText(candidate) {
                guard candidate.path != nil else {
                    warn(
                        "outside",
                        "'\(candidate.href)' lies outside of the book and is not read",
                        package.path
                    )
                    return nil
                }
                return candidate
            }
            item = candidate.fallback.flatMap { package.items[$0] }
        }
        warn(
            "foreign-item",
            "'\(first.href)' (\(first.mediaType)) holds no text that can be read",
            first.path
        )
        return nil
    }

    private mutating func add(_ reading: consuming SpineReader.Reading, isLinear: Bool) {
        visible += reading.visible
        for warning in reading.warnings { warn(warning.code, warning.message, warning.source) }
        noteAddresses(in: reading.document)
        for (reason, weight) in reading.document.setAside {
            setAside[reason, default: 0] += weight
        }
        var document = (consume reading).document
        if !isLinear { EPUBReader.exclude(&document) }
        if document.language == nil { document.language = book.language }
        book.append(&document, isLinear: isLinear)
    }

    /// Keeps where a document says that lexicons are, and pictures that may be the cover.
    private mutating func noteAddresses(in document: ContentDocument) {
        for href in document.lexicons {
            guard let path = Href.resolve(href, from: document.path)?.path,
                !lexiconPaths.contains(path)
            else { continue }
            lexiconPaths.append(path)
        }
        // A page that is a cover has hardly any text beside its picture.
        if book.documents.count < 2, document.blocks.reduce(0, { $0 + $1.weight }) < 60 {
            firstImages += document.images.compactMap {
                Href.resolve($0, from: document.path)?.path
            }
        }
    }

    // MARK: Lexicons

    /// Reads the pronunciation lexicons that documents name; a bad one is passed over with a warning.
    private mutating func readLexicons(_ archive: borrowing ZipArchive) {
        for path in lexiconPaths.prefix(IngestLimits.lexicons) {
            guard let entry = archive.entry(named: path) else {
                warn("missing-lexicon", "the lexicon '\(path)' is not in the archive", path)
                continue
            }
            do {
                let bytes = try archive.bytes(of: entry)
                let reading = try LexiconReader().reading(of: bytes, named: path)
                lexicons.append(reading.lexicon)
            } catch {
                warn("unreadable-lexicon", "the lexicon '\(path)' is left out: \(error)", path)
            }
        }
    }

    // MARK: Result

    private mutating func publication(_ package: PackageDocument) throws(SourceError)
        -> Publication
    {
        var builder = PublicationBuilder(
            source: source,
            format: package.version.hasPrefix("3") ? .epub3 : .epub2,
            options: options
        )
        builder.metadata = package.metadata
        builder.cover = cover
        builder.warnings = warnings + coverWarnings
        var whole = FlatBook()
        swap(&whole, &book)
        do {
            var publication = try builder.publication(
                consume whole,
                visible: visible,
                setAside: setAside
            )
            publication.lexicons = lexicons
            return publication
        } catch {
            // When nothing is left, the reason is what could not be read.
            throw unreadable ?? error
        }
    }
}
