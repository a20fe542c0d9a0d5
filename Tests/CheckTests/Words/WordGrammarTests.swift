import Testing

@testable import NarrateCheck

@Suite struct WordGrammarTests {
    private func names(_ count: Int) -> [WordGrammar.Word] {
        (0..<count).map {
            .init(spelling: "name\($0)", isCertain: false, isAudible: true, longest: 9)
        }
    }

    @Test func `a name may be any sounds`() {
        let lines = WordGrammar.course(names(1), sounds: ["_a", "_b"]).split(separator: "\n")
        #expect(
            lines == [
                "FSG_BEGIN take", "NUM_STATES 3", "START_STATE 0", "FINAL_STATE 1",
                "TRANSITION 0 1 0.3", "TRANSITION 0 2 0.5 _a", "TRANSITION 2 2 0.5 _a",
                "TRANSITION 0 2 0.5 _b", "TRANSITION 2 2 0.5 _b", "TRANSITION 2 1 1.0",
                "FSG_END",
            ]
        )
    }

    @Test func `of many names the last are what their letters say`() {
        let sounds = (0..<39).map { "_\($0)" }
        let grammar = WordGrammar.course(names(100), sounds: sounds)
        #expect(!grammar.contains("TRANSITION 11 12 0.5 name11"))
        #expect(grammar.contains("TRANSITION 12 13 0.5 name12"))
        #expect(grammar.split(separator: "\n").count < 1500)
    }
}
