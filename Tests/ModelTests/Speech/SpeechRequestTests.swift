import NarrateModel
import Testing

@Suite struct SpeechRequestTests {
    private let request = SpeechRequest(
        text: "Hello.",
        engine: "e",
        voice: "v",
        model: "m",
        settings: ["speed": "1"],
        outputFormat: "wav"
    )

    @Test func `has another canonical form for everything that changes the sound`() {
        var forms: Set<[UInt8]> = [request.canonicalForm]
        let changes: [(inout SpeechRequest) -> Void] = [
            { $0.text = "Hello!" }, { $0.engine = "f" }, { $0.engineVersion = "2" },
            { $0.voice = "w" }, { $0.model = "n" }, { $0.language = "en" },
            { $0.settings["speed"] = "2" }, { $0.settings["pitch"] = "1" },
            { $0.outputFormat = "mp3" }, { $0.seed = 7 },
        ]
        for change in changes {
            var changed = request
            change(&changed)
            #expect(forms.insert(changed.canonicalForm).inserted, "\(changed)")
        }
    }

    @Test func `can't be confused by text that looks like another field`() {
        var left = request
        left.text = "a\nengine:1:x"
        var right = request
        right.text = "a"
        #expect(left.canonicalForm != right.canonicalForm)
    }
}
