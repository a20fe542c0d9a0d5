import NarrateModel
import Testing

@testable import NarrateIngest

@Suite struct EPUBReaderTests {
    @Test func `reads chapters, metadata and a closed balance`() throws {
        let publication = try SampleBook.chapters(["One", "Two", "Three"]).read()
        #expect(publication.format == .epub3)
        #expect(publication.narratedTitles == ["One", "Two", "Three"])
        #expect(publication.metadata.title == "A Sample")
        #expect(publication.metadata.authors == ["Ann Author"])
        #expect(publication.metadata.language == "en")
        #expect(publication.split.rule == .toc)
        #expect(publication.balance.isClosed)
        #expect(publication.balance.narrated == publication.balance.visible)
        #expect(
            publication.chapters.map(\.source) == ["OPS/c1.xhtml", "OPS/c2.xhtml", "OPS/c3.xhtml"]
        )
    }

    @Test func `leaves documents out of the reading order unspoken and listed`() throws {
        var book = SampleBook.chapters(["One", "Two"])
        book.manifest = "<item id=\"n\" href=\"n.xhtml\" media-type=\"application/xhtml+xml\"/>"
        book.spine = "<itemref idref=\"n\" linear=\"no\"/>"
        book.extra = [("OPS/n.xhtml", Array(SampleBook.page("<p>pop-up</p>").utf8))]
        let publication = try book.read()
        #expect(!publication.narratedText.contains("pop-up"))
        #expect(publication.chapters.last?.reason == .excluded)
        #expect(publication.balance.setAside[.excluded] == 6)
        #expect(publication.balance.isClosed)
    }

    @Test func `follows fallbacks to text and survives a circle of them`() throws {
        var book = SampleBook.chapters(["One", "Two"])
        book.manifest =
            "<item id=\"a\" href=\"a.pdf\" media-type=\"application/pdf\" fallback=\"b\"/>"
            + "<item id=\"b\" href=\"b.json\" media-type=\"application/json\" fallback=\"a\"/>"
            + "<item id=\"d\" href=\"d.json\" media-type=\"application/json\" fallback=\"e\"/>"
            + "<item id=\"e\" href=\"e.xhtml\" media-type=\"application/xhtml+xml\"/>"
        book.spine = "<itemref idref=\"a\"/><itemref idref=\"d\"/>"
        book.extra = [("OPS/e.xhtml", Array(SampleBook.page("<p>the fallback text</p>").utf8))]
        let publication = try book.read()
        #expect(publication.narratedText.contains("the fallback text"))
        #expect(publication.warnings.contains { $0.code == "foreign-item" })
    }

    @Test(arguments: [
        ("<itemref idref=\"ghost\"/>", "", "missing-item"),
        (
            "<itemref idref=\"m\"/>",
            "<item id=\"m\" href=\"m.xhtml\" media-type=\"application/xhtml+xml\"/>",
            "missing-document"
        ),
        ("<itemref idref=\"c1\"/>", "", "duplicate-spine-item"),
        (
            "<itemref idref=\"o\"/>",
            "<item id=\"o\" href=\"../../../etc/passwd\" media-type=\"application/xhtml+xml\"/>",
            "outside"
        ),
    ])
    func `warns of what is wrong in the spine and reads the rest`(
        spine: String,
        manifest: String,
        code: String
    ) throws {
        var book = SampleBook.chapters(["One", "Two"])
        book.spine = spine
        book.manifest = manifest
        let publication = try book.read()
        #expect(publication.warnings.contains { $0.code == code })
        #expect(publication.narratedTitles == ["One", "Two"])
    }

    @Test func `refuses a protected book by the name of the protection`() throws {
        var book = SampleBook.chapters(["One", "Two"])
        let data =
            "<EncryptedData><EncryptionMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#aes128-cbc\"/>"
            + "<CipherData><CipherReference URI=\"OPS/c2.xhtml\"/></CipherData></EncryptedData>"
        book.extra = [
            ("META-INF/encryption.xml", Array("<encryption>\(data)</encryption>".utf8)),
            ("META-INF/license.lcpl", Array("{}".utf8)),
        ]
        let error = #expect(throws: SourceError.self) { try book.read() }
        #expect(error?.message.contains("Readium LCP DRM") ?? false)
        #expect(error?.message.contains("OPS/c2.xhtml") ?? false)
    }

    @Test func `accepts obfuscated fonts`() throws {
        var book = SampleBook.chapters(["One", "Two"])
        let data =
            "<EncryptedData><EncryptionMethod Algorithm=\"http://www.idpf.org/2008/embedding\"/>"
            + "<CipherData><CipherReference URI=\"OPS/f.otf\"/></CipherData></EncryptedData>"
        book.extra = [("META-INF/encryption.xml", Array("<encryption>\(data)</encryption>".utf8))]
        #expect(try book.read().narratedTitles == ["One", "Two"])
    }

    @Test func `refuses an empty spine and text without letters`() {
        #expect(throws: SourceError.self) { try SampleBook([]).read() }
        #expect(throws: SourceError.self) { try SampleBook(["<p> </p>"]).read() }
    }

    @Test func `uses the landmarks of the navigation document`() throws {
        var book = SampleBook.chapters(["One", "Two"])
        book.bodies.append("<p>set in Garamond</p>")
        book.navigation =
            "<nav epub:type=\"toc\"><ol><li><a href=\"c1.xhtml\">One</a></li><li><a href=\"c2.xhtml\">Two</a></li>"
            + "<li><a href=\"c3.xhtml\">Last words</a></li></ol></nav>"
            + "<nav epub:type=\"landmarks\"><ol><li><a epub:type=\"colophon\" href=\"c3.xhtml\">x</a></li></ol></nav>"
        let publication = try book.read()
        #expect(publication.narratedTitles == ["One", "Two"])
        #expect(publication.chapters.last?.role == .back)
    }
}
