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

    @Test func `can be kept and read again`() throws {
        let voice = try #require(VoiceProfile.sound)
        let read = try JSONDecoder().decode(VoiceProfile.self, from: JSONEncoder().encode(voice))
        #expect(read == voice)
    }
}
