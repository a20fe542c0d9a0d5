import NarrateModel
import Testing

@testable import NarrateIngest

/// Numbers that are the same in every run.
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}

@Suite struct SourceFuzzTests {
    private static let pieces = [
        "<p>", "</p>", "<div", ">", "</div>", "<b>", "</i>", "<h1>One", "</h1>", "<h2 id='x'>",
        "</h2>", "<br/>", "<table>", "<tr><td>",
        "<th>a", "</table>", "<pre>", "</pre>", "<code>", "<a href='#x'>1</a>",
        "<a epub:type=\"noteref\" href=\"#n\">", "</a>",
        "<aside epub:type='footnote' id='n'>", "</aside>", "<ruby>", "<rt>", "</ruby>",
        "<math alttext='m n'>", "</math>", "<svg>", "<title>t",
        "</title>", "</svg>", "<img alt='T' src=x>", "<img alt=\"a b\"/>", "<!--", "-->",
        "<![CDATA[", "]]>", "<script>", "</script>", "&amp;", "&",
        "&#151;", "&bogus;", "&#xfb01;", "<?pi", "?>", "<!DOCTYPE a [<!ENTITY e 'v'>]>", "&e;",
        "* * *", "text ", "More text. ", "ﬁ", "\u{AD}",
        "漢字\n", "第一回", " ", "\n\n", "<li>", "</ul>", "<nav>", "</nav>", "<span hidden>", "</span>",
        "<span class=pagenum>12", "<sup>", "</sup>",
        "<style", "<", "/>", "=", "\"", "'", "<section epub:type='index'>", "</section>", "<hr>",
        "<del>", "</del>", "<select>", "<math>", "<mi>x",
    ]

    private func soup(_ seed: UInt64) -> String {
        var generator = SplitMix(state: seed)
        return (0..<Int.random(in: 5...120, using: &generator)).map { _ in
            Self.pieces.randomElement(using: &generator) ?? ""
        }.joined()
    }

    @Test(arguments: 0..<20)
    func `every visible character of any tag soup is accounted for`(batch: Int) throws {
        for number in 0..<30 {
            let text = soup(UInt64(batch * 1_000 + number))
            for name in ["a.html", "a.xhtml", "a.md", "a.txt"] {
                guard let publication = try read(text, name) else { continue }
                #expect(publication.balance.isClosed, "\(name) \(publication.balance): \(text)")
            }
        }
    }

    @Test(arguments: [IngestOptions.Footnotes.afterParagraph, .afterChapter])
    func `every option keeps the account`(footnotes: IngestOptions.Footnotes) throws {
        let options = IngestOptions(
            footnotes: footnotes,
            tables: .skip,
            code: .read,
            altText: .read,
            captions: .skip,
            math: .skip,
            ruby: .reading,
            matter: .read
        )
        for seed in 0..<150 {
            let text = soup(UInt64(900_000 + seed))
            guard let publication = try read(text, "a.xhtml", options) else { continue }
            #expect(publication.balance.isClosed, "\(publication.balance): \(text)")
        }
    }

    @Test func `no bent archive crashes the reader`() {
        let bytes = SampleBook.chapters(["One", "Two", "Three"]).archive()
        var generator = SplitMix(state: 7)
        for _ in 0..<300 {
            var bent = bytes
            for _ in 0..<Int.random(in: 1...20, using: &generator) {
                bent[Int.random(in: 0..<bent.count, using: &generator)] = UInt8.random(
                    in: 0...255,
                    using: &generator
                )
            }
            if Bool.random(using: &generator) {
                bent.removeLast(Int.random(in: 1..<bent.count, using: &generator))
            }
            do { _ = try SourceReader().publication(ofText: bent, named: "a.epub") } catch {
                #expect(error is SourceError)
            }
        }
    }

    private func read(_ text: String, _ name: String, _ options: IngestOptions = IngestOptions())
        throws -> Publication?
    {
        do { return try publication(of: text, named: name, options) } catch is SourceError {
            return nil
        }
    }
}
