import NarrateModel
import NarrateScript
import Testing

@Suite struct CreditLinesTests {
    private let line = "{title}, written by {author}, narrated by {narrator}."

    @Test func `phrases about unknown things are left out`() {
        let author = Contributor(name: "Lewis Carroll")
        let metadata = Metadata(title: "Alice", contributors: [author])
        #expect(CreditLines.line(line, of: metadata) == "Alice, written by Lewis Carroll.")
        let both = Metadata(
            title: "Alice",
            contributors: [author, Contributor(name: "A"), Contributor(name: "N", role: .narrator)]
        )
        #expect(
            CreditLines.line(line, of: both)
                == "Alice, written by Lewis Carroll and A, narrated by N."
        )
        #expect(CreditLines.line("{title}", of: Metadata()) == nil)
    }

    @Test(arguments: [
        ("en", "A Book, written by Ann and Bo, narrated by Cy."),
        ("fr", "A Book, de Ann et Bo, lu par Cy."),
        ("de-AT", "A Book, von Ann und Bo, gelesen von Cy."),
        ("ru", "A Book. Ann, Bo. Cy."),
    ])
    func `credits are made in the language of the book`(language: String, expected: String) {
        var publication = Books.publication(
            [Books.chapter(1, [Books.paragraph("Text.")])],
            language: language
        )
        publication.metadata.contributors = [
            Contributor(name: "Ann"), Contributor(name: "Bo"),
            Contributor(name: "Cy", role: .narrator),
        ]
        let options = ScriptOptions(credits: CreditLines(areMade: true))
        let script = ScriptWriter(options: options).script(of: publication)
        #expect(script.chapters.first?.utterances.map(\.text) == [expected])
        #expect(script.chapters.count == 3)
    }

    @Test func `a name that means nothing is found, an empty line is not spoken`() {
        #expect(CreditLines.unknownName(in: "{title} by {autor}") == "autor")
        #expect(CreditLines.unknownName(in: "{title} by {author}") == nil)
        let options = ScriptOptions(credits: CreditLines(closing: "", areMade: true))
        let script = ScriptWriter(options: options)
            .script(of: Books.publication([Books.chapter(1, [Books.paragraph("Text.")])]))
        #expect(script.chapters.map(\.index) == [0, 1])
    }

    @Test func `credits are chapters of their own around the book`() {
        let options = ScriptOptions(
            credits: CreditLines(opening: "{title}.", closing: "The end.")
        )
        let script = ScriptWriter(options: options)
            .script(of: Books.publication([Books.chapter(1, [Books.paragraph("Text.")])]))
        #expect(script.chapters.map(\.index) == [0, 1, 2])
        #expect(script.chapters[0].utterances.map(\.text) == ["A Book."])
        #expect(script.chapters[0].utterances.map(\.role) == [.credits])
        #expect(script.chapters[2].utterances.map(\.boundary) == [.chapterEnd])
    }
}
