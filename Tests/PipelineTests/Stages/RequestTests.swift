import NarrateModel
import Testing

@testable import NarratePipeline

@Suite struct RequestTests {
    private func session(_ voice: String, name: String) -> EngineSession {
        EngineSession(
            template: SpeechRequest(
                text: "",
                engine: "espeak",
                voice: voice,
                model: "m",
                outputFormat: "wav_22050"
            ),
            voiceName: name,
            model: SpeechModel(id: "m", name: "m", maxCharacters: 800, creditsPerCharacter: 0),
            concurrency: 2,
            charactersPerSecond: 16
        )
    }

    private func utterance(_ text: String, voice: String? = nil) -> Utterance {
        Utterance(
            index: 1,
            role: .paragraph,
            text: text,
            voice: voice,
            source: "s",
            boundary: .paragraph,
            pauseAfter: 0
        )
    }

    private var cast: EngineSession {
        var session = session("en-gb", name: "English")
        session.cast["Antoine"] = .init(self.session("fr-fr", name: "French"))
        return session
    }

    @Test func `each utterance is asked of its voice`() {
        #expect(cast.request(for: utterance("A.")).voice == "en-gb")
        #expect(cast.request(for: utterance("A.", voice: "Antoine")).voice == "fr-fr")
        #expect(cast.voiceNames == "English, French")
    }

    @Test func `phonemes change the request they are in and no other`() {
        let plain = cast.request(for: utterance("A name."))
        #expect(plain.settings["phonemes"] == nil)
        #expect(cast.request(for: utterance("[['eI]] name.")).settings["phonemes"] == "on")
    }
}
