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

    /// Chords that never come again.
    private static let chords = chords(40)

    private static func chords(_ count: Int) -> [Sound] {
        var state: UInt64 = 7
        func hertz() -> Double {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return 100 * pow(70, Double(state >> 33) / Double(1 << 31))
        }
        return (0..<count).map { _ in
            Sound.tone(0.1, hertz: hertz(), amplitude: 0.2)
                .mixed(with: .tone(0.1, hertz: hertz(), amplitude: 0.2))
        }
    }

    @Test func `finds a stretch that comes twice`() throws {
        let once = Self.chords.dropFirst().reduce(Self.chords[0], +)
        let twice = Self.chords.suffix(10).reduce(once, +)
        let first = try #require(signal(once).repetition)
        let second = try #require(signal(twice).repetition)
        #expect(second.distance < 0.3 * first.distance)
        #expect(abs(second.position - 4) < 0.5)
        #expect(second.sameness > 0.97)
        #expect(first.sameness < 0.97)
    }

    @Test(arguments: [0.0, 0.0613, 0.137])
    func `the same recording twice is an error, unless the text has it twice`(shift: Double) {
        let once = Self.chords.dropFirst().reduce(Self.chords[0], +)
        // At no step of a spectrogram, and over the noise of another place.
        let second = once.cut(from: 2.0 + shift, to: 3.0 + shift)
        let take = once.mixed(with: .noise(4, decibels: -60)) + second
        let plain = "The gate was open all night, and nobody in the village had seen who did it."
        #expect(TakeChecker().words(of: take, text: plain).contains("repetition error"))
        #expect(!TakeChecker().words(of: once, text: plain).contains("repetition error"))
        let text = "Would not, could not, would not, could not, would not join the dance?"
        #expect(!TakeChecker().words(of: take, text: text).contains("repetition error"))
    }

    @Test func `what a long text has twice is asked for where it stands`() {
        let chords = Self.chords(140)
        let once = chords.dropFirst().reduce(chords[0], +)
        let text = """
            The old gardener asked, and the old gardener was told that nobody had come up from the harbour since \
            Thursday; then he went out to shut the wooden gate, lit his lamp at the window, and sat down to wait.
            """
        #expect(RepetitionCheck.repeatsItself(text))
        let early = once.cut(from: 0, to: 3) + once.cut(from: 1, to: 14)
        #expect(!TakeChecker().words(of: early, text: text).contains("repetition error"))
        let late = once + once.cut(from: 13, to: 14)
        #expect(TakeChecker().words(of: late, text: text).contains("repetition error"))
    }

    @Test func `a steady sound does not repeat itself`() throws {
        let hum = Sound.tone(3, hertz: 150, amplitude: 0.3)
        #expect(try #require(signal(hum).repetition).sameness == 0)
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
