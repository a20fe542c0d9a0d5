import NarrateModel
import Testing

@testable import NarrateIngest

@Suite struct HTMLReaderTests {
    @Test func `a page's main part is the text and the site's furniture is not`() throws {
        let page =
            "<html lang=\"en\"><head><title>Docs</title><meta name=\"author\" content=\"Ann\"></head><body>"
            + "<header><h1>Site</h1></header><main><h1>One<a class=\"headerlink\" href=\"#x\">¶</a></h1><p>text</p></main>"
            + "<footer>(c)</footer></body></html>"
        let publication = try publication(of: page, named: "page.html")
        #expect(publication.narratedText == "One\ntext")
        #expect(publication.metadata.title == "Docs")
        #expect(publication.metadata.authors == ["Ann"])
        #expect(publication.metadata.language == "en")
        #expect(publication.format == .html)
        #expect(publication.balance.isClosed)
    }

    @Test func `a page without text is refused`() {
        #expect(throws: SourceError.self) {
            try publication(
                of: "<!DOCTYPE html><title>t</title><script>render()</script><div></div>",
                named: "a.html"
            )
        }
    }

    @Test func `markup in scripts and comments is no markup`() throws {
        let page =
            "<h1>One</h1><script>if (a<b) w(\"<h1>no</h1>\");</script><!-- <h1>no</h1> --><p>yes</p>"
        #expect(try publication(of: page, named: "a.html").narratedText == "One\nyes")
    }

    @Test func `the user's word on the encoding counts, when there is such an encoding`() throws {
        let page: [UInt8] = Array("<h1>".utf8) + [0x93, 0xFA, 0x96, 0x7B] + Array("</h1>".utf8)
        func read(_ encoding: String) throws -> Publication {
            try SourceReader(options: IngestOptions(encoding: encoding))
                .publication(ofText: page, named: "a.html")
        }
        #expect(try read("sjis").narratedText == "日本")
        let error = try #require(throws: SourceError.self) { try read("klingon") }
        #expect(error.message.contains("'klingon'"))
    }
}
