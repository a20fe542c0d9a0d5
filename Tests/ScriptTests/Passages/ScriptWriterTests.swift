import NarrateModel
import NarrateScript
import Testing

@Suite struct ScriptWriterTests {
    private func script(
        _ blocks: [Block],
        title: String = "One",
        options: ScriptOptions = ScriptOptions()
    ) -> [Utterance] {
        let publication = Books.publication([Books.chapter(1, title: title, blocks)])
        return ScriptWriter(options: options).script(of: publication).chapters[0].utterances
    }

    @Test func `a paragraph is an utterance and its structure the pause`() {
        let utterances = script([
            Books.heading("One"), Books.paragraph("It began."), Books.paragraph("It went on."),
            Block(kind: .sceneBreak, text: "", locator: Books.locator),
            Books.paragraph("It ended."),
        ])
        #expect(utterances.map(\.text) == ["One.", "It began.", "It went on.", "It ended."])
        #expect(utterances.map(\.boundary) == [.heading, .paragraph, .scene, .chapterEnd])
        #expect(utterances.map(\.pauseAfter) == [1.2, 0.6, 1.8, 0])
        #expect(utterances.map(\.index) == [1, 2, 3, 4])
        #expect(utterances[0].written == "One")
        #expect(utterances[1].written == nil)
    }

    @Test func `only narrated chapters are written`() {
        var notes = Books.chapter(2, [Books.paragraph("A note.")])
        notes.isNarrated = false
        let publication = Books.publication([Books.chapter(1, [Books.paragraph("Text.")]), notes])
        let script = ScriptWriter(options: ScriptOptions()).script(of: publication)
        #expect(script.chapters.map(\.index) == [1])
    }

    @Test func `number and title of a chapter are one heading`() {
        let utterances = script([
            Books.heading("Chapter One"), Books.heading("Down the Rabbit-Hole"),
            Books.paragraph("Alice was tired."),
        ])
        #expect(utterances[0].text == "Chapter One. Down the Rabbit-Hole.")
        #expect(utterances.count == 2)
    }

    @Test func `titles are announced, renamed or left silent`() {
        let blocks = [Books.heading("I"), Books.paragraph("Text.")]
        var options = ScriptOptions()
        options.titles = [1: "The Start"]
        #expect(script(blocks, options: options).map(\.text) == ["The Start.", "Text."])
        options = ScriptOptions(announceTitles: false)
        #expect(script(blocks, options: options).map(\.text) == ["Text."])
        #expect(script([Books.paragraph("Text.")]).map(\.text) == ["One.", "Text."])
        options = ScriptOptions(announceTitles: true, titles: [1: ""])
        #expect(script(blocks, options: options).map(\.text) == ["Text."])
        options = ScriptOptions(announceTitles: false, titles: [1: "The Start"])
        #expect(script(blocks, options: options).map(\.text) == ["Text."])
    }

    @Test func `a title made of the first words is not said twice`() {
        let utterances = script(
            [Books.paragraph("Call me Ishmael. Some.")],
            title: "Call me Ishmael"
        )
        #expect(utterances.map(\.text) == ["Call me Ishmael. Some."])
    }

    @Test func `what can not be spoken becomes a pause`() {
        let utterances = script([
            Books.heading("One"), Books.paragraph("A."), Books.paragraph("* * *"),
            Books.paragraph("B."),
        ])
        #expect(utterances.map(\.text) == ["One.", "A.", "B."])
        #expect(utterances[1].boundary == .scene)
    }

