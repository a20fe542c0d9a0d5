import NarrateModel
import Testing

@testable import NarrateIngest

@Suite struct LexiconReaderTests {
    private let namespace = "http://www.w3.org/2005/01/pronunciation-lexicon"

    private func pls(_ body: String, attributes: String = "alphabet=\"ipa\" xml:lang=\"en\"")
        -> String
    {
        "<?xml version=\"1.0\"?>\n<lexicon version=\"1.0\" xmlns=\"\(namespace)\" \(attributes)>\n"
            + body + "\n</lexicon>"
    }

    private func read(_ text: String, name: String = "names.pls") throws -> LexiconReading {
        try LexiconReader().reading(of: Array(text.utf8), named: name)
    }

    @Test func `reads everything a lexeme may have`() throws {
        let reading = try read(
            pls(
                """
                <meta name="author" content="x"/>
                <lexeme role="claws:VV claws:NN" xml:id="a">
                  <grapheme> colour </grapheme><grapheme>color</grapheme>
                  <phoneme>ˈkʌlə</phoneme>
                  <phoneme prefer="true" alphabet="x-cmu-arpabet">K AH1 L ER0</phoneme>
                  <alias>kuller</alias><example>A <b xmlns="urn:x">colour</b>.</example>
                </lexeme>
                """
            )
        )
        #expect(
            reading.lexicon.lexemes == [
                Lexeme(
                    graphemes: ["colour", "color"],
                    pronunciation: .phonemes("K AH1 L ER0", alphabet: "cmu-arpabet"),
                    alternatives: [.phonemes("ˈkʌlə", alphabet: "ipa"), .alias("kuller")],
                    roles: ["claws:VV", "claws:NN"],
                    line: 4
                )
            ]
        )
        #expect(reading.lexicon.language == "en")
        #expect(reading.lexicon.alphabet == "ipa")
        #expect(reading.findings.isEmpty)
    }

    @Test func `slashes around IPA are no phonemes`() throws {
        let reading = try read(
            pls("<lexeme><grapheme>a</grapheme><phoneme>/tə'meɪtoʊ/</phoneme></lexeme>")
        )
        #expect(reading.lexicon.lexemes[0].pronunciation == .phonemes("tə'meɪtoʊ", alphabet: "ipa"))
    }

    @Test(arguments: [
        (
            "<lexeme><graphme>a</graphme><alias>b</alias></lexeme>",
            ["unknown-element", "no-grapheme"]
        ),
        ("<lexeme><grapheme/><alias>b</alias></lexeme>", ["empty-grapheme"]),
        ("<lexeme><grapheme>a</grapheme></lexeme>", ["no-pronunciation"]),
        ("<lexeme><grapheme>a</grapheme><alias> </alias></lexeme>", ["empty-pronunciation"]),
        (
            "<lexeme><grapheme>a</grapheme><phoneme alphabet=\"x-acme\">z</phoneme></lexeme>",
            ["unknown-alphabet"]
        ),
        ("<foreign xmlns=\"urn:x\"><lexeme/></foreign>", []),
    ])
    func `what can't be used is left out and said`(body: String, codes: [String]) throws {
        let reading = try read(pls(body))
        #expect(reading.lexicon.lexemes.isEmpty)
        #expect(reading.findings.map(\.code) == codes)
        #expect(reading.findings.allSatisfy { $0.line == 3 })
    }

    @Test func `a lexicon from the wild is read with warnings`() throws {
        let reading = try read(
            "<lexicon><lexeme><grapheme>BTW</grapheme><alias>by the way</alias></lexeme></lexicon>"
        )
        #expect(reading.lexicon.lexemes.count == 1)
        #expect(
            reading.findings.map(\.code) == [
                "no-namespace", "no-version", "no-language", "no-alphabet",
            ]
        )
    }

    @Test(arguments: [
        ("", "the lexicon 'names.pls' is empty"),
        ("words", "the lexicon 'names.pls', line 1, column 1: not XML; it must start with '<'"),
        ("<html/>", "the lexicon 'names.pls', line 1, column "),
        ("<lexicon>\n<lexeme>\n</lexicon>", "the lexicon 'names.pls', line 3, column "),
        (
            "<!DOCTYPE l [<!ENTITY a 'b'>]><lexicon>&a;</lexicon>",
            "the lexicon 'names.pls', line 1, column "
        ),
    ])
    func `a malformed lexicon says where`(text: String, message: String) throws {
        let error = try #require(throws: SourceError.self) { try read(text) }
        #expect(error.code == .invalid)
        #expect(error.message.hasPrefix(message))
    }

    @Test func `phonemes need an alphabet`() throws {
        let text = pls(
            "<lexeme><grapheme>a</grapheme><phoneme>b</phoneme></lexeme>",
            attributes: "xml:lang=\"en\""
        )
        let error = try #require(throws: SourceError.self) { try read(text) }
        #expect(error.message.contains("line 3"))
        #expect(error.hint?.contains("alphabet=\"ipa\"") == true)
    }

    @Test func `a file that is not there is unreadable`() throws {
        let error = try #require(throws: SourceError.self) {
            try LexiconReader().lexicon(at: "/nowhere/names.pls")
        }
        #expect(error.code == .unreadable)
    }

    @Test func `reads CSV with quotations, other separators and column names`() throws {
        let csv =
            "word,replacement\nSiobhan,shi-VAWN\n\"Smith, Jr.\",\"the \"\"young\"\" one\"\nCholmondeley,/ˈtʃʌmli/\n"
        let lexemes = try read(csv, name: "names.csv").lexicon.lexemes
        #expect(lexemes.map(\.graphemes) == [["Siobhan"], ["Smith, Jr."], ["Cholmondeley"]])
        #expect(lexemes[1].pronunciation == .alias("the \"young\" one"))
        #expect(lexemes[2].pronunciation == .phonemes("ˈtʃʌmli", alphabet: "ipa"))
        #expect(lexemes.map(\.line) == [2, 3, 4])
        let other = try read("a;b, c\n# no\nd;K AH1;cmu-arpabet", name: "x.csv").lexicon.lexemes
        try #require(other.map(\.graphemes) == [["a"], ["d"]])
        #expect(other[1].pronunciation == .phonemes("K AH1", alphabet: "cmu-arpabet"))
        let error = try #require(throws: SourceError.self) { try read("a,\"b\nc,d", name: "x.csv") }
        #expect(error.message == "'x.csv', line 1: a quotation mark is never closed")
    }

    @Test func `reads rules in plain text`() throws {
        let text = "# names\nSiobhan = shi-VAWN\n\nGIF: /dʒɪf/\nUN,United Nations\na -> b\n"
        let lexemes = try read(text, name: "rules.txt").lexicon.lexemes
        #expect(lexemes.map(\.graphemes) == [["Siobhan"], ["GIF"], ["UN"], ["a"]])
        #expect(lexemes[1].pronunciation == .phonemes("dʒɪf", alphabet: "ipa"))
        #expect(lexemes.map(\.line) == [2, 4, 5, 6])
        let error = try #require(throws: SourceError.self) {
            try read("a = b\nnonsense", name: "r.txt")
        }
        #expect(error.message == "the lexicon 'r.txt', line 2, column 1: 'nonsense' is not a rule")
    }
}
