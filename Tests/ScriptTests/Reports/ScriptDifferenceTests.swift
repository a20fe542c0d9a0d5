import NarrateScript
import Testing

@Suite struct ScriptDifferenceTests {
    private func said(_ texts: [String], chapter: Int = 1) -> [ScriptDifference.Said] {
        texts.enumerated().map {
            ScriptDifference.Said(chapter: chapter, utterance: $0 + 1, key: $1, text: $1)
        }
    }

    /// Compares two scripts where everything old is recorded.
    private func difference(_ old: [String], _ new: [String]) -> ScriptDifference {
        ScriptDifference(from: said(old), to: said(new), isRecorded: Set(old).contains)
    }

    @Test func `an edit records itself and nothing else`() {
        let difference = difference(["One.", "Two.", "Three."], ["One.", "Two more.", "Three."])
        #expect(difference.lines.map(\.kind) == [.changed])
        #expect(difference.lines.first?.previous == "Two.")
        #expect(difference.unchanged == 2)
        #expect(difference.utterancesToRecord == 1)
        #expect(difference.charactersToRecord == 9)
        #expect(difference.orphaned == 1)
    }

    @Test func `additions, removals and moves are told apart`() {
        let old = ["One.", "Two.", "Three."]
        #expect(difference(old, ["One.", "Three."]).lines.map(\.kind) == [.removed])
        let longer = difference(old, ["One.", "Two.", "Three.", "Four.", "Four."])
        #expect(longer.lines.map(\.kind) == [.added, .added])
        #expect(longer.charactersToRecord == 5)  // the same words are recorded once
        #expect(longer.orphaned == 0)
        #expect(difference(old, ["Three.", "One.", "Two."]).utterancesToRecord == 0)
    }

    @Test func `what was never recorded is still to be recorded`() {
        let texts = said(["One.", "Two."])
        let difference = ScriptDifference(from: texts, to: texts) { $0 == "One." }
        #expect(difference.lines.map(\.kind) == [.pending])
        #expect(difference.unchanged == 1)
        #expect(difference.charactersToRecord == 4)
    }

    @Test func `what has a recording elsewhere costs nothing`() {
        let difference = ScriptDifference(from: [], to: said(["One.", "Two."])) { $0 == "One." }
        #expect(difference.lines.map(\.kind) == [.moved, .added])
        #expect(difference.charactersToRecord == 4)
    }

    @Test func `a chapter that is gone leaves orphans, one that moved does not`() {
        let old = said(["One."]) + said(["Two."], chapter: 2)
        let gone = ScriptDifference(from: old, to: said(["One."])) { _ in true }
        #expect(gone.lines.map(\.kind) == [.removed])
        #expect(gone.lines.map(\.chapter) == [2])
        #expect(gone.orphaned == 1)
        let moved = ScriptDifference(
            from: old,
            to: said(["Two."]) + said(["One."], chapter: 2)
        ) { _ in true }
        #expect(moved.orphaned == 0)
        #expect(moved.utterancesToRecord == 0)
    }

    @Test func `another voice for everything changes every line in its place`() {
        let old = said((0..<2_000).map { "\($0)" })
        let new = old.map { said in
            ScriptDifference.Said(
                chapter: 1,
                utterance: said.utterance,
                key: "other " + said.key,
                text: said.text
            )
        }
        let difference = ScriptDifference(from: old, to: new) { !$0.hasPrefix("other") }
        #expect(difference.lines.count == 2_000)
        #expect(difference.lines.allSatisfy { $0.kind == .changed && $0.previous == $0.text })
        #expect(difference.orphaned == 2_000)
    }
}