    @Test func `verse keeps its stanzas together`() {
        let utterances = script([
            Books.heading("One"), Books.verse("Tyger Tyger, burning bright,"),
            Books.verse("In the forests of the night;", endsStanza: true),
            Books.verse("What immortal hand or eye,", endsStanza: true),
        ])
        #expect(
            utterances[1].text == "Tyger Tyger, burning bright,\nIn the forests of the night;"
        )
        #expect(utterances.map(\.boundary) == [.heading, .stanza, .chapterEnd])
    }

    @Test func `pauses between lines of verse are the engine's only where it takes them`() {
        let blocks = [
            Books.heading("One"), Books.verse("Tyger Tyger, burning bright,"),
            Books.verse("In the forests of the night;", endsStanza: true),
        ]
        var options = ScriptOptions(markup: EngineMarkup(takesBreaks: true), asksForBreaks: true)
        #expect(
            script(blocks, options: options)[1].text
                == "Tyger Tyger, burning bright, <break time=\"0.3s\" />\nIn the forests of the night;"
        )
        options.maxCharacters = 60
        #expect(
            script(blocks, options: options).map(\.text) == [
                "One.", "Tyger Tyger, burning bright,", "In the forests of the night;",
            ]
        )
        options = ScriptOptions(asksForBreaks: true)
        #expect(script(blocks, options: options)[1].text.contains("<") == false)
    }

    @Test func `says what was changed, by whom, where`() {
        let lexicon = Lexicon(
            source: "names.pls",
            language: "en",
            alphabet: nil,
            lexemes: [Lexeme(graphemes: ["Eyre"], pronunciation: .alias("air"), line: 12)]
        )
        let publication = Books.publication([
            Books.chapter(1, [Books.heading("I"), Books.paragraph("Dr. Eyre left.")])
        ])
        let script = ScriptWriter(
            options: ScriptOptions(normalisation: .on),
            lexicons: [lexicon]
        ).script(of: publication)
        let changes = script.chapters[0].utterances.map(\.changes)
        #expect(
            changes == [
                [
                    TextChange(written: "I", spoken: "One.", origin: .normaliser)
                ],
                [
                    TextChange(written: "Dr.", spoken: "Doctor", origin: .normaliser),
                    TextChange(
                        written: "Eyre",
                        spoken: "air",
                        origin: .lexicon,
                        lexicon: "names.pls",
                        line: 12
                    ),
                ],
            ]
        )
    }

    @Test func `the book's own lexicon comes after the user's`() {
        func lexicon(_ source: String, _ words: [String]) -> Lexicon {
            Lexicon(
                source: source,
                language: "en",
                alphabet: nil,
                lexemes: words.map {
                    Lexeme(graphemes: [$0], pronunciation: .alias("\(source)-\($0)"))
                }
            )
        }
        var publication = Books.publication([Books.chapter(1, [Books.paragraph("Ann met Bo.")])])
        publication.lexicons = [lexicon("book", ["Ann", "Bo"])]
        let script = ScriptWriter(
            options: ScriptOptions(announceTitles: false),
            lexicons: [lexicon("mine", ["Ann"])]
        ).script(of: publication)
        #expect(script.chapters[0].utterances.map(\.text) == ["mine-Ann met book-Bo."])
        #expect(script.lexiconUses.map(\.source) == ["mine", "book"])
    }

    @Test func `an edit in one paragraph changes no other`() {
        let paragraphs = (1...20).map { number in
            Books.paragraph(String(repeating: "Sentence \(number) is here, and so on. ", count: 40))
        }
        var edited = paragraphs
        edited[9].text = "Short now."
        let before = script(paragraphs).map(\.text)
        let after = script(edited).map(\.text)
        let kept = before.filter { !$0.contains("Sentence 10 ") }
        #expect(after.filter { $0 != "Short now." } == kept)
    }

    @Test func `a long book is written as its chapters one by one are`() {
        // Long enough that several threads share it, and of unlike chapters.
        let chapters = (1...24).map { number in
            Books.chapter(
                number,
                title: "Chapter \(number)",
                (1...number * 12).map {
                    Books.paragraph(
                        "Siobhan, the \($0)th of \(number), sang “Ho!” It rained. It poured."
                    )
                }
            )
        }
        let lexicon = Lexicon(
            source: "names.pls",
            language: "en",
            alphabet: nil,
            lexemes: [Lexeme(graphemes: ["Siobhan"], pronunciation: .alias("Shivawn"))]
        )
        let writer = ScriptWriter(options: ScriptOptions(), lexicons: [lexicon])
        let whole = writer.script(of: Books.publication(chapters))
        let single = chapters.map { writer.script(of: Books.publication([$0])) }
        #expect(whole.chapters == single.flatMap(\.chapters))
        #expect(whole.lexiconUses.map(\.applied) == [(1...24).reduce(0) { $0 + $1 * 12 }])
        #expect(whole == writer.script(of: Books.publication(chapters)))
    }
}
