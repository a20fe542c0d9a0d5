import Testing

@testable import NarrateCheck

@Suite struct SpokenSoundsTests {
    @Test func `more is said in a longer text`() throws {
        let short = try #require(SpokenSounds("It was the best of times."))
        let long = try #require(
            SpokenSounds("It was the best of times. It was the worst of times.")
        )
        #expect(short.total > 12 && short.total < 20)
        #expect(long.total > 1.9 * short.total && long.total < 2.3 * short.total)
    }

    @Test(arguments: ["", " — ", "It was 1984.", "a @ b", "the BBC said", "第一章"])
    func `says nothing where nobody knows how it is read`(text: String) {
        #expect(SpokenSounds(text) == nil)
    }

    @Test func `a pause makes the word before it a last one`() throws {
        let plain = try #require(SpokenSounds("she came and he went home"))
        let paused = try #require(SpokenSounds("she came, and he went—home"))
        #expect(plain.total == paused.total)
        let more = zip(paused.counts, plain.counts).filter { $0 != $1 }
        #expect(more.map(\.0) == [3], "came, went, and the end")
        #expect(more.map(\.1) == [1], "the end alone")
    }

    @Test func `believes a dictionary rather than the letters`() throws {
        let text = "thorough"
        let guessed = try #require(SpokenSounds(text))
        let known = try #require(SpokenSounds(text) { $0 == text ? "TH ER OW" : nil })
        #expect(known.total == 3)
        #expect(guessed.counts != known.counts)
        // Phones of another model say nothing.
        #expect(SpokenSounds(text) { _ in "t_h o:" } == guessed)
    }
}
