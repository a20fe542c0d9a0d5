import Testing

@testable import NarrateCheck

@Suite struct SpokenWordsTests {
    @Test(arguments: [
        ("The gate was open.", ["the", "gate", "was", "open"]),
        ("“Don’t!” he said—twice.", ["don't", "he", "said", "twice"]),
        ("a well-known 'name'", ["a", "well", "known", "name"]),
        ("Élan vital", ["élan", "vital"]),
        ("42 men", ["forty", "two", "men"]),
        ("in 1865", ["in", "eighteen", "sixty", "five"]),
        ("room 007", ["room", "zero", "zero", "seven"]),
        (
            "1066, 1203,004",
            ["one", "thousand", "sixty", "six", "twelve", "oh", "three", "zero", "zero", "four"]
        ),
        ("B2", ["b", "two"]),
        ("— …", []),
    ])
    func `takes a text apart as it is spoken`(text: String, expected: [String]) {
        #expect(SpokenWords(text).words.map(\.spelling) == expected)
    }

    @Test func `knows where each word stands, and which are guesses`() {
        let words = SpokenWords("“Ah, 12!”").words
        #expect(words.map(\.range) == [1..<3, 5..<7])
        #expect(words.map(\.isGuess) == [false, true])
    }
}
