import Testing

@testable import NarrateCheck

@Suite struct WordComparisonTests {
    @Test(arguments: [
        ("a b c", "a b c", 0),
        ("a b c", "a c", 1),
        ("a b c", "a b b c", 1),
        ("a b c", "a x c", 1),
        ("a b c d", "a d", 2),
        ("a b c", "", 3),
        // A name nobody has heard of may sound like anything, or like several words.
        ("a Q c", "a c", 0),
        ("a Q c", "a x y z c", 0),
        ("a Q c", "a", 1),
        ("", "a", 1),
    ])
    func `counts the words that differ`(text: String, heard: String, count: Int) {
        #expect(comparison(text, heard).count == count)
    }

    @Test func `says what is missing and what is heard instead`() throws {
        let differences = comparison("a b c d e f", "a d x f g").differences
        #expect(differences.map(\.expected) == [1..<3, 4..<5, 6..<6])
        #expect(differences.map(\.heard) == [1..<1, 2..<3, 4..<5])
    }

    @Test func `a name that leaves a trace may be anything but nothing`() {
        let words = ["a", "q", "c"].map {
            WordComparison.Expected(spelling: $0, isCertain: $0 != "q", leavesTrace: true)
        }
        #expect(WordComparison(expected: words, heard: ["a", "x", "y", "c"]).count == 0)
        #expect(WordComparison(expected: words, heard: ["a", "c"]).count == 1)
    }

    private func comparison(_ text: String, _ heard: String) -> WordComparison {
        WordComparison(
            expected: text.split(separator: " ").map {
                .init(spelling: String($0), isCertain: $0 != "Q")
            },
            heard: heard.split(separator: " ").map(String.init)
        )
    }
}
