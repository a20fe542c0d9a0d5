import Foundation
import Testing

@testable import NarrateCheck

@Suite struct VoiceProfileTests {
    private func figures(_ sound: Sound) -> TakeFigures {
        TakeFigures(TakeMeasures(sound.signal), text: Sound.text)
    }

    @Test func `says nothing from a few takes`() {
        #expect(VoiceProfile([]) == nil)
        #expect(VoiceProfile([TakeFigures](repeating: figures(Sound.take), count: 11)) == nil)
    }

    @Test func `learns what most takes are like`() throws {
        var takes = [TakeFigures](repeating: figures(Sound.take), count: 20)
        takes += [TakeFigures](repeating: figures(Sound.take.mapped { $0 / 10 }), count: 3)
        let voice = try #require(VoiceProfile(takes))
        #expect(voice.takes == 23)
        #expect(abs(voice.level.middle - Sound.take.signal.envelope.speech) < 0.01)
        #expect(abs(voice.charactersPerSecond - takes[0].charactersPerSecond) < 0.01)
        #expect(abs(voice.pitch.middle - log2(120)) < 0.2)
    }

    @Test func `what takes differ by is told for a single character`() throws {
        // Takes of 100 characters, a tenth of them 10 % slower and as many faster.
        let takes = (0..<40).map { number in
            var take = figures(Sound.take)
            take.characters = 100
            take.spokenDuration = number < 4 ? 11 : number < 8 ? 9 : 10
            return take
        }
        let voice = try #require(VoiceProfile(takes))
        #expect(voice.unevenness.spread == 0)
        #expect(abs(voice.unevenness.high - 10 * log(1.1)) < 0.01)
        #expect(abs(voice.unevenness.deviation - 10 * log(1.1 / 0.9) / 3) < 0.02)
    }

    @Test func `can be kept and read again`() throws {
        let voice = try #require(VoiceProfile.sound)
        let read = try JSONDecoder().decode(VoiceProfile.self, from: JSONEncoder().encode(voice))
        #expect(read == voice)
    }
}
