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
            return Pace.Lesson(
                sounds: sounds,
                seconds: Self.seconds(sounds) * uneven,
                change: Self.change(number)
            )
        }
    }

    /// What the spectrum of a take changes by, five percent up or down, when it is spoken so much faster.
    private static func change(_ number: Int, speed: Double = 1) -> SpectralChange {
        let stir = 0.05 * sin(Double(number) * 2.3)
        return SpectralChange(haste: stir - 0.9 + SpectralChange.slope * log(speed))
    }

    @Test func `says nothing from a few takes`() throws {
        #expect(Pace(try Self.lessons(VoiceProfile.settled - 1)) == nil)
    }

    @Test func `learns what the sounds of a voice take`() throws {
        let pace = try #require(Pace(try Self.lessons(60)))
        for number in 100..<120 {
            let sounds = try Self.sounds(number)
            for speed in [0.9, 1, 1.15] {
                let heard = pace.speed(
                    of: sounds,
                    in: Self.seconds(sounds) / speed,
                    change: Self.change(number, speed: speed)
                )
                #expect(abs(heard - log(speed)) < 0.02)
            }
            #expect(pace.deviation(for: sounds) < 0.03)
        }
    }

    @Test func `what stirs by itself says little of the speed`() throws {
        let pace = try #require(Pace(try Self.lessons(60)))
        #expect(abs(pace.weights[0]) > 0.6)
        var wild = try Self.lessons(60)
        for place in wild.indices {
            wild[place].change.haste += 0.5 * sin(Double(place) * 5.1)
        }
        let deaf = try #require(Pace(wild))
        #expect(abs(deaf.weights[1]) < 0.01)
        #expect(abs(deaf.weights[0] + 1) < 0.01)
    }

    @Test func `a few takes that are far off change little`() throws {
        var lessons = try Self.lessons(60)
        for place in stride(from: 0, to: 60, by: 15) { lessons[place].seconds *= 0.7 }
        let pace = try #require(Pace(lessons))
        let sounds = try Self.sounds(101)
        let speed = pace.speed(of: sounds, in: Self.seconds(sounds), change: Self.change(101))
        #expect(abs(speed) < 0.03)
    }

    @Test func `forgives a short text more than a long one, and a long one still something`() throws
    {
        let pace = try #require(Pace(try Self.lessons(60)))
        let deviations = try [1, 8, 64, 512].map { count in
            let text = [String](repeating: "once or twice she had peeped", count: count)
            return pace.deviation(for: try #require(SpokenSounds(text.joined(separator: " "))))
        }
        let ratios = zip(deviations, deviations.dropFirst()).map { $0 / $1 }
        #expect(ratios[0] > 2 && ratios[1] > 1.2 && ratios[1] < 2)
        #expect(ratios[2] > 1 && ratios[2] < 1.1)
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
        let measures = TakeMeasures(take.signal)
        let change = try #require(measures.change)
        voice.pace = Pace(
            (0..<40).map { number in
                let stir = 0.05 * sin(Double(number) * 2.3)
                return .init(
                    sounds: sounds,
                    seconds: measures.articulation * speed * (1 + 0.005 * sin(Double(number))),
                    change: .init(haste: change.haste + stir)
                )
            }
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

    @Test(arguments: [(1.25, true, 0), (1.25, false, 1), (2.0, true, 1)])
    func `sounds may explain a length that characters do not`(
        times: Double,
        isKnown: Bool,
        complaints: Int
    ) throws {
        var voice = try #require(VoiceProfile.sound)
        let text = String(repeating: "it was the best of times and ", count: 2)
        let take =
            Sound.silence(0.05) + Sound.speech(30).cut(from: 1, to: 3).faded(0.05)
            + Sound.silence(0.25)
        let measures = TakeMeasures(take.signal)
        let sounds = try #require(SpokenSounds(text))
        let change = try #require(measures.change)
        voice.pace =
            !isKnown
            ? nil
            : Pace(
                (0..<40).map { number in
                    let stir = 1 + 0.02 * sin(Double(number))
                    return .init(
                        sounds: sounds,
                        seconds: measures.articulation * stir,
                        change: .init(haste: change.haste + 0.02 * cos(Double(number)))
                    )
                }
            )
        // So many times further off than is allowed by its characters.
        let characters = SpokenLength(text).characters
        let room = max(0.08, 3.2 * voice.unevenness.deviation / characters.squareRoot())
        voice.rate.middle = log(characters / measures.activeDuration) - times * room
        let findings = TakeChecker().words(of: take, text: text, voice: voice)
        #expect(findings.count { $0 == "duration error" } == complaints)
    }
}
