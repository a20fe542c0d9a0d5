import NarrateModel
import Testing

@testable import NarratePublish

@Suite struct PassageTests {
    private func chapter(words: [String], of text: String) -> ReleaseChapter {
        var chapter = Sample.chapter(2)
        chapter.script[0].text = text
        let timed = words.enumerated().map { position, word in
            TimedWord(text: word, start: Double(position) / 4, end: Double(position + 1) / 4)
        }
        chapter.words = [timed, []]
        return chapter
    }

    @Test func `an utterance is shown from when it is heard, each word where that is known`() {
        let passages = Passage.passages(
            of: chapter(words: ["Down", "it", "goes."], of: "Down it goes.")
        )
        #expect(passages.map(\.text) == ["Down it goes.", "Œuvre <i> & so on."])
        #expect(passages[0].start == 4410.0 / 44_100)
        #expect(passages[0].end < passages[1].start)
        #expect(passages[0].words == [0, 0.25, 0.5])
        #expect(passages[1].words.isEmpty)
    }

    @Test func `times of words that are not those of the text are not believed`() {
        let passages = Passage.passages(of: chapter(words: ["Doctor", "Who"], of: "Dr. Who said"))
        #expect(passages[0].words.isEmpty)
    }

    @Test func `a transcript keeps what it was made of`() {
        var passages = Passage.passages(of: chapter(words: ["A", "b."], of: "A b."))
        passages[1].language = "fr"
        passages[1].endsParagraph = false
        // Thousandths of a second are kept.
        for index in passages.indices {
            passages[index].start = Double(index)
            passages[index].end = Double(index) + 0.5
        }
        let document = Transcript(passages: passages).document
        #expect(Transcript(document)?.passages == passages)
        #expect(Transcript(Array("{}".utf8)) == nil)
    }

    @Test func `headings inside a chapter are its marks`() {
        func passage(_ role: Utterance.Role, _ start: Double) -> Passage {
            Passage(
                text: "T\(Int(start))",
                role: role,
                endsParagraph: true,
                start: start,
                end: start + 1
            )
        }
        let marks = ChapterMarks(
            title: "All",
            passages: [
                passage(.heading, 1), passage(.heading, 2), passage(.paragraph, 3),
                passage(.heading, 4), passage(.paragraph, 5),
            ]
        )
        #expect(marks.marks.map(\.title) == ["All", "T4"])
        #expect(marks.marks.map(\.start) == [0, 4])
    }

    @Test(arguments: [
        ("2026-01-02T07:00:05Z", "Fri, 02 Jan 2026 07:00:05 GMT"),
        ("2024-02-29T23:59:59Z", "Thu, 29 Feb 2024 23:59:59 GMT"), ("yesterday", nil),
    ])
    func `dates of feeds`(time: String, expected: String?) {
        #expect(FeedDate.rss(time) == expected)
    }
}
