import NarrateModel
import Testing

@testable import NarrateIngest

@Suite struct MetadataReaderTests {
    @Test func `tells titles, roles and order by their refinements`() throws {
        var book = SampleBook.chapters(["One", "Two"])
        book.creators =
            "<dc:creator id=\"b\">Second</dc:creator><meta refines=\"#b\" property=\"display-seq\">2</meta>"
            + "<dc:creator id=\"a\">First</dc:creator><meta refines=\"#a\" property=\"display-seq\">1</meta>"
            + "<dc:contributor id=\"t\">Tom</dc:contributor><meta refines=\"#t\" property=\"role\">trl</meta>"
            + "<dc:contributor id=\"n\">Nan</dc:contributor><meta refines=\"#n\" property=\"role\">nrt</meta>"
        book.metadata =
            "<dc:title id=\"s\">Its Subtitle</dc:title><meta refines=\"#s\" property=\"title-type\">subtitle</meta>"
            + "<meta id=\"c\" property=\"belongs-to-collection\">The Series</meta>"
            + "<meta refines=\"#c\" property=\"group-position\">3</meta>"
            + "<dc:description>&lt;p&gt;About &lt;b&gt;it&lt;/b&gt;.&lt;/p&gt;</dc:description>"
        let metadata = try book.read().metadata
        #expect(metadata.title == "A Sample")
        #expect(metadata.subtitle == "Its Subtitle")
        #expect(metadata.authors == ["First", "Second"])
        #expect(metadata.narrators == ["Nan"])
        #expect(metadata.contributors.contains(Contributor(name: "Tom", role: .translator)))
        #expect(metadata.series == "The Series")
        #expect(metadata.seriesPosition == "3")
        #expect(metadata.description == "About it.")
    }

    @Test func `takes who wrote the book as author whatever else they did`() throws {
        var book = SampleBook.chapters(["One", "Two"])
        book.creators =
            "<dc:creator id=\"a\">Both</dc:creator><meta refines=\"#a\" property=\"role\">ill</meta>"
            + "<meta refines=\"#a\" property=\"role\">aut</meta>"
        #expect(try book.read().metadata.authors == ["Both"])
    }

    @Test(arguments: [
        ("urn:isbn:9780306406157", "", "isbn", "9780306406157", true),
        ("978-0-306-40615-7", "ISBN", "isbn", "9780306406157", true),
        ("0-306-40615-2", "isbn", "isbn", "0306406152", true),
        ("urn:isbn:9780306406158", "", "isbn", "9780306406158", false),  // wrong check digit
        ("urn:uuid:123e4567", "", "uuid", "123e4567", true),
        ("https://example.org/b", "", "uri", "https://example.org/b", true),
        ("9780306406157", "", "isbn", "9780306406157", true),  // bare, but its check digit is right
        ("12345", "", "id", "12345", true),
    ])
    func `knows identifiers and checks ISBNs`(
        text: String,
        scheme: String,
        kind: String,
        value: String,
        isValid: Bool
    ) {
        let identifier = Identifier(text, scheme: scheme.lowercased())
        #expect(identifier.kind == kind)
        #expect(identifier.value == value)
        #expect((identifier.problem == nil) == isValid)
    }

    @Test(arguments: [
        ("en_US", "en-US"), ("ENG", "en"), ("zh-hant-tw", "zh-Hant-TW"), ("und", nil), ("", nil),
        ("Klingonese!!", nil), ("spa", "es"), ("ja-jp", "ja-JP"),
    ])
    func `writes language tags as BCP 47 does`(text: String, tag: String?) {
        #expect(LanguageTag.normalized(text) == tag)
    }
}
