import Testing

@testable import NarrateEngines

@Suite struct EspeakTextTests {
    private func text(_ text: String, phonemes: Bool = false) -> String {
        String(decoding: EspeakText.bytes(of: text, phonemes: phonemes), as: UTF8.self)
    }

    @Test(arguments: [
        ("Plain “text”, naïve — 東京.", "Plain “text”, naïve — 東京.\n"),
        ("a[b]c", "a[b]c\n"),
        ("a[[b]]c", "a[ [b]]c\n"),
        ("[[[x", "[ [ [x\n"),
        ("a\u{0}b\u{1}c\td\u{7F}e", "a b c d e\n"),
        ("one\ntwo", "one\ntwo\n"),
        ("", "\n"),
    ])
    func `takes the meaning from what would be a command`(given: String, sent: String) {
        #expect(text(given) == sent)
    }

    @Test func `leaves brackets where phonemes are meant`() {
        #expect(text("[[h@l'oU]]", phonemes: true) == "[[h@l'oU]]\n")
    }
}
