import NarrateLedger
import NarrateModel
import Testing

@testable import NarratePipeline

@Suite struct PinningTests {
    @Test func `a chapter locked as a whole stays as it was`() throws {
        let pinning = Pinning(
            script(["New words.", "More.", "And more."]),
            locks: [
                try lock(1, "Old words.", "a"), try lock(2, "More.", "b"),
            ]
        )
        let chapter = pinning.script.chapters[0]
        #expect(chapter.utterances.map(\.text) == ["Old words.", "More."])
        #expect(chapter.utterances.map(\.pauseAfter) == [2.5, 2.5])
        #expect(pinning.lockedChapters == [4])
        #expect(pinning.pins.count == 2)
    }

    @Test func `a locked chapter is known by its title`() throws {
        var script = script(["One."])
        script.chapters[0].title = "Another"
        script.chapters.append(
            ScriptChapter(index: 5, title: "Four", utterances: [utterance(1, "New.")], source: "s")
        )
        let pinning = Pinning(script, locks: [try lock(1, "Old.", "a")])
        #expect(pinning.script.chapters[0].utterances[0].text == "One.")
        #expect(pinning.script.chapters[1].utterances[0].text == "Old.")
        #expect(pinning.lockedChapters == [5])
    }

    @Test func `a locked utterance is found where it has moved to`() throws {
        let pinning = Pinning(
            script(["Before.", "Same.", "After."]),
            locks: [try lock(1, "Same.", "a", isWhole: false)]
        )
        let place = Pinning.Place(chapter: 4, utterance: 2)
        #expect(pinning.pins.map(\.key) == [place])
        #expect(pinning.script.chapters[0].utterances.count == 3)
        #expect(pinning.warnings.isEmpty)
    }

    @Test func `a locked utterance keeps its take when its text changes, and it is said`() throws {
        let pinning = Pinning(
            script(["Changed."]),
            locks: [try lock(1, "Was.", "a", isWhole: false)]
        )
        #expect(pinning.pins.count == 1)
        #expect(pinning.warnings.count == 1)
    }

    @Test func `a locked chapter that left the book is named`() throws {
        let pinning = Pinning(NarrationScript(chapters: []), locks: [try lock(1, "Was.", "a")])
        #expect(pinning.pins.isEmpty)
        #expect(pinning.warnings.count == 1)
    }

    private func script(_ texts: [String]) -> NarrationScript {
        let utterances = texts.enumerated().map { utterance($0 + 1, $1) }
        return NarrationScript(chapters: [
            ScriptChapter(index: 4, title: "Four", utterances: utterances, source: "s")
        ])
    }

    private func utterance(_ index: Int, _ text: String) -> Utterance {
        Utterance(
            index: index,
            role: .paragraph,
            text: text,
            source: "s",
            boundary: .paragraph,
            pauseAfter: 0.5
        )
    }

    private func lock(
        _ position: Int,
        _ text: String,
        _ digit: String,
        isWhole: Bool = true
    ) throws -> LockedUtterance {
        LockedUtterance(
            utterance: UtteranceRecord(
                chapter: 4,
                position: position,
                fingerprint: try #require(Fingerprint(hex: String(repeating: digit, count: 64))),
                role: "paragraph",
                characters: text.unicodeScalars.count,
                text: text,
                boundary: "scene",
                pauseAfter: 2.5
            ),
            take: 1,
            title: "Four",
            isWholeChapter: isWhole
        )
    }
}
