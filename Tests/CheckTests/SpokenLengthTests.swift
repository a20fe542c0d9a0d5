import Testing

@testable import NarrateCheck

@Suite struct SpokenLengthTests {
    @Test(arguments: [
        ("abcdef", "BBC"), ("one thousand", "1000"), ("figures....", "figures."),
        ("hello", "HELLO"), ("第一章", "くるま"),
    ])
    func `counts what stands for whole words as more`(text: String, other: String) {
        let ratio = SpokenLength(text).characters / SpokenLength(other).characters
        #expect((0.5...2.2).contains(ratio))
    }

    @Test func `grows with the text`() {
        let short = SpokenLength("It was the best of times.")
        let long = SpokenLength("It was the best of times. It was the worst of times.")
        #expect(long.characters > 1.8 * short.characters)
        #expect(long.plausible.lowerBound > short.plausible.lowerBound)
        #expect(long.plausible.upperBound > short.plausible.upperBound)
    }

    @Test func `an empty text has no length`() {
        #expect(SpokenLength(" \n").characters == 0)
    }
}
