import NarrateModel

/// Reads a folder of documents as one book: in the order of its front page's links, or in natural order of names.
struct FolderReader {
    let source: String
    let options: IngestOptions

    private static let extensions: Set<String> = [
        "html", "htm", "xhtml", "xht", "txt", "text", "md", "markdown",
    ]
    private static let depth = 8
    /// Folders that generators of sites write or keep beside the pages; `_sources` holds the text of all of them again.
    private static let generated: Set<String> = [
        "_sources", "_static", "_images", "_modules", "_includes", "_layouts", "node_modules",
    ]
    /// Pages that web servers and generators of sites (Sphinx, MkDocs) need, not readers.
    private static let machinery: Set<String> = ["404", "search", "genindex", "py-modindex"]

    /// The publication of all documents below the folder.
    func publication() throws(SourceError) -> Publication {
        let names = try names(in: "", depth: 0).sorted(by: FolderReader.isBefore)
        guard !names.isEmpty else {
            throw SourceError(
                code: .invalid,
                message: "'\(source)' holds no HTML, Markdown or text document",
                source: source
            )
        }
        var builder = PublicationBuilder(source: source, format: .folder, options: options)
        let chosen = withoutSources(names, warnings: &builder.warnings)
        var parts = try parts(chosen, warnings: &builder.warnings)
        let pages = SitePages(parts.map(\.name))
        let places = SiteOrder(parts.map(\.document), pages: pages).places()
        setAsideNavigation(in: &parts, pages)
        let titles = parts.map(title)
        let contents = SiteContents(
            places.map { place in
                SiteContents.Page(
                    title: titles[place.index],
                    path: parts[place.index].name,
                    parent: place.parent.map { titles[$0] }
                )
            }
        )
        return try publication(places.map { parts[$0.index] }, contents, &builder)
    }

    /// A document of the folder.
    private struct Part {
        var name: String
        var document: ContentDocument
        var metadata: Metadata
        var visible: Int
        var isPage = false
    }

    /// The documents that can be read; those that can't are named.
    private func parts(
        _ names: [String],
        warnings: inout [SourceWarning]
    ) throws(SourceError) -> [Part] {
        var parts: [Part] = []
        var problem: SourceError?
        for name in names {
            do {
                parts.append(try part(name, warnings: &warnings))
            } catch {
                problem = problem ?? error
                warnings.append(
                    SourceWarning(
                        code: "unreadable-document",
                        message: error.description,
                        source: name
                    )
                )
            }
        }
        guard !parts.isEmpty else { throw problem ?? .noArchive(source, "no document") }
        return parts
    }

    private func publication(
        _ parts: consuming [Part],
        _ contents: SiteContents,
        _ builder: inout PublicationBuilder
    ) throws(SourceError) -> Publication {
        var book = FlatBook()
        var visible = 0
        var setAside: [Balance.Reason: Int] = [:]
        builder.metadata = metadata(of: parts)
        book.isFolder = true
        book.title = builder.metadata.title
        book.language = builder.metadata.language
        book.contents = contents.entries
        for index in parts.indices {
            visible += parts[index].visible
            for (reason, weight) in parts[index].document.setAside {
                setAside[reason, default: 0] += weight
            }
            book.append(&parts[index].document)
        }
        book.indexPaths()
        return try builder.publication(book, visible: visible, setAside: setAside)
    }

    private func title(of part: Part) -> String {
        let heading = part.document.blocks.first { $0.headingLevel != nil && $0.reason == nil }
        return heading?.text ?? part.metadata.title ?? stem(part.name)
    }

    private func metadata(of parts: [Part]) -> Metadata {
        var metadata = parts.first { !$0.metadata.contributors.isEmpty }?.metadata ?? Metadata()
        metadata.title = nil
        metadata.language = parts.lazy.compactMap { $0.metadata.language }.first
        let fronts = parts.filter {
            SiteOrder.isFront($0.name) && !SiteOrder.isContents($0.name) && !$0.name.contains("/")
        }
        metadata.title = fronts.lazy.compactMap(\.metadata.title).first
        return metadata
    }

    private func setAsideNavigation(in parts: inout [Part], _ pages: SitePages) {
        for index in parts.indices {
            parts[index].document.setAsideLinkLists(pages: pages)
            if isMachinery(parts[index]) { parts[index].document.zone = .navigation }
        }
        let furniture = SiteFurniture(parts.filter(\.isPage).map(\.document), pages: pages)
        for index in parts.indices where parts[index].isPage {
            furniture.setAside(in: &parts[index].document)
        }
    }

    /// Whether a document only leads to others, or is there for a server.
    private func isMachinery(_ part: Part) -> Bool {
        let letters = part.document.blocks.reduce(0) { $0 + ($1.reason == nil ? $1.weight : 0) }
        let stem = stem(part.name).lowercased()
        if FolderReader.machinery.contains(stem) { return stem == "genindex" || letters < 1_000 }
        let all = part.document.blocks.reduce(0) { $0 + $1.weight }
        return SiteOrder.isContents(part.name) && letters * 3 < all
    }

