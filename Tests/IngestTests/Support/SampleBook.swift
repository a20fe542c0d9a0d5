import NarrateModel

@testable import NarrateIngest

/// A small EPUB built in code: chapters, a table of contents, and whatever a test wants to be different.
struct SampleBook {
    /// Bodies of the documents, in spine order.
    var bodies: [String]
    /// Labels and addresses of the navigation document; `nil` for none.
    var contents: [(label: String, href: String)]?
    var title = "A Sample"
    var creators = "<dc:creator>Ann Author</dc:creator>"
    var metadata = ""
    var manifest = ""
    var spine = ""
    var guide = ""
    var navigation: String?
    var extra: [(name: String, data: [UInt8])] = []

    init(_ bodies: [String], contents: [(label: String, href: String)]? = nil) {
        self.bodies = bodies
        self.contents = contents
    }

    /// A book of chapters with headings and a table of contents.
    static func chapters(_ titles: [String]) -> SampleBook {
        SampleBook(
            titles.map { "<h1>\($0)</h1>" + prose($0) },
            contents: titles.enumerated().map { ($1, "c\($0 + 1).xhtml") }
        )
    }

    /// Paragraphs of about 1 200 letters that name what they belong to.
    static func prose(_ name: String, paragraphs: Int = 6) -> String {
        (1...paragraphs).map { number in
            "<p>Paragraph \(number) of \(name). "
                + String(
                    repeating: "It was a bright cold day and the clocks were striking. ",
                    count: 4
                ) + "</p>"
        }.joined()
    }

    static func page(_ body: String) -> String {
        "<?xml version=\"1.0\"?><html xmlns=\"http://www.w3.org/1999/xhtml\" "
            + "xmlns:epub=\"http://www.idpf.org/2007/ops\"><head><title>Page</title></head><body>"
            + body + "</body></html>"
    }

    /// The archive.
    func archive() -> [UInt8] {
        var zip = ZipWriter()
        zip.add("mimetype", Array("application/epub+zip".utf8))
        zip.add("META-INF/container.xml", Array(SampleBook.container.utf8))
        zip.add("OPS/package.opf", Array(package.utf8))
        for (index, body) in bodies.enumerated() {
            zip.add("OPS/c\(index + 1).xhtml", Array(SampleBook.page(body).utf8))
        }
        if let navigationPage { zip.add("OPS/nav.xhtml", Array(navigationPage.utf8)) }
        for entry in extra { zip.add(entry.name, entry.data) }
        return zip.finished()
    }

    /// The publication that comes out.
    func read(_ options: IngestOptions = IngestOptions()) throws -> Publication {
        try SourceReader(options: options).publication(ofText: archive(), named: "sample.epub")
    }

    private var navigationPage: String? {
        if let navigation { return SampleBook.page(navigation) }
        guard let contents else { return nil }
        let items = contents.map { "<li><a href=\"\($0.href)\">\($0.label)</a></li>" }.joined()
        return SampleBook.page("<nav epub:type=\"toc\"><ol>\(items)</ol></nav>")
    }

    private var package: String {
        let type = "media-type=\"application/xhtml+xml\""
        let items = bodies.indices.map {
            "<item id=\"c\($0 + 1)\" href=\"c\($0 + 1).xhtml\" \(type)/>"
        }
        let nav =
            navigationPage == nil
            ? "" : "<item id=\"nav\" href=\"nav.xhtml\" \(type) properties=\"nav\"/>"
        let order = bodies.indices.map { "<itemref idref=\"c\($0 + 1)\"/>" }
        return """
            <package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata \
            xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>\(title)</dc:title>\(creators)\
            <dc:language>en</dc:language>\(metadata)</metadata><manifest>\(items.joined())\(nav)\
            \(manifest)</manifest><spine>\(order.joined())\(spine)</spine>\(guide)</package>
            """
    }

    static let container = """
        <container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile \
        full-path="OPS/package.opf"/></rootfiles></container>
        """
}

extension Publication {
    /// Titles of the chapters that are spoken.
    var narratedTitles: [String] { narratedChapters.map(\.title) }
    /// All that is spoken.
    var narratedText: String { narratedChapters.map(\.text).joined(separator: "\n") }
}

/// The publication of a page, a text or Markdown, by the extension of the name.
func publication(of text: String, named name: String, _ options: IngestOptions = IngestOptions())
    throws -> Publication
{
    try SourceReader(options: options).publication(ofText: Array(text.utf8), named: name)
}
