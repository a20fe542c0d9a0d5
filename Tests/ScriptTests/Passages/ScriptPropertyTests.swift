import NarrateModel
import Testing

@testable import NarrateScript

/// What holds for every text, tried on texts made at random from a fixed seed.
@Suite struct ScriptPropertyTests {
    private static let pieces = [
        "word ", "Mr. ", "“Quoted. ", "” ", "3.14 ", "e.g. ", "— ", "; ", ", ", ". ", "! ", "? ",
        "… ", "\u{A0}", "(", ") ", "x1 ", "漢字。", "、", "e\u{301}", "👩‍👩‍👧‍👦", "https://a.b/c ",
        "[[", "]]", "<b>", "& ", "XIV ", "M. Dupont ", "'", "a.m. ", "\n", "0123456789", "Ünïcode ",
    ]

    private func text(_ generator: inout SeededGenerator, pieces count: Int) -> String {
        (0..<count).map { _ in Self.pieces[Int.random(in: 0..<Self.pieces.count, using: &generator)]
        }
        .joined()
    }

    private func letters(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.filter { ScalarClass.isWord($0.value) && $0 != "_" }
            )
        )
    }

    @Test(arguments: [40, 200, 800])
    func `nothing is lost and every utterance is legal`(limit: Int) {
        var generator = SeededGenerator(seed: UInt64(limit))
        let options = ScriptOptions(
            maxCharacters: limit,
            announceTitles: false,
            readsSpeakerMarks: false
        )
        for _ in 0..<60 {
            let text = text(&generator, pieces: 300)
            let script = ScriptWriter(options: options)
                .script(of: Books.publication([Books.chapter(1, [Books.paragraph(text)])]))
            let spoken = script.chapters[0].utterances.map(\.text)
            let isLegal = spoken.allSatisfy {
                $0.unicodeScalars.count < limit && !letters($0).isEmpty
            }
            #expect(isLegal)
            #expect(letters(spoken.joined()) == letters(text))
        }
    }

    @Test(arguments: [60, 800])
    func `an edit in one paragraph changes no utterance of another`(limit: Int) {
        var generator = SeededGenerator(seed: UInt64(7 * limit))
        let lexicon = Lexicon(
            source: "l",
            language: "en",
            alphabet: nil,
            lexemes: [Lexeme(graphemes: ["word"], pronunciation: .alias("spoken so"))]
        )
        let options = ScriptOptions(maxCharacters: limit, normalisation: .on)
        let writer = ScriptWriter(options: options, lexicons: [lexicon])
        for _ in 0..<40 {
            var texts = (0..<8).map { _ in text(&generator, pieces: 60) }
            let before = utterances(of: texts, writer)
            let place = Int.random(in: 0..<8, using: &generator)
            texts[place] = text(&generator, pieces: Int.random(in: 1...120, using: &generator))
            let after = utterances(of: texts, writer)
            for other in 0..<8 where other != place {
                #expect(after[other] == before[other])
            }
        }
    }

    /// What is sent for each paragraph, which its document names.
    private func utterances(of texts: [String], _ writer: ScriptWriter) -> [[String]] {
        let blocks = texts.enumerated().map { place, text in
            Block(kind: .paragraph, text: text, locator: Locator(href: "\(place)"))
        }
        let script = writer.script(of: Books.publication([Books.chapter(1, blocks)]))
        return texts.indices.map { place in
            script.chapters[0].utterances.filter { $0.source == "\(place)" }.map(\.text)
        }
    }

    @Test func `the same input gives the same script`() {
        var generator = SeededGenerator(seed: 3)
        let blocks = (0..<20).map { _ in Books.paragraph(text(&generator, pieces: 200)) }
        let publication = Books.publication([Books.chapter(1, blocks)])
        let options = ScriptOptions(normalisation: .on, needs: .all)
        let lexicon = Lexicon(
            source: "l",
            language: "en",
            alphabet: nil,
            lexemes: [Lexeme(graphemes: ["word", "x1"], pronunciation: .alias("spoken so"))]
        )
        let writer = ScriptWriter(options: options, lexicons: [lexicon])
        #expect(writer.script(of: publication) == writer.script(of: publication))
    }

    @Test func `everything on, every utterance is legal`() {
        var generator = SeededGenerator(seed: 11)
        let lexicon = Lexicon(
            source: "l",
            language: "en",
            alphabet: nil,
            lexemes: [
                Lexeme(graphemes: ["word"], pronunciation: .phonemes("wɜːd", alphabet: "ipa")),
                Lexeme(
                    graphemes: ["x1"],
                    pronunciation: .alias(String(repeating: "very ", count: 60))
                ),
            ]
        )
        let options = ScriptOptions(
            maxCharacters: 120,
            normalisation: .on,
            phonemes: .inlineTags(alphabets: ["ipa"])
        )
        let writer = ScriptWriter(options: options, lexicons: [lexicon])
        for language in ["en", "fr", "de", "es", "it", "pt", "ru", "ja", "ar", "hi"] {
            let blocks = (0..<6).map { _ in Books.paragraph(text(&generator, pieces: 200)) }
            let script = writer.script(
                of: Books.publication([Books.chapter(1, blocks)], language: language)
            )
            let utterances = script.chapters[0].utterances
            let isLegal = utterances.allSatisfy { $0.characterCount <= 120 }
            #expect(isLegal)
            let tags = utterances.filter { $0.text.contains("<phoneme") }
            let areWhole = tags.allSatisfy { $0.text.contains("</phoneme>") }
            #expect(areWhole)
        }
    }
}
