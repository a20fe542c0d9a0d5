import NarrateModel
import Testing

@testable import NarrateIngest

@Suite struct EmbeddedLexiconTests {
    private let lexicon = """
        <lexicon version="1.0" alphabet="ipa" xml:lang="en" \
        xmlns="http://www.w3.org/2005/01/pronunciation-lexicon"><lexeme>\
        <grapheme>clocks</grapheme><alias>klox</alias></lexeme></lexicon>
        """

    private func book(_ lexicon: String?) -> SampleBook {
        let link = "<link rel=\"Pronunciation\" type=\"application/pls+xml\" href=\"words.pls\"/>"
        var book = SampleBook.chapters(["One", "Two"])
        book.bodies = book.bodies.map { link + $0 }
        if let lexicon { book.extra = [("OPS/words.pls", Array(lexicon.utf8))] }
        return book
    }

    @Test func `lexicons that documents link are read once each`() throws {
        let publication = try book(lexicon).read()
        #expect(publication.lexicons.map(\.source) == ["OPS/words.pls"])
        #expect(publication.lexicons.first?.lexemes.count == 1)
        #expect(publication.warnings.isEmpty)
    }

    @Test(arguments: [nil, "no lexicon", "<lexicon"])
    func `a bad or missing lexicon is a warning`(text: String?) throws {
        let publication = try book(text).read()
        #expect(publication.lexicons.isEmpty)
        #expect(publication.warnings.contains { $0.code.hasSuffix("-lexicon") })
        #expect(publication.narratedChapters.count == 2)
    }
}
