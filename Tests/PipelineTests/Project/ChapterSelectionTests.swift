import NarrateModel
import Testing

@testable import NarratePipeline

@Suite struct ChapterSelectionTests {
    @Test(arguments: [
        ("1-3,7", [1...3, 7...7]), ("4", [4...4]), (" 2 - 3 ", [2...3]), ("9-", [9...Int.max]),
    ])
    func `reads numbers and ranges`(list: String, expected: [ClosedRange<Int>]) {
        #expect(ChapterSelection.ranges(list) == expected)
    }

    @Test(arguments: ["", "x", "0", "3-1", "1,,2", "-3", "1-2-3"])
    func `refuses anything else`(list: String) {
        #expect(ChapterSelection.ranges(list) == nil)
    }

    @Test func `narrates what was chosen, set aside or not`() throws {
        let selection = ChapterSelection(included: [1...1, 3...3], titles: [3: "Last"])
        let chosen = try selection.applied(to: publication)
        #expect(chosen.narratedChapters.map(\.index) == [1, 3])
        #expect(chosen.chapters[2].title == "Last")
        #expect(chosen.chapters[1].reason == .excluded)
    }

    @Test func `refuses a chapter the book does not have`() {
        let error = #expect(throws: SourceError.self) {
            try ChapterSelection(included: [4...4]).applied(to: publication)
        }
        #expect(error?.message == "there is no chapter 4, the book has 3")
    }

    @Test func `refuses to narrate nothing`() {
        #expect(throws: SourceError.self) {
            try ChapterSelection(excludedTitles: ["2", "3"]).applied(to: publication)
        }
    }

    /// Three chapters; the first is front matter.
    private var publication: Publication {
        let chapters = (1...3).map { index in
            Chapter(
                index: index,
                title: "\(index)",
                isNarrated: index > 1,
                reason: index > 1 ? nil : .frontMatter,
                blocks: [
                    Block(kind: .paragraph, text: "Text.", locator: Locator(href: "x"))
                ],
                source: "x"
            )
        }
        return Publication(
            source: "b",
            format: .text,
            metadata: Metadata(),
            chapters: chapters,
            split: SplitDecision(rule: .none, reason: "")
        )
    }
}
