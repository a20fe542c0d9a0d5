import NarrateModel
import Testing

@testable import NarrateEngines

@Suite struct ElevenLabsKeyTests {
    @Test(arguments: [" sk_abc123\n", "sk_abc123\u{A0}", "sk_abc123"])
    func `white space around a key is taken off`(text: String) throws {
        #expect(try ElevenLabsKey(text).secret == "sk_abc123")
    }

    @Test(arguments: [
        "", "  ", "abc123", "sk_abc 123", "sk_äbc", String(repeating: "0f", count: 32),
    ])
    func `what can't be a key is refused at once`(text: String) {
        #expect(throws: EngineError.self) { try ElevenLabsKey(text) }
    }

    @Test func `other servers may have other keys`() throws {
        #expect(try ElevenLabsKey("test", baseURL: "http://127.0.0.1:9").secret == "test")
        #expect(throws: EngineError.self) {
            try ElevenLabsKey("test", baseURL: "https://api.eu.residency.elevenlabs.io")
        }
    }

    @Test func `a key never shows itself`() throws {
        let key = try ElevenLabsKey("sk_abc123")
        var dumped = ""
        dump(key, to: &dumped)
        #expect(!"\(key) \(String(reflecting: key)) \(dumped)".contains("abc123"))
        #expect(key.removed(from: "key sk_abc123 is wrong") == "key [key] is wrong")
    }

    @Test(arguments: [
        ("https://api.elevenlabs.io/", "https://api.elevenlabs.io"),
        (" http://127.0.0.1:8080/v1/ ", "http://127.0.0.1:8080"),
    ])
    func `addresses are taken without their end`(given: String, expected: String) {
        #expect(ElevenLabsOptions(baseURL: given).baseURL == expected)
    }
}
