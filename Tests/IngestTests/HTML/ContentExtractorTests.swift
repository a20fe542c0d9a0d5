import NarrateModel
import Testing

@testable import NarrateIngest

@Suite struct ContentExtractorTests {
    private func read(_ body: String, _ options: IngestOptions = IngestOptions()) throws
        -> Publication
    {
        try SampleBook(["<h1>One</h1>" + body]).read(options)
    }

    private func text(_ body: String, _ options: IngestOptions = IngestOptions()) throws -> String {
        let publication = try read(body, options)
        #expect(publication.balance.isClosed)
        return publication.narratedText
    }

    @Test(arguments: [
        ("<p>H<b>el</b>lo <i>wor</i>ld</p>", "One\nHello world"),
        ("<div>one</div><p>two</p>three<p>four</p>", "One\none\ntwo\nthree\nfour"),
        ("<p>first<br/>second</p>", "One\nfirst second"),
        ("<p>a\n   b\tc&nbsp;d</p>", "One\na b c d"),
        ("<p>un&shy;be&#173;lieved zero&#8203;width</p>", "One\nunbelieved zerowidth"),
        ("<p>o\u{FB03}ce \u{FB01}g</p>", "One\noffice fig"),
        ("<p>これは\n  長い文</p>", "One\nこれは長い文"),  // no blank at a line end in Japanese
        // kept where spelling needs it
        ("<p>می\u{200C}خواهم a\u{200C}b</p>", "One\nمی\u{200C}خواهم ab"),
        ("<p>first<p>second", "One\nfirst\nsecond"),
        ("<p>AT&T &unknown; &#151; &copy</p>", "One\nAT&T &unknown; — ©"),
        ("<p><![CDATA[a <b>]]></p>", "One\na <b>"),
        ("<ul><li>a<li>b</ul>", "One\na\nb"),
        ("<p><span class=\"dropcap\">O</span>nce upon</p>", "One\nOnce upon"),
        ("<p><img class=\"dropcap\" src=\"t.png\" alt=\"T\"/>he fox</p>", "One\nThe fox"),
        ("<p>was <del>wrong</del><ins>right</ins></p>", "One\nwas right"),
        (
            "<p>the <math alttext=\"x squared\"><mi>x</mi><annotation>x^2</annotation></math> is</p>",
            "One\nthe x squared is"
        ),
        (
            "<p>the <math><semantics><mi>x</mi><annotation encoding=\"text/plain\">x squared</annotation>"
                + "<annotation encoding=\"application/x-tex\">x^2</annotation></semantics></math> is</p>",
            "One\nthe x squared is"
        ),
        ("<p><ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby>字</p>", "One\n漢字"),
    ])
    func `makes text a voice can read`(body: String, expected: String) throws {
        #expect(try text(body) == expected)
    }

    @Test(arguments: [
        ("<script>var a = \"no\";</script>", Balance.Reason?.none),
        ("<style>p { content: \"no\" }</style>", nil),
        ("<!-- no -->", nil),
        ("<nav><ol><li>no</li></ol></nav>", .navigation),
        ("<p hidden=\"\">no</p>", .hidden),
        ("<div aria-hidden=\"true\"><p>no</p></div>", .hidden),
        ("<p style=\"display: none\">no</p>", .hidden),
        ("<template><p>no</p></template>", .hidden),
        ("<textarea>no</textarea>", .hidden),
        ("<aside epub:type=\"footnote\" id=\"n\"><p>no</p></aside>", .footnote),
        ("<div class=\"footnote\"><p>no</p></div>", .footnote),
        ("<p>a<a epub:type=\"noteref\" href=\"#n\">no</a></p>", .noteReference),
        ("<p>a<sup><a href=\"#fn2\">2</a></sup></p>", .noteReference),
        ("<p>a<span epub:type=\"pagebreak\">12</span></p>", .pageNumber),
        ("<p>a<span class=\"pagenum\">[Pg 12]</span></p>", .pageNumber),
        ("<pre><code>let a = [1]</code></pre>", .code),
        ("<p><img src=\"a.png\" alt=\"a red fox\"/></p>", .altText),
        ("<svg><text>no</text></svg>", .figure),
    ])
    func `sets aside with a reason what is not text`(body: String, reason: Balance.Reason?) throws {
        let publication = try read("<p>yes</p>" + body)
        #expect(!publication.narratedText.contains("no"))
        #expect(publication.balance.isClosed)
        if let reason { #expect((publication.balance.setAside[reason] ?? 0) > 0) }
    }

    @Test(arguments: [
        "<p>H<sub>2</sub>O and x<sup>2</sup></p>",  // no links: no notes
        "<div class=\"page\"><p>a whole page</p></div>",
        "<h2 class=\"page-break\">II. Still a heading</h2>",
        "<p>see <a href=\"#chapter3\">3</a></p>",
    ])
    func `leaves alone what only looks like a mark`(body: String) throws {
        #expect(try read(body + "<p>end</p>").balance.setAside.isEmpty)
    }

    @Test func `page marks vanish inside words without a trace`() throws {
        #expect(
            try text(
                "<p>sen<span class=\"pageno\">12</span>tence <a id=\"p\" class=\"pagenum\">[Pg 13]</a>ends</p>"
            ) == "One\nsentence ends"
        )
    }

