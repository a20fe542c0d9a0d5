import NarrateModel

/// Reads Markdown: CommonMark with tables and footnotes, front matter as metadata.
struct MarkdownReader {
    let source: String
    let options: IngestOptions

    /// The publication a text holds.
    func publication(_ bytes: [UInt8], name: String) throws(SourceError) -> Publication {
        var builder = PublicationBuilder(source: source, format: .markdown, options: options)
        var result = try document(bytes, name: name, warnings: &builder.warnings)
        builder.metadata = result.metadata
        var book = FlatBook()
        book.title = result.metadata.title
        book.language = result.metadata.language
        book.append(&result.document)
        book.indexPaths()
        return try builder.publication(
            book,
            visible: result.visible,
            setAside: result.document.setAside
        )
    }

    /// The blocks of a text, its visible characters and its front matter.
    func document(
        _ bytes: [UInt8],
        name: String,
        warnings: inout [SourceWarning]
    ) throws(SourceError) -> TextReader.Result {
        let forced = options.encoding.flatMap(EncodingLabel.canonical)
        let text = TextDecoder(forced: forced, readsDeclaration: false).decode(bytes)
        if let message = text.warning(source: name) {
            warnings.append(SourceWarning(code: "encoding", message: message, source: name))
        }
        let bytes = MarkdownReader.withPlainLineEnds(text.bytes)
        let front = MarkdownFrontMatter(bytes)
        let body = MarkdownNotes.marked(
            MarkdownHeadings.withoutAttributes(
                String(decoding: bytes[front.length...], as: UTF8.self)
            )
        )
        guard let html = MarkdownRenderer.html(Array(body.utf8)) else {
            throw SourceError(
                code: .invalid,
                message: "'\(source)' can't be read as Markdown",
                source: source
            )
        }
        let environment = ContentExtractor.Environment(
            path: name,
            options: options,
            isXML: true,
            language: front.metadata.language
        )
        let document = ContentExtractor.document(html, environment)
        var metadata = front.metadata
        if metadata.title == nil { metadata.title = document.headline }
        return TextReader.Result(
            document: document,
            metadata: metadata,
            visible: VisibleTextCounter.count(html, isXML: true)
        )
    }

    /// The text with each line ended by a line feed alone: the two of Windows are one character to Swift.
    private static func withPlainLineEnds(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.contains(0x0D) else { return bytes }
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        for (index, byte) in bytes.enumerated() {
            if byte != 0x0D {
                result.append(byte)
            } else if index + 1 == bytes.count || bytes[index + 1] != 0x0A {
                result.append(0x0A)
            }
        }
        return result
    }
}
