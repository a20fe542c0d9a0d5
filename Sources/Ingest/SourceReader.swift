import Glibc
import NarrateModel

/// Reads a source into a publication: an EPUB, a page, a text, or a folder of them.
///
/// It is synchronous, opens only the files it is given, and never the network.
package struct SourceReader: Sendable {
    private let options: IngestOptions

    /// Creates a reader.
    package init(options: IngestOptions = IngestOptions()) { self.options = options }

    /// Reads a file or folder.
    ///
    /// - Throws: `SourceError`: unreadable when it does not exist or can't be opened, invalid when it holds nothing
    ///   to narrate or is damaged or protected.
    package func publication(at path: String) throws -> Publication {
        try checkEncoding(of: path)
        if SourceFile.isFolder(path) {
            if SourceFile.isFile(path + "/META-INF/container.xml") {
                return try EPUBReader.publication(.folder(path), source: path, options: options)
            }
            return try FolderReader(source: path, options: options).publication()
        }
        // Of an archive only its texts are read, not its pictures.
        if try SourceFile.isArchive(at: path) {
            return try EPUBReader.publication(.file(path), source: path, options: options)
        }
        let bytes = try SourceFile.bytes(at: path)
        return try publication(bytes, named: path)
    }

    /// Reads bytes that came from standard input or the network.
    ///
    /// - Parameters:
    ///   - bytes: the whole source.
    ///   - named: the name or address it came from; its extension helps to tell what it is.
    /// - Returns: the publication, whose source is the name.
    /// - Throws: `SourceError` as for a file.
    package func publication(ofText bytes: [UInt8], named: String) throws -> Publication {
        try checkEncoding(of: named)
        return try publication(bytes, named: named)
    }

    private func checkEncoding(of source: String) throws(SourceError) {
        guard let encoding = options.encoding, EncodingLabel.canonical(encoding) == nil else {
            return
        }
        throw SourceError(
            code: .invalid,
            message: "'\(encoding)' is no encoding that is known",
            source: source,
            hint: "encodings are named as on the web: utf-8, windows-1252, shift_jis, gb18030"
        )
    }

    private func publication(
        _ bytes: consuming [UInt8],
        named source: String
    ) throws -> Publication {
        guard !bytes.isEmpty else {
            throw SourceError(code: .invalid, message: "'\(source)' is empty", source: source)
        }
        let name = SourceFile.name(of: source)
        let format = SourceFormat(copy bytes, name: name)
        switch format {
        case .epub:
            return try EPUBReader.publication(
                .memory(ZipBytes(copy bytes)),
                source: source,
                options: options
            )
        case .html: return try html(bytes, source: source, name: name)
        case .markdown:
            return try MarkdownReader(source: source, options: options).publication(
                bytes,
                name: name
            )
        case .text:
            if let script = try VoiceoverScript(copy bytes, source: source) {
                let title = name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
                return try script.publication(title: title)
            }
            return try TextReader(source: source, options: options).publication(bytes, name: name)
        case .unknown(let found):
            throw SourceError(
                code: .invalid,
                message: "'\(source)' is \(found), not an EPUB, HTML or text",
                source: source
            )
        }
    }

    private func html(_ bytes: [UInt8], source: String, name: String) throws -> Publication {
        var publication = try HTMLReader(source: source, options: options).publication(
            bytes,
            name: name
        )
        if name.lowercased().hasSuffix(".epub") {
            publication.warnings.append(
                SourceWarning(
                    code: "wrong-extension",
                    message: "'\(source)' is a web page, not an EPUB; it is read as one",
                    source: source
                )
            )
        }
        return publication
    }
}

/// What a source is by its bytes, then by its name.
enum SourceFormat: Equatable {
    case epub, html, markdown, text
    case unknown(String)

    init(_ bytes: [UInt8], name: String) {
        let suffix =
            name.lastIndex(of: ".").map { name[name.index(after: $0)...].lowercased() } ?? ""
        if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
            self = .epub
        } else if let kind = SourceFormat.binaryKind(bytes) {
            self = suffix == "epub" ? .epub : .unknown(kind)
        } else if suffix == "epub" {
            self = MarkupFlavor.isMarkup(bytes) ? .html : .epub
        } else if ["html", "htm", "xhtml", "xht"].contains(suffix) {
            self = .html
        } else if ["md", "markdown", "mdown", "mkd"].contains(suffix) {
            self = .markdown
        } else {
            self = MarkupFlavor.isMarkup(bytes) && suffix != "txt" ? .html : .text
        }
    }

    /// What bytes are that are no text.
    private static func binaryKind(_ bytes: [UInt8]) -> String? {
        if bytes.starts(with: Array("%PDF".utf8)) { return "a PDF document" }
        if bytes.dropFirst(60).starts(with: Array("BOOKMOBI".utf8)) { return "a Mobipocket book" }
        if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) { return "an old Word document" }
        if ImageHeader(bytes) != nil { return "a picture" }
        if bytes.starts(with: [0x1F, 0x8B]) { return "a gzip archive" }
        return nil
    }
}