    /// Documents without those that a page of the same name was made from.
    private func withoutSources(_ names: [String], warnings: inout [SourceWarning]) -> [String] {
        func path(_ name: String) -> Substring {
            name[..<(name.lastIndex(of: ".") ?? name.endIndex)]
        }
        func isPage(_ name: String) -> Bool {
            name.hasSuffix("html") || name.hasSuffix("htm") || name.hasSuffix("xht")
        }
        let pages = Set(names.filter(isPage).map(path))
        let sources = names.filter { !isPage($0) && pages.contains(path($0)) }
        guard let first = sources.first else { return names }
        let others = sources.count > 1 ? ", so are \(sources.count - 1) like it" : ""
        warnings.append(
            SourceWarning(
                code: "duplicate-document",
                message: "'\(first)' is left out, as there is a web page of its name\(others)",
                source: first
            )
        )
        let known = Set(sources)
        return names.filter { !known.contains($0) }
    }

    private func part(_ name: String, warnings: inout [SourceWarning]) throws(SourceError) -> Part {
        let path = source + "/" + name
        let bytes = try SourceFile.bytes(at: path, limit: IngestLimits.documentBytes)
        switch SourceFormat(bytes, name: name) {
        case .html:
            let page = HTMLReader(source: path, options: options).document(
                bytes,
                name: name,
                warnings: &warnings
            )
            return Part(
                name: name,
                document: page.document,
                metadata: HTMLReader.metadata(of: page.document),
                visible: page.visible,
                isPage: true
            )
        case .markdown:
            let reader = MarkdownReader(source: path, options: options)
            return part(name, try reader.document(bytes, name: name, warnings: &warnings))
        case .text:
            let reader = TextReader(source: path, options: options)
            return part(name, try reader.document(bytes, name: name, warnings: &warnings))
        case .epub: throw .unusable(path, "an archive, not a document")
        case .unknown(let found): throw .unusable(path, found)
        }
    }

    private func part(_ name: String, _ text: TextReader.Result) -> Part {
        Part(name: name, document: text.document, metadata: text.metadata, visible: text.visible)
    }

    // MARK: Order

    /// Natural order, in which a folder's front page comes before all else that is in it.
    private static func isBefore(_ first: String, _ second: String) -> Bool {
        let (left, right) = (sortName(first), sortName(second))
        return left == right
            ? NaturalOrder.isLess(first, second) : NaturalOrder.isLess(left, right)
    }

    /// The folder's name alone for its front page.
    private static func sortName(_ name: String) -> String {
        guard SiteOrder.isFront(name), !SiteOrder.isContents(name) else { return name }
        return String(name.dropLast(SourceFile.name(of: name).count))
    }

    private func names(in folder: String, depth: Int) throws(SourceError) -> [String] {
        var result: [String] = []
        let path = folder.isEmpty ? source : source + "/" + folder
        let isRelease = OwnFiles.isRelease(path)
        for name in try SourceFile.names(inFolder: path) where !OwnFiles.isPage(name, isRelease) {
            let relative = folder.isEmpty ? name : folder + "/" + name
            if SourceFile.isLink(source + "/" + relative) { continue }
            if SourceFile.isFolder(source + "/" + relative) {
                if depth < FolderReader.depth, !FolderReader.generated.contains(name),
                    !OwnFiles.isProject(name), !OwnFiles.isRelease(source + "/" + relative)
                {
                    result += try names(in: relative, depth: depth + 1)
                }
            } else if let dot = name.lastIndex(of: "."),
                FolderReader.extensions.contains(name[name.index(after: dot)...].lowercased())
            {
                result.append(relative)
            }
            guard result.count <= IngestLimits.folderDocuments else {
                throw SourceError(
                    code: .invalid,
                    message:
                        "'\(source)' holds more documents than the limit of \(IngestLimits.folderDocuments)",
                    source: source
                )
            }
        }
        return result
    }

    private func stem(_ name: String) -> String {
        let file = SourceFile.name(of: name)
        return file.lastIndex(of: ".").map { String(file[..<$0]) } ?? file
    }
}

extension SourceError {
    static func unusable(_ path: String, _ found: String) -> Self {
        Self(code: .invalid, message: "'\(path)' is \(found)", source: path)
    }
}

/// Names in the order people count: `2.txt` before `10.txt`.
enum NaturalOrder {
    static func isLess(_ first: String, _ second: String) -> Bool {
        let a = parts(first)
        let b = parts(second)
        for (left, right) in zip(a, b) where left != right { return left < right }
        return a.count == b.count ? first < second : a.count < b.count
    }

    private enum Part: Comparable {
        case number(UInt64)
        case text(String)
    }

    private static func parts(_ name: String) -> [Part] {
        var parts: [Part] = []
        var rest = Substring(name.lowercased())
        while let first = rest.first {
            let isDigit = first.isASCII && first.isNumber
            let run = rest.prefix { ($0.isASCII && $0.isNumber) == isDigit }
            parts.append(isDigit ? .number(UInt64(run.prefix(18)) ?? 0) : .text(String(run)))
            rest = rest[run.endIndex...]
        }
        return parts
    }
}
