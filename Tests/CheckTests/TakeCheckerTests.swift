import Foundation
import NarrateModel
import Testing

@testable import NarrateCheck

@Suite struct TakeCheckerTests {
    private let checker = TakeChecker()

    @Test func `accepts a healthy take`() throws {
        let file = try TemporaryFile(Sound.take.wave())
        let verdict = checker.verdict(ofTakeAt: file.path, text: Sound.text)
        #expect(verdict.findings == [])
        #expect(verdict.isAccepted)
        #expect(verdict.score == 0)
        #expect(abs(verdict.duration - 2.8) < 0.001)
    }

    @Test(arguments: [
        (Data(), "empty"),
        (Data("<html><body>502 Bad Gateway</body></html>".utf8), "not audio"),
        (Data(repeating: 0, count: 5000), "not audio"),
        (Data("RIFF....WAVEfmt ".utf8), "damaged"),
    ])
    func `finds what is no audio`(data: Data, expected: String) throws {
        let file = try TemporaryFile(data)
        let verdict = checker.verdict(ofTakeAt: file.path, text: Sound.text)
        #expect(!verdict.isAccepted)
        #expect(verdict.findings.map(\.check) == ["decoding"])
        #expect(verdict.findings.first?.message.contains(expected) == true)
    }

    @Test func `finds that there is no file`() {
        let verdict = checker.verdict(ofTakeAt: "/nowhere/take.wav", text: Sound.text)
        #expect(!verdict.isAccepted)
        #expect(verdict.findings.first?.message.contains("/nowhere/take.wav") == true)
    }

    @Test func `finds a file that was cut`() throws {
        let file = try TemporaryFile(Sound.take.wave(promising: 1.5))
        let verdict = checker.verdict(ofTakeAt: file.path, text: Sound.text)
        #expect(!verdict.isAccepted)
        let finding = try #require(verdict.findings.first)
        #expect(finding.check == "truncation")
        #expect(abs((finding.measured ?? 0) - 1.5) < 0.01)
    }

    @Test func `finds that the take is not of the kind that was asked for`() throws {
        let file = try TemporaryFile(Sound.take.wave())
        let verdict = checker.verdict(
            ofTakeAt: file.path,
            text: Sound.text,
            format: AudioFormat(sampleRate: 44_100, channels: 2)
        )
        #expect(verdict.findings.map(\.check) == ["format", "format"])
        #expect(verdict.findings.map(\.limit) == [44_100, 2])
        #expect(!verdict.isAccepted)
    }

    @Test func `the worse take has the higher score`() {
        func score(_ sound: Sound) -> Double {
            checker.examination(of: sound.signal, expecting: TakeExpectation(text: Sound.text))
                .verdict.score
        }
        let short = Sound.silence(0.1) + Sound.speech(0.5) + Sound.silence(0.1)
        #expect(score(Sound.take) < score(short))
        #expect(score(short) < score(Sound.silence(2)))
        // A pause that is too long loses nothing; half the text does.
        let paused = Sound.speech(1.2) + Sound.silence(2) + Sound.speech(1.3) + Sound.silence(0.2)
        #expect(score(Sound.take) < score(paused))
        #expect(score(paused) < score(short))
    }

    @Test func `decodes no more of a take than its text can need`() throws {
        let file = try TemporaryFile((Sound.take + Sound.silence(120)).wave())
        let verdict = checker.verdict(ofTakeAt: file.path, text: "No.")
        #expect(verdict.findings.map(\.message) == ["it is endless for its text"])
        #expect(verdict.duration < 60)
    }

    @Test func `judges again by what was measured as it would by the audio`() throws {
        let voice = try #require(VoiceProfile.sound)
        for sound in [Sound.take, Sound.take.mapped { $0 / 8 }, Sound.take.cut(to: 1.9)] {
            let first = checker.examination(
                of: sound.signal,
                expecting: TakeExpectation(text: Sound.text)
            )
            let known = TakeExpectation(text: Sound.text, voice: voice)
            let measures = try #require(first.measures)
            let again = checker.verdict(on: measures, expecting: known)
            #expect(again == checker.examination(of: sound.signal, expecting: known).verdict)
        }
    }
}
