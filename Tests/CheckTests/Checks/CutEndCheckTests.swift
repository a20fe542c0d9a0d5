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
            in: TakeMeasures(signal),
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

    @Test func `misses the silence that a voice always ends with`() {
        // Both fade, so that nothing but the voice speaks against them.
        let hasty = Sound.silence(0.05) + Sound.speech(2.5).faded(0.05) + Sound.silence(0.04)
        #expect(checker.words(of: hasty).isEmpty)
        #expect(checker.words(of: hasty, voice: .sound).contains("cutEnd error"))
        let usual = Sound.silence(0.05) + Sound.speech(2.5).faded(0.05) + Sound.silence(0.2)
        #expect(!checker.words(of: usual, voice: .sound).contains("cutEnd error"))
    }

    @Test(arguments: [
        ("The gate.", true), ("“Come in!”", true), ("— so it was", true), ("It was.", false),
        ("And then", false), ("1984", false), ("Now", false), ("…", false),
        ("Knight", false), ("Hour", false), ("House", true), ("Just so.", true),
    ])
    func `knows texts that begin with a hard sound`(text: String, expected: Bool) {
        #expect(CutStartCheck.beginsHard(text) == expected)
    }
}
