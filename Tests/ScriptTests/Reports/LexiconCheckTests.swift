import NarrateModel
import NarrateScript
import Testing

@Suite struct LexiconCheckTests {
    private func lexeme(
        _ grapheme: String,
        _ pronunciation: Lexeme.Pronunciation = .alias("x"),
        roles: [String] = [],
        line: Int
    ) -> Lexeme {
        Lexeme(graphemes: [grapheme], pronunciation: pronunciation, roles: roles, line: line)
    }

    private func lexicon(
        _ lexemes: [Lexeme],
        source: String = "a.pls",
        language: String = "en"
    ) -> Lexicon {
        Lexicon(source: source, language: language, alphabet: "ipa", lexemes: lexemes)
    }

    @Test func `doubles are found with their lines`() {
        let first = lexicon([
            lexeme("read", line: 3), lexeme("read", line: 7),
            lexeme("refuse", roles: ["a"], line: 8),
            lexeme("refuse", roles: ["b"], line: 9),
        ])
        let second = lexicon([lexeme("read", line: 2)], source: "b.pls")
        let findings = LexiconCheck([first, second]).findings()
        #expect(findings.map(\.code) == ["duplicate", "homograph", "shadowed"])
        #expect(findings.map(\.line) == [7, 9, 2])
        #expect(findings.map(\.source) == ["a.pls", "a.pls", "b.pls"])
        #expect(findings[0].message == "'read' is there already; the entry on line 3 is used")
    }

    @Test(arguments: [
        ("ipa", "təˈmeɪtoʊ", nil as String?), ("ipa", "təmeɪtoʊ", "no-stress"), ("ipa", "led", nil),
        ("ipa", "T@meIto", "unknown-symbol"), ("ipa", "ˈkæt3", "unknown-symbol"),
        ("cmu-arpabet", "T AH0 M EY1 T OW0", nil), ("cmu-arpabet", "T AH M EY T OW", "no-stress"),
        ("cmu-arpabet", "T AH7", "unknown-symbol"), ("cmu-arpabet", "ZZ AH0", "unknown-symbol"),
    ])
    func `symbols and stress are checked`(alphabet: String, phonemes: String, code: String?) {
        let entry = lexeme("w", .phonemes(phonemes, alphabet: alphabet), line: 1)
        #expect(LexiconCheck([lexicon([entry])]).findings().map(\.code) == [code].compactMap { $0 })
    }

    @Test func `what a book never uses and another language are told`() {
        let book = Books.publication([Books.chapter(1, [Books.paragraph("Alice met Bob.")])])
        let names = lexicon([lexeme("Bob", line: 1), lexeme("Carol", line: 2)], language: "fr")
        let findings = LexiconCheck([names]).findings(for: book)
        #expect(findings.map(\.code) == ["language", "unused"])
        #expect(findings[1].line == 2)
        #expect(findings[1].severity == .info)
    }
}
