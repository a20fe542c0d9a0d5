import NarrateModel
import NarrateScript
import Testing

@Suite struct VoicePartsTests {
    private func utterances(
        _ text: String,
        spans: [Span] = [],
        cuts: VoiceCuts = VoiceCuts()
    ) -> [Utterance] {
        let options = ScriptOptions(announceTitles: false, cuts: cuts)
        let publication = Books.publication([
            Books.chapter(1, [Books.paragraph(text, spans: spans)])
        ])
        return ScriptWriter(options: options).script(of: publication).chapters[0].utterances
    }

    @Test func `speakers are marked in the text`() {
        let spoken = utterances("Night. [[Anna]] Who is there? [[Ben Lee]]: Me. [[]] He came.")
        #expect(spoken.map(\.text) == ["Night.", "Who is there?", "Me.", "He came."])
        #expect(spoken.map(\.speaker) == [nil, "Anna", "Ben Lee", nil])
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
            cuts: VoiceCuts(languages: ["fr"])
        )
        #expect(cut.map(\.text) == ["He said", "bonjour", "to me."])
        #expect(cut.map(\.language) == [nil, "fr-CA", nil])
    }

    @Test func `quotations may have a voice`() {
        let spoken = utterances("“Come,” he said, “now.”", cuts: VoiceCuts(quotations: true))
        #expect(spoken.map(\.text) == ["“Come,”", "he said,", "“now.”"])
        #expect(spoken.map(\.speaker) == ["quotation", nil, "quotation"])
    }
}
