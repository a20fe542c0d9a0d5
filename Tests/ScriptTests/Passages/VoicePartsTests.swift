import NarrateModel
import NarrateScript
import Testing

@Suite struct VoicePartsTests {
    private func utterances(
        _ text: String,
        kind: Block.Kind = .paragraph,
        spans: [Span] = [],
        voices: VoiceRoles = VoiceRoles()
    ) -> [Utterance] {
        let options = ScriptOptions(announceTitles: false, voices: voices)
        let block = Block(kind: kind, text: text, spans: spans, locator: Books.locator)
        let publication = Books.publication([Books.chapter(7, [block])])
        return ScriptWriter(options: options).script(of: publication).chapters[0].utterances
    }

    @Test func `speakers are marked in the text`() {
        let spoken = utterances("Night. [[Anna]] Who is there? [[Ben Lee]]: Me. [[]] He came.")
        #expect(spoken.map(\.text) == ["Night.", "Who is there?", "Me.", "He came."])
        #expect(spoken.map(\.speaker) == [nil, "Anna", "Ben Lee", nil])
    }

    @Test func `speakers have the voices the manifest gives them`() {
        let roles = VoiceRoles(chapters: [7: "Dora"], speakers: ["Anna": "Bella", "ben": "Carl"])
        let spoken = utterances("Night. [[ANNA]] Who? [[ben]] Me. [[Eve]] And I.", voices: roles)
        #expect(spoken.map(\.voice) == ["Dora", "Bella", "Carl", "Dora"])
    }

    @Test func `the source may say who speaks, whatever the name looks like`() {
        let span = Span(range: 0..<9, property: .speaker("narrator 2"))
        let spoken = utterances(
            "Well then.",
            spans: [Span(range: 0..<10, property: span.property)],
            voices: VoiceRoles(speakers: ["Narrator 2": "Bella"])
        )
        #expect(spoken.map(\.text) == ["Well then."])
        #expect(spoken.map(\.voice) == ["Bella"])
    }

    @Test func `the title of a voice-over script is not announced`() {
        let line = Books.paragraph(
            "Well then.",
            spans: [Span(range: 0..<10, property: .speaker("Anna"))]
        )
        let script = ScriptWriter(options: ScriptOptions())
            .script(of: Books.publication([Books.chapter(1, title: "play", [line])]))
        #expect(script.chapters[0].utterances.map(\.text) == ["Well then."])
    }

    @Test func `brackets that name no one stay`() {
        for text in ["An array [[1, 2", "See [[Page]] there.", "[[nodiscard]] int f", "[[]] x"] {
            #expect(utterances(text).map(\.text) == [text])
        }
    }

    @Test func `a phrase in another language is cut out only for its voice`() {
        let span = Span(range: 8..<15, property: .language("fr-CA"))
        #expect(utterances("He said bonjour to me.", spans: [span]).count == 1)
        let cut = utterances(
            "He said bonjour to me.",
            spans: [span],
            voices: VoiceRoles(languages: ["de": "D", "fr": "Antoine"])
        )
        #expect(cut.map(\.text) == ["He said", "bonjour", "to me."])
        #expect(cut.map(\.language) == [nil, "fr-CA", nil])
        #expect(cut.map(\.voice) == [nil, "Antoine", nil])
    }

    @Test func `quotations may have a voice`() {
        let spoken = utterances("“Come,” he said, “now.”", voices: VoiceRoles(quotations: "Bella"))
        #expect(spoken.map(\.text) == ["“Come,”", "he said,", "“now.”"])
        #expect(spoken.map(\.speaker) == ["quotation", nil, "quotation"])
        #expect(spoken.map(\.voice) == ["Bella", nil, "Bella"])
        #expect(spoken.map(\.boundary) == [.clause, .clause, .chapterEnd])
        let apart = utterances("“Come.” He went.", voices: VoiceRoles(quotations: "Bella"))
        #expect(apart.map(\.boundary) == [.sentence, .chapterEnd])
    }

    @Test(arguments: [
        ("»Komm,« sagte er, »jetzt.«", ["»Komm,«", "sagte er,", "»jetzt.«"]),
        ("„Komm“, sagte er.", ["„Komm“,", "sagte er."]),
        ("«Viens», dit-il.", ["«Viens»,", "dit-il."]),
        ("”Kom”, sade han.", ["”Kom”,", "sade han."]),
        (
            "‘Don’t,’ he said, ‘it’s Tom’s.’ And ’tis so.",
            ["‘Don’t,’", "he said,", "‘it’s Tom’s.’", "And ’tis so."]
        ),
        ("「来い」と彼は言った。", ["「来い」", "と彼は言った。"]),
        ("It was Tom’s and no one else’s.", ["It was Tom’s and no one else’s."]),
    ])
    func `quotations are found by the marks of every language`(text: String, parts: [String]) {
        #expect(utterances(text, voices: VoiceRoles(quotations: "B")).map(\.text) == parts)
    }

    @Test func `a foreign phrase does not end the quotation it is in`() {
        let spoken = utterances(
            "“Say bonjour now,” he said.",
            spans: [Span(range: 5..<12, property: .language("fr"))],
            voices: VoiceRoles(languages: ["fr": "Antoine"], quotations: "Bella")
        )
        #expect(spoken.map(\.text) == ["“Say", "bonjour", "now,”", "he said."])
        #expect(spoken.map(\.voice) == ["Bella", "Antoine", "Bella", nil])
    }

    @Test func `block quotes may have a voice, quotations inside them included`() {
        let roles = VoiceRoles(quotations: "Bella", blockQuotes: "Dora")
        let spoken = utterances("“Come,” he wrote.", kind: .quote, voices: roles)
        #expect(spoken.map(\.voice) == ["Dora"])
    }

    @Test func `voices are listed once, with the language they are for`() {
        let roles = VoiceRoles(
            chapters: [1: "A", 2: "B"],
            languages: ["fr": "C", "de": "A"],
            quotations: "B",
            speakers: ["Anna": "D"]
        )
        #expect(roles.voices.map(\.name) == ["A", "C", "B", "D"])
        #expect(roles.voices.map(\.language) == ["de", "fr", nil, nil])
    }
}
