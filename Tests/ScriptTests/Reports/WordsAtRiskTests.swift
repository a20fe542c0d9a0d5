import NarrateModel
import NarrateScript
import Testing

@Suite struct WordsAtRiskTests {
    private let book = Books.publication([
        Books.chapter(
            1,
            [
                Books.paragraph("The cat saw Siobhan. Then Siobhan saw NASA and Mr. Smith."),
                Books.paragraph(
                    "She said bonjour to the Cat.",
                    spans: [Span(range: 9..<16, property: .language("fr"))]
                ),
            ]
        )
    ])

    @Test func `names, acronyms and foreign words are found with a sentence`() {
        let words = WordsAtRisk().words(in: book)
        #expect(words.map(\.word) == ["Siobhan", "NASA", "bonjour"])
        #expect(words.map(\.kind) == [.name, .acronym, .foreign])
        #expect(words[0].count == 2)
        #expect(words[0].example == "The cat saw Siobhan.")
        #expect(words[1].example == "Then Siobhan saw NASA and Mr. Smith.")
    }

    @Test func `a word of the book's own is not foreign for standing in a foreign phrase once`() {
        let book = Books.publication([
            Books.chapter(
                1,
                [
                    Books.paragraph("He was in the house and in the garden."),
                    Books.paragraph(
                        "Veritas in vino, he said.",
                        spans: [Span(range: 0..<15, property: .language("la"))]
                    ),
                ]
            )
        ])
        let words = WordsAtRisk().words(in: book)
        #expect(Set(words.map(\.word)) == ["Veritas", "vino"])
    }

    @Test func `words that have an entry are left out`() {
        let entry = Lexeme(graphemes: ["Siobhan"], pronunciation: .alias("shivawn"))
        let lexicon = Lexicon(source: "n", language: "en", alphabet: nil, lexemes: [entry])
        #expect(
            WordsAtRisk(lexicons: [lexicon]).words(in: book).map(\.word) == ["NASA", "bonjour"]
        )
    }

    @Test func `the list is a lexicon to be filled in`() {
        let word = RiskyWord(word: "R&D", kind: .acronym, count: 2, example: "R&D <now>.")
        let text = RiskyWord.pls([word], language: "en-GB")
        #expect(text.contains("xml:lang=\"en-GB\""))
        #expect(text.contains("<grapheme>R&amp;D</grapheme>"))
        #expect(text.contains("<example>R&amp;D &lt;now&gt;.</example>"))
    }
}