    @Test(arguments: [
        (IngestOptions.Footnotes.skip, "One\nword goes\nnext"),
        (.afterParagraph, "One\nword goes\nthe note\nnext"),
        (.afterChapter, "One\nword goes\nnext\nthe note"),
    ])
    func `reads notes where asked, each once`(policy: IngestOptions.Footnotes, expected: String)
        throws
    {
        let body =
            "<p>word<a epub:type=\"noteref\" href=\"#n\">1</a> goes</p><p>next<a epub:type=\"noteref\" href=\"#n\">1</a></p>"
            + "<aside epub:type=\"footnote\" id=\"n\"><p>the note</p></aside>"
        #expect(try text(body, IngestOptions(footnotes: policy)) == expected)
    }

    @Test func `notes that only links tell are found`() throws {
        let body =
            "<p id=\"r1\">word<a href=\"#n1\" id=\"b1\">[1]</a> goes</p><p>end</p><p id=\"n1\"><a href=\"#b1\">[1]</a> the note</p>"
        #expect(try text(body) == "One\nword goes\nend")
    }

    @Test func `tables are read row by row, and layout tables as text`() throws {
        let data =
            "<table><tr><th>Year</th><th>Sales</th></tr><tr><td>1900</td><td>12</td></tr></table>"
        #expect(try text(data) == "One\nYear, Sales\n1900, 12")
        #expect(try text(data + "<p>x</p>", IngestOptions(tables: .skip)) == "One\nx")
        let layout =
            "<table><tr><td>Bernardo</td><td>" + String(repeating: "Who is there? ", count: 20)
            + "</td></tr></table>"
        #expect(try text(layout).hasPrefix("One\nBernardo\nWho is there?"))
    }

    @Test func `verse keeps its lines and stanzas`() throws {
        let blocks = try read("<div class=\"poem\"><p>a line<br/>and one</p><p>more</p></div>")
            .chapters[0].blocks
        #expect(
            blocks.dropFirst().map(\.kind) == [
                .verse(endsStanza: false), .verse(endsStanza: true), .verse(endsStanza: true),
            ]
        )
    }

    @Test func `keeps emphasis, language and pronunciation as spans`() throws {
        let body =
            "<p>a <em>b</em> <span xml:lang=\"fr\">c d</span> <span ssml:ph=\"x\" ssml:alphabet=\"ipa\">e</span></p>"
        let block = try #require(try read(body).chapters.last?.blocks.last)
        #expect(block.text == "a b c d e")
        #expect(
            block.spans == [
                Span(range: 2..<3, property: .emphasis),
                Span(range: 4..<7, property: .language("fr")),
                Span(range: 8..<9, property: .phonemes("x", alphabet: "ipa")),
            ]
        )
    }

    @Test func `an emphasised stretch in another language is first of all in that language`() throws
    {
        let block = try #require(
            try read("<p>a <i xml:lang=\"fr\">b c</i> <em lang=\"de\" ssml:ph=\"x\">d</em></p>")
                .chapters.last?.blocks.last
        )
        #expect(
            block.spans == [
                Span(range: 2..<5, property: .language("fr")),
                Span(range: 6..<7, property: .phonemes("x", alphabet: "ipa")),
            ]
        )
    }

    @Test func `no depth of elements overflows or loses text`() throws {
        let deep =
            String(repeating: "<div>", count: 50_000) + "deep"
            + String(repeating: "</div>", count: 50_000)
        #expect(try text(deep) == "One\ndeep")
        #expect(
            try text("<p>" + String(repeating: "<b>", count: 20_000) + "deep</p>") == "One\ndeep"
        )
    }

    @Test func `declared entities are text and can't grow a document`() throws {
        let page =
            "<!DOCTYPE html [<!ENTITY who \"Ann\"><!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\"><!ENTITY f SYSTEM \"file:///etc/passwd\">]>"
            + "<html><body><h1>One</h1><p>by &who;. &b; &f;</p></body></html>"
        let publication = try publication(of: page, named: "a.xhtml")
        #expect(publication.narratedText == "One\nby Ann.")
        #expect(publication.balance.isClosed)
    }

    @Test func `running heads by their class are set aside`() throws {
        let publication = try read("<p class=\"runninghead\">The Book</p><p>text</p>")
        #expect(publication.narratedText == "One\ntext")
        #expect(publication.balance.setAside[.runningHead] == 7)
        #expect(publication.balance.isClosed)
    }

    @Test(arguments: [
        ("<p>a</p><p>&nbsp;</p><p>b</p>", 1),
        ("<p>a</p><p><br/></p><p></p><p>b</p>", 1),
        ("<p>a</p><p><img src=\"x.png\" alt=\"\"/></p><p>b</p>", 0),  // a picture
        ("<p>a</p><p><span class=\"pagenum\">12</span></p><p>b</p>", 0),  // a page number
        ("<p>a</p><p><a id=\"page12\"></a></p><p>b</p>", 0),  // a place to link to
        ("<p>a</p><p>&nbsp;</p><h2>Two</h2><p>b</p>", 0),
        (String(repeating: "<p>a</p><p/>", count: 9), 0),  // between all paragraphs
    ])
    func `an empty paragraph parts scenes where not all are parted so`(body: String, breaks: Int)
        throws
    {
        let publication = try read(body + "<p>y</p><p>z</p>")
        let blocks = publication.narratedChapters.flatMap(\.blocks)
        #expect(blocks.count { $0.kind == .sceneBreak } == breaks)
        #expect(publication.balance.isClosed)
    }
}
