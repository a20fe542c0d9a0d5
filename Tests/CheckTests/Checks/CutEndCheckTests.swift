import NarrateModel
import Testing

@testable import NarrateCheck

@Suite struct CutEndCheckTests {
    private let checker = TakeChecker()

    @Test(arguments: [1.4, 1.9, 2.15])
    func `finds an end in the middle of a sound`(end: Double) {
        let cut = Sound.take.cut(to: end)
        #expect(checker.words(of: cut) == ["cutEnd error"])
    }

    @Test func `accepts speech that fades without a pause after it`() {
        #expect(checker.words(of: Sound.speech(2.45).faded(0.2)).isEmpty)
    }

    @Test func `says where it was cut`() {
        let signal = Sound.take.cut(to: 1.9).signal
        let findings = CutEndCheck(limits: CheckLimits()).findings(
            in: signal,
            expecting: TakeExpectation(text: Sound.text)
        )
        #expect(findings.map { $0.position ?? 0 } == [signal.duration])
    }

    @Test(arguments: [
        ("V.", true), ("He is a Mr.", true), ("—Uds.", true), ("“I am Dr.”", true), ("A", true),
        ("So it ended.", false), ("Who are you?", false), ("over", false), ("Was it I?", true),
    ])
    func `knows which ends engines leave without a pause`(text: String, expected: Bool) {
        #expect(CutEndCheck.endsInAbbreviation(text) == expected)
    }
}
