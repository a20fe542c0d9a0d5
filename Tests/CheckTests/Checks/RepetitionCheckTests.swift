import Foundation
import NarrateModel
import Testing

@testable import NarrateCheck

@Suite struct RepetitionCheckTests {
    @Test func `a word that the text has twice at that distance is no repetition`() {
        let text = "There was a letter on the table, and below the letter lay a key."
        // The second stands at 42 of 60 characters, 29 after the first.
        #expect(RepetitionCheck.comesTwice(in: text, at: 2.9, lag: 2.0, of: 4.2))
        #expect(!RepetitionCheck.comesTwice(in: text, at: 2.9, lag: 0.6, of: 4.2))
        #expect(!RepetitionCheck.comesTwice(in: text, at: 0.9, lag: 2.0, of: 4.2))
        #expect(!RepetitionCheck.comesTwice(in: "Once.", at: 0.2, lag: 0.4, of: 0.6))
    }

    @Test(arguments: [
        ("The gate was open, and nobody had closed it.", false),
        ("Would not, could not, would not, could not, would not join the dance?", true),
        ("It was the best of times, it was the worst of times.", true),
        ("Extraordinary! Extraordinary!", true),
        ("the end of the day", false),
        ("", false),
    ])
    func `knows texts that repeat themselves`(text: String, repeats: Bool) {
        #expect(RepetitionCheck.repeatsItself(text) == repeats)
    }

    @Test func `finds a stretch that comes twice`() throws {
        // Chords that never come again, but for the last second.
        var state: UInt64 = 7
        func hertz() -> Double {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return 100 * pow(70, Double(state >> 33) / Double(1 << 31))
        }
        let chords = (0..<40).map { _ in
            var chord = Sound.tone(0.1, hertz: hertz(), amplitude: 0.2)
            let other = Sound.tone(0.1, hertz: hertz(), amplitude: 0.2)
            for index in chord.samples.indices { chord.samples[index] += other.samples[index] }
            return chord
        }
        let once = chords.dropFirst().reduce(chords[0], +)
        let twice = chords.suffix(10).reduce(once, +)
        let first = try #require(signal(once).repetition)
        let second = try #require(signal(twice).repetition)
        #expect(second.distance < 0.3 * first.distance)
        #expect(abs(second.position - 4) < 0.5)
    }

    private func signal(_ sound: Sound) -> TakeSignal {
        TakeSignal(
            AudioBuffer(
                format: AudioFormat(sampleRate: Sound.rate, channels: 1),
                samples: sound.samples
            )
        )
    }
}
