import Foundation
import NarrateModel
import Testing

@testable import NarrateCheck

@Suite struct PaceTests {
    private static let words = """
        alice was beginning to get very tired of sitting by her sister on the bank and of having nothing do once or \
        twice she had peeped into book reading but it no pictures conversations in what is use thought without
        """.split(separator: " ").map(String.init)

    /// Sounds of sentences of eight to twenty words, each another.
    private static func sounds(_ number: Int) throws -> SpokenSounds {
        let count = 8 + number % 13
        let text = (0..<count).map { words[(number * 7 + $0 * (3 + number % 5)) % words.count] }
        return try #require(SpokenSounds(text.joined(separator: " ") + "."))
    }

    /// Seconds of a voice that says vowels longer than is expected and everything slower.
    private static func seconds(_ sounds: SpokenSounds) -> Double {
        let worths = SpokenSounds.expected.enumerated().map { $0 < 4 ? 1.5 * $1 : 1.2 * $1 }
        return zip(sounds.counts, worths).reduce(0) { $0 + Double($1.0) * $1.1 }
    }

    private static func lessons(_ count: Int) throws -> [Pace.Lesson] {
        try (0..<count).map { number in
            let sounds = try sounds(number)
            // A percent up or down.
            let uneven = 1 + 0.01 * sin(Double(number) * 1.7)
            return Pace.Lesson(sounds: sounds, seconds: Self.seconds(sounds) * uneven)
        }
    }

    @Test func `says nothing from a few takes`() throws {
        #expect(Pace(try Self.lessons(VoiceProfile.settled - 1)) == nil)
    }

    @Test func `learns what the sounds of a voice take`() throws {
        let pace = try #require(Pace(try Self.lessons(60)))
        for number in 100..<120 {
            let sounds = try Self.sounds(number)
            #expect(abs(log(pace.seconds(for: sounds) / Self.seconds(sounds))) < 0.02)
            #expect(pace.deviation(for: sounds) < 0.03)
        }
    }

    @Test func `a few takes that are far off change little`() throws {
        var lessons = try Self.lessons(60)
        for place in stride(from: 0, to: 60, by: 15) { lessons[place].seconds *= 0.7 }
        let pace = try #require(Pace(lessons))
        let sounds = try Self.sounds(101)
        #expect(abs(log(pace.seconds(for: sounds) / Self.seconds(sounds))) < 0.03)
    }

    @Test func `expects less of a text the longer it is`() throws {
        let pace = try #require(Pace(try Self.lessons(60)))
        let short = try #require(SpokenSounds("once or twice she had peeped"))
        let long = try #require(
            SpokenSounds(
                [String](repeating: "once or twice she had peeped", count: 4).joined(separator: " ")
            )
        )
        #expect(abs(pace.deviation(for: short) / pace.deviation(for: long) - 2) < 0.01)
    }

    @Test(arguments: [(0.8, "too slowly"), (0.97, ""), (1.05, ""), (1.15, "too fast")])
    func `a take is held against the pace of its voice`(speed: Double, message: String) throws {
        var voice = try #require(VoiceProfile.sound)
        let text = String(repeating: "it was the best of times and ", count: 2)
        let take =
            Sound.silence(0.05) + Sound.speech(30).cut(from: 1, to: 3).faded(0.05)
            + Sound.silence(0.25)
        let sounds = try #require(SpokenSounds(text))
        // A voice that needs so much more for such a text, give or take half a percent.
        let seconds = TakeMeasures(take.signal).articulation * speed
        voice.pace = Pace(
            (0..<40).map { .init(sounds: sounds, seconds: seconds * (1 + 0.005 * sin(Double($0)))) }
        )
        let verdict = TakeChecker().examination(
            of: take.signal,
            expecting: TakeExpectation(text: text, voice: voice)
        ).verdict
        #expect(verdict.findings.map(\.check) == (message.isEmpty ? [] : ["pace"]))
        #expect(verdict.findings.allSatisfy { $0.message.contains(message) })
        // It is worth another take, and no reason to refuse this one.
        #expect(verdict.isDoubtful == !message.isEmpty)
        #expect(verdict.isAccepted)
    }
}
