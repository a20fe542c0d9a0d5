import NarrateModel

/// Reads a web page or a book in one HTML file.
struct HTMLReader {
    let source: String
    let options: IngestOptions

    /// The publication a page holds.
    func publication(_ bytes: [UInt8], name: String) throws(SourceError) -> Publication {
        var builder = PublicationBuilder(source: source, format: .html, options: options)
        var book = FlatBook()
        var (document, visible) = document(bytes, name: name, warnings: &builder.warnings)
        builder.metadata = HTMLReader.metadata(of: document)
        book.title = builder.metadata.title
        book.language = document.language
        let headings = document.blocks.count { $0.headingLevel != nil && $0.reason == nil }
        book.append(&document)
        book.indexPaths()
        // Headings say more than a list of links does, where there are any.
        if options.split == .toc || headings < 2 {
            book.contents = PageContents(document, in: book).entries
        }
        return try builder.publication(book, visible: visible, setAside: document.setAside)
    }

    /// The blocks of a page and its visible characters.
    func document(
        _ bytes: [UInt8],
        name: String,
        warnings: inout [SourceWarning]
    ) -> (document: ContentDocument, visible: Int) {
        let forced = options.encoding.flatMap(EncodingLabel.canonical)
        let text = TextDecoder(forced: forced, readsDeclaration: true).decode(bytes)
        if let message = text.warning(source: name) {
            warnings.append(SourceWarning(code: "encoding", message: message, source: name))
        }
        let isXML = MarkupFlavor.isXML(text.bytes, mediaType: "text/html")
        let environment = ContentExtractor.Environment(
            path: name,
            options: options,
            isXML: isXML,
            isPage: true
        )
        let document = ContentExtractor.document(text.bytes, environment)
        return (document, VisibleTextCounter.count(text.bytes, isXML: isXML))
    }

    /// What the head of a page says.
    static func metadata(of document: ContentDocument) -> Metadata {
        func first(_ names: String...) -> String? {
            names.lazy.compactMap { document.metadata[$0]?.first { !$0.isEmpty } }.first
        }
        var metadata = Metadata()
        metadata.title =
            document.title ?? first("dc.title", "og:title", "dcterms.title")
            ?? document.headline
        let authors =
            ["author", "dc.creator", "dcterms.creator", "citation_author", "article:author"]
            .lazy.compactMap { document.metadata[$0] }.first ?? []
        metadata.contributors = authors.filter { !$0.isEmpty && !Href.hasScheme($0) }.map {
            Contributor(name: $0)
        }
        metadata.language =
            document.language
            ?? first("dc.language", "dcterms.language", "language").flatMap(LanguageTag.normalized)
        metadata.description = first("description", "og:description", "dc.description")
        metadata.publisher = first("dc.publisher", "publisher", "og:site_name")
        metadata.date = first(
            "dc.date",
            "dcterms.created",
            "date",
            "article:published_time",
            "dcterms.issued"
        )
        metadata.rights = first("dc.rights", "copyright", "dcterms.rights")
        return metadata
    }
}
