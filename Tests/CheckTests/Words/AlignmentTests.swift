import NarrateModel
import Testing

@testable import NarrateCheck

@Suite struct AlignmentTests {
    private static let text = "The old gate was open, said Pumblechook: 42 men came."

    /// The words of the text, each as good as the next but for some.
    private func alignment(_ odd: [String: Double] = [:]) -> Alignment {
        let words = Self.text.split(separator: " ").map(String.init)
        return Alignment(
            words.enumerated().map { index, word in
                AlignedWord(text: word, start: Double(index), loss: odd[word] ?? 0.1)
            }
        )
    }

    @Test func `words that all fit leave nothing in doubt`() {
        #expect(alignment().finding(against: Self.text) == nil)
    }

    @Test func `says which word does not fit, and where`() throws {
        let finding = try #require(alignment(["gate": 2.5]).finding(against: Self.text))
        #expect(finding.check == Finding.words)
        #expect(finding.severity == .warning)
        #expect(finding.message == "something else may be said for 'gate'")
        #expect(finding.position == 2)
        #expect(finding.passages == [8..<12])
    }

    @Test(arguments: ["Pumblechook:", "42"])
    func `of names and numbers nobody knows how they sound`(word: String) {
        #expect(alignment([word: 2.5]).finding(against: Self.text) == nil)
    }

    @Test func `where every word fits badly, none stands out`() {
        let words = Self.text.split(separator: " ").map(String.init)
        let odd = Dictionary(uniqueKeysWithValues: words.map { ($0, 2.0) })
        #expect(alignment(odd).finding(against: Self.text) == nil)
    }

    @Test func `words that are not of the text are left aside`() {
        let strange = Alignment([
            AlignedWord(text: "nothing", start: 0, loss: 9),
            AlignedWord(text: " ", start: 1, loss: 9),
        ])
        #expect(strange.finding(against: Self.text) == nil)
        #expect(Alignment([]).finding(against: Self.text) == nil)
    }
}
