import NarrateModel
import Testing

@Suite struct ChapterTests {
    @Test func `counts scalars with one newline between blocks that have text`() {
        let place = Locator(href: "a.xhtml")
        let chapter = Chapter(
            index: 1,
            title: "Éin",
            blocks: [
                Block(kind: .heading(level: 1), text: "Éin", locator: place),
                Block(kind: .sceneBreak, text: "", locator: place),
                Block(kind: .paragraph, text: "Zwei e\u{301}.", locator: place),
            ],
            source: "a.xhtml"
        )
        #expect(chapter.text == "Éin\nZwei e\u{301}.")
        #expect(chapter.characterCount == chapter.text.unicodeScalars.count)
    }
}
