import Glibc
import NarrateModel
import Testing

@testable import NarrateCheck

@Suite struct PauseCheckTests {
    private func take(pause: Double) -> Sound {
        Sound.silence(0.05) + Sound.speech(1.25) + Sound.silence(pause)
            + Sound.speech(1.25) + Sound.silence(0.25)
    }

    @Test(arguments: [(2.0, true), (1.0, false)])
    func `finds a long silence inside`(pause: Double, isFound: Bool) {
        let words = TakeChecker().words(of: take(pause: pause))
        #expect(words.contains("pause error") == isFound)
    }

    @Test func `allows the pause that the text asks for`() {
        let text = "It was the best of times, <break time=\"2s\"/> it was the worst of times."
        #expect(!TakeChecker().words(of: take(pause: 2), text: text).contains("pause error"))
    }

    @Test func `says where it is`() {
        let findings = PauseCheck(limits: CheckLimits()).findings(
            in: TakeMeasures(take(pause: 2).signal),
            expecting: TakeExpectation(text: Sound.text)
        )
        #expect(findings.map { ($0.position ?? 0) > 1.2 && ($0.position ?? 0) < 1.4 } == [true])
    }
}

@Suite struct CutStartCheckTests {
    @Test func `finds a start in the middle of a sound`() {
        let speech = Sound.speech(3)
        let peak = speech.samples.indices.dropFirst(2000).first { speech.samples[$0] > 0.2 } ?? 0
        let cut = Sound(samples: Array(speech.samples[peak...])).faded(0.1) + Sound.silence(0.2)
        #expect(TakeChecker().words(of: cut).contains("cutStart error"))
    }

    @Test func `knows that the voice is always silent at first`() {
        let cut = Sound.take.cut(from: 0.15, to: 2.8)
        #expect(TakeChecker().words(of: cut, voice: .sound).contains("cutStart error"))
        #expect(!TakeChecker().words(of: Sound.take, voice: .sound).contains("cutStart error"))
    }

    @Test(arguments: [
        ("in the beginning it was night", false), ("the night was dark and cold", true),
    ])
    func `knows that only hard sounds have always silence before them`(text: String, isCut: Bool) {
        let figures = (0..<VoiceProfile.settled).map { number in
            var figures = TakeFigures(TakeMeasures(Sound.take.signal), text: Sound.text)
            // Two takes of softer texts began at once.
            figures.beginsHard = number % 20 != 7
            figures.lead = figures.beginsHard == true ? 0.2 : 0
            figures.onsetLevel = figures.beginsHard == true ? -60 : -8
            return figures
        }
        let abrupt = Sound.speech(2.5).faded(0.02) + Sound.silence(0.25)
        let words = TakeChecker().words(of: abrupt, text: text, voice: VoiceProfile(figures))
        #expect(words.contains("cutStart error") == isCut)
    }

    @Test(arguments: [("in the beginning it was night", false), ("“In here,” he said.", true)])
    func `knows that before quotations alone there is always silence`(text: String, isCut: Bool) {
        let figures = (0..<VoiceProfile.settled).map { number in
            var figures = TakeFigures(TakeMeasures(Sound.take.signal), text: Sound.text)
            figures.beginsQuoted = number.isMultiple(of: 2)
            figures.lead = figures.beginsQuoted == true ? 0.1 : 0
            figures.beginsHard = false
            figures.onsetLevel = -8
            return figures
        }
        let abrupt = Sound.speech(2.5).faded(0.02) + Sound.silence(0.25)
        let words = TakeChecker().words(of: abrupt, text: text, voice: VoiceProfile(figures))
        #expect(words.contains("cutStart error") == isCut)
    }

    @Test(arguments: [
        ("in the beginning", 2.0, true), ("in here", 8, false), ("we went", 2, false),
    ])
    func `knows how a voice begins a vowel`(text: String, rise: Double, isCut: Bool) {
        let figures = (0..<VoiceProfile.settled).map { number in
            var figures = TakeFigures(TakeMeasures(Sound.take.signal), text: Sound.text)
            figures.vowelRise = 7 + 0.1 * Double(number)
            figures.lead = 0
            figures.onsetLevel = -3
            return figures
        }
        // From the first 10 ms to those behind it gets that much louder.
        let tone = Sound.tone(0.01, hertz: 200, amplitude: Float(0.1 * pow(10, -rise / 20)))
        let abrupt = tone + Sound.tone(1, hertz: 200, amplitude: 0.1) + Sound.silence(0.25)
        let findings = CutStartCheck(limits: CheckLimits()).findings(
            in: TakeMeasures(abrupt.signal),
            expecting: TakeExpectation(text: text, voice: VoiceProfile(figures))
        )
        #expect(findings.contains { $0.unit?.hasPrefix("dB louder") == true } == isCut)
    }
}

@Suite struct TrailingSoundCheckTests {
    @Test func `finds the beginning of another line`() {
        let more = Sound.take + Sound.silence(0.1) + Sound.speech(0.2) + Sound.silence(0.1)
        let words = TakeChecker().words(of: more, voice: .sound)
        #expect(words.contains("trailingSound error"))
    }

    @Test func `finds a breath`() {
        let breath = Sound.noise(0.3, decibels: -38).faded(0.15)
        let take = Sound.take + breath + Sound.silence(0.05)
        #expect(TakeChecker().words(of: take).contains("trailingSound error"))
    }

    @Test func `accepts a short last word of the text`() {
        let take = Sound.take + Sound.silence(0.1) + Sound.speech(0.2) + Sound.silence(0.1)
        let words = TakeChecker().words(of: take, text: Sound.text + " Yes.", voice: .sound)
        #expect(!words.contains { $0.hasPrefix("trailingSound") })
    }

    @Test(arguments: [(0.1, true), (0.25, false)])
    func `knows how long the last word takes`(seconds: Double, isFound: Bool) {
        let take = Sound.take + Sound.silence(0.1) + Sound.speech(seconds) + Sound.silence(0.1)
        var expecting = TakeExpectation(text: Sound.text + ", oh!")
        let check = TrailingSoundCheck(limits: CheckLimits())
        #expect(check.findings(in: TakeMeasures(take.signal), expecting: expecting).isEmpty)
        expecting.lastWord = SpokenSounds("oh") { _ in "OW" }
        let findings = check.findings(in: TakeMeasures(take.signal), expecting: expecting)
        #expect(findings.isEmpty != isFound, "\(findings)")
    }

    @Test(arguments: [("It was he, sir.", 0.12), ("Never.", 0.2), ("“So?” he asked.", 0.28)])
    func `knows how long the last clause takes at least`(text: String, expected: Double) {
        #expect(abs(TrailingSoundCheck.shortest(of: text) - expected) < 1e-9)
    }
}
