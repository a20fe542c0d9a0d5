import Foundation
import NarrateModel
import Testing

@testable import NarrateCheck

@Suite struct OffsetCheckTests {
    @Test(arguments: [(0.05, true), (-0.05, true), (0.01, false)] as [(Float, Bool)])
    func `finds a signal shifted from zero`(shift: Float, isFound: Bool) {
        let words = TakeChecker().words(of: Sound.take.mapped { $0 + shift })
        #expect(words.contains("offset error") == isFound)
    }
}

@Suite struct BurstCheckTests {
    @Test(arguments: [(0.35, true), (0.12, false)])
    func `finds a burst of noise, but not a sibilant`(seconds: Double, isFound: Bool) {
        let gap = Sound.silence(1).samples + Sound.noise(seconds, decibels: -20).samples
        let words = TakeChecker().words(of: Sound.take.mixed(with: Sound(samples: gap)))
        #expect(words.contains("burst error") == isFound)
    }
}

@Suite struct BrightnessCheckTests {
    @Test func `finds a muffled voice`() {
        let words = TakeChecker().words(of: Sound.take.muffled(hertz: 800))
        #expect(words.contains("muffled error"))
    }

    @Test func `finds that a known voice is duller than ever`() {
        let dull = Sound.take.mapped { $0 * 0.12 }.mixed(with: Sound.take.muffled(hertz: 1500))
        #expect(!TakeChecker().words(of: dull).contains("muffled error"))
        #expect(TakeChecker().words(of: dull, voice: .sound).contains("muffled error"))
    }
}

@Suite struct ClickCheckTests {
    @Test func `finds a click and where it is`() throws {
        var sound = Sound.take
        sound.samples[Sound.rate] += 0.4
        let findings = ClickCheck(limits: CheckLimits()).findings(
            in: TakeMeasures(sound.signal),
            expecting: TakeExpectation(text: Sound.text)
        )
        let position = try #require(findings.first?.position)
        #expect(abs(position - 1) < 0.001)
    }

    @Test(arguments: [(0.4, true), (0.03, false)] as [(Float, Bool)])
    func `finds a click in a hiss, where it is more than the hiss`(size: Float, isFound: Bool) {
        var sound = Sound.take.mixed(with: .noise(2.8, decibels: -34))
        sound.samples[Sound.rate] += size
        let words = TakeChecker().words(of: sound)
        #expect(words.contains("click error") == isFound)
    }

    @Test func `takes no sound of speech for a click`() {
        #expect(!TakeChecker().words(of: Sound.take).contains("click error"))
    }
}

@Suite struct LinearPredictionTests {
    @Test func `finds by what samples follow from those before`() {
        // A resonance that noise excites: each sample is 1.6 of the last less 0.8 of the one before.
        var samples = Sound.noise(0.2, decibels: -40).samples.map(Double.init)
        for index in samples.indices.dropFirst(2) {
            samples[index] += 1.6 * samples[index - 1] - 0.8 * samples[index - 2]
        }
        let prediction = LinearPrediction(samples, order: 2)
        #expect(prediction.weights.count == 3)
        #expect(abs(prediction.weights[1] + 1.6) < 0.05)
        #expect(abs(prediction.weights[2] - 0.8) < 0.05)
        #expect(prediction.interpolation.count == 5)
        #expect(abs(prediction.interpolation[2] - 1) < 1e-9)
    }

    @Test func `survives silence`() {
        let prediction = LinearPrediction([Double](repeating: 0, count: 100), order: 4)
        #expect(prediction.weights == [1, 0, 0, 0, 0])
    }
}

@Suite struct LevelCheckTests {
    @Test(arguments: [(0.25, true), (2.5, true), (0.75, false), (1.3, false)] as [(Float, Bool)])
    func `finds a take that is louder or softer than the voice`(gain: Float, isFound: Bool) {
        let words = TakeChecker().words(of: Sound.take.mapped { $0 * gain }, voice: .sound)
        #expect(words.contains { $0.hasPrefix("level ") } == isFound)
    }

    @Test func `finds a sudden change inside`() {
        let half = Sound.take.cut(to: 1.4) + Sound.take.cut(from: 1.4, to: 2.8).mapped { $0 / 5 }
        #expect(TakeChecker().words(of: half).contains("levelJump warning"))
        #expect(TakeChecker().words(of: half, voice: .sound).contains("levelJump error"))
        #expect(!TakeChecker().words(of: Sound.take).contains { $0.hasPrefix("levelJump") })
    }
}

@Suite struct VoiceCheckTests {
    private let long = Sound.silence(0.05) + Sound.speech(4).faded(0.1) + Sound.silence(0.25)

    @Test func `finds that another voice goes on`() {
        let other = Sound.speech(6).cut(from: 2, to: 5).played(1.5).faded(0.1)
        let changed = Sound.silence(0.05) + Sound.speech(2) + other + Sound.silence(0.25)
        let words = TakeChecker().words(of: changed, voice: .sound)
        #expect(words.contains("voiceChange error"))
    }

    @Test func `finds that it is another voice`() throws {
        let other = try #require(
            VoiceProfile.sound.map { voice in
                var other = voice
                other.timbre = Array(voice.timbre.reversed())
                return other
            }
        )
        #expect(TakeChecker().words(of: long, voice: other).contains("voice error"))
    }

    @Test func `finds a voice that is played too fast`() throws {
        var voice = try #require(VoiceProfile.sound)
        let pitch = try #require(TakeMeasures(long.signal).pitch)
        voice.pitch = VoiceProfile.Habit([pitch])
        func messages(_ sound: Sound) -> [String] {
            let expectation = TakeExpectation(text: Sound.text, voice: voice)
            return TakeChecker().examination(of: sound.signal, expecting: expectation).verdict
                .findings.map(\.message)
        }
        #expect(!messages(long).contains("it is higher than the voice usually is"))
        #expect(messages(long.played(1.2)).contains("it is higher than the voice usually is"))
    }

    @Test func `takes a voice for itself`() {
        let words = TakeChecker().words(of: long, voice: .sound)
        #expect(!words.contains { $0.hasPrefix("voice") })
    }
}
