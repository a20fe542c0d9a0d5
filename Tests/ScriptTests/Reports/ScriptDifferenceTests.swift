import NarrateModel
import NarrateScript
import Testing

@Suite struct ScriptDifferenceTests {
    private func script(_ paragraphs: [String]) -> NarrationScript {
        let blocks = paragraphs.map { Books.paragraph($0) }
        return ScriptWriter(options: ScriptOptions(announceTitles: false))
            .script(of: Books.publication([Books.chapter(1, blocks)]))
    }

    @Test func `an edit records itself and nothing else`() {
        let difference = ScriptDifference(
            from: script(["One.", "Two.", "Three."]),
            to: script(["One.", "Two more.", "Three."])
        )
        #expect(difference.lines.map(\.kind) == [.changed])
        #expect(difference.lines[0].previous == "Two.")
        #expect(difference.unchanged == 2)
        #expect(difference.utterancesToRecord == 1)
        #expect(difference.charactersToRecord == 9)
    }

    @Test func `additions, removals and moves are told apart`() {
        let old = script(["One.", "Two.", "Three."])
        #expect(
            ScriptDifference(from: old, to: script(["One.", "Three."])).lines.map(\.kind) == [
                .removed
            ]
        )
        let longer = ScriptDifference(
            from: old,
            to: script(["One.", "Two.", "Three.", "Four.", "Four."])
        )
        #expect(longer.lines.map(\.kind) == [.added, .added])
        #expect(longer.charactersToRecord == 5)  // the same words are recorded once
        let moved = ScriptDifference(from: old, to: script(["Three.", "One.", "Two."]))
        #expect(moved.utterancesToRecord == 0)
    }

    @Test func `what has a recording costs nothing`() {
        let difference = ScriptDifference(
            from: NarrationScript(chapters: []),
            to: script(["One.", "Two."])
        ) { $0.text == "One." }
        #expect(difference.lines.map(\.kind) == [.moved, .added])
        #expect(difference.charactersToRecord == 4)
    }
}
