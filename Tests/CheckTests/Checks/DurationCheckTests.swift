import NarrateModel
import Testing

@testable import NarrateCheck

@Suite struct DurationCheckTests {
    private let checker = TakeChecker()

    @Test(
        arguments: [
            ("I.", 0.2), ("No.", 0.15), ("Chapter 1", 0.7), ("XLVIII.", 2.6), ("1984", 1.5),
            ("It cost $1,234,567.89 in 1999.", 7), ("第一章", 0.6), ("屢次三番來騷擾我！", 3.4),
            ("http://www.example.com", 6), ("U.S.A.", 0.6), ("ALL OF THEM WENT HOME", 1),
        ] as [(String, Double)]
    )
    func `accepts what some voice needs`(text: String, seconds: Double) {
        let sound = Sound.silence(0.1) + Sound.speech(seconds).faded(0.04) + Sound.silence(0.3)
        #expect(checker.words(of: sound, text: text).isEmpty)
    }

    @Test(
        arguments: [
            ("It was the best of times, it was the worst of times, it was the age.", 0.9),
            ("Chapter 1", 8), ("No.", 5),
            (String(repeating: "words ", count: 120), 10),
            (String(repeating: "words ", count: 10), 30),
        ] as [(String, Double)]
    )
    func `finds what no voice needs`(text: String, seconds: Double) {
        let sound = Sound.silence(0.1) + Sound.speech(seconds).faded(0.04) + Sound.silence(0.3)
        #expect(checker.words(of: sound, text: text) == ["duration error"])
    }

    /// 50 letters and a pause at the rate given, against the 2.5 seconds of the take.
    @Test(arguments: [(7.0, "short"), (22.0, ""), (70, "long")])
    func `is stricter with a voice it knows`(rate: Double, expected: String) {
        let findings = checker.examination(
            of: Sound.take.signal,
            expecting: TakeExpectation(text: Sound.text, charactersPerSecond: rate)
        ).verdict.findings
        #expect(findings.map(\.check) == (expected.isEmpty ? [] : ["duration"]))
        #expect(findings.allSatisfy { $0.message.contains(expected) })
    }
}
