import Testing

@testable import NarrateCheck

@Suite struct HardWordsTests {
    private static let text = "Nobody knew who was there."
    private static let who = 12..<15
    private static let there = 20..<25

    private func words(doubted: Int, plain: Int) -> HardWords {
        var words = HardWords()
        for _ in 0..<doubted { words.note(Self.text, doubts: [Self.who]) }
        for _ in 0..<plain { words.note(Self.text, doubts: []) }
        return words
    }

    @Test(arguments: [
        (1, 0, false),  // one take says nothing of the next
        (2, 0, true),
        (2, 6, true),
        (2, 7, false),  // mostly understood: it may well be wrong this time
        (5, 10, true),
    ])
    func `a word that takes keep leaving in doubt is the listener's fault`(
        doubted: Int,
        plain: Int,
        isHard: Bool
    ) {
        let words = words(doubted: doubted, plain: plain)
        #expect(words.explain([Self.who], in: Self.text) == isHard)
        #expect(words.explain([0..<3], in: "Who is there?") == isHard, "wherever it stands")
    }

    @Test func `explains no other words`() {
        let words = words(doubted: 5, plain: 0)
        #expect(!words.explain([], in: Self.text))
        #expect(!words.explain([Self.there], in: Self.text))
        #expect(!words.explain([Self.who, Self.there], in: Self.text))
        #expect(!words.explain([7..<15], in: Self.text), "more than the word")
    }

    @Test func `learns nothing from a doubt about several words`() {
        var words = HardWords()
        for _ in 0..<5 { words.note(Self.text, doubts: [7..<15]) }
        #expect(!words.explain([Self.who], in: Self.text))
    }

    @Test(arguments: [(2, 0, true), (2, 1, false), (2, 2, false), (4, 4, true)])
    func `a doubt that another take clears weighs half`(doubted: Int, cleared: Int, isHard: Bool) {
        var words = words(doubted: doubted, plain: cleared)
        for _ in 0..<cleared { words.clear([Self.who], in: Self.text) }
        #expect(words.explain([Self.who], in: Self.text) == isHard)
    }
}
