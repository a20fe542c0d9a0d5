import NarrateDigest
import NarrateModel
import Testing

@Suite struct SHA256Tests {
    @Test(arguments: [
        // FIPS 180-4 examples.
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    ])
    func `matches the standard's examples`(text: String, expected: String) {
        #expect(SHA256.hex(of: Array(text.utf8)) == expected)
    }

    @Test func `is the same in pieces`() {
        var digest = SHA256()
        for byte in Array("abc".utf8) { withUnsafeBytes(of: byte) { digest.update($0) } }
        #expect(digest.hex() == SHA256.hex(of: Array("abc".utf8)))
    }

    @Test func `names the takes of a request`() {
        let request = SpeechRequest(
            text: "x",
            engine: "e",
            voice: "v",
            model: "m",
            outputFormat: "wav"
        )
        #expect(request.fingerprint.hex == SHA256.hex(of: request.canonicalForm))
    }
}

@Suite struct NamedUUIDTests {
    // The example of the Podcasting 2.0 specification.
    @Test func `names a feed by its address`() {
        #expect(
            NamedUUID.text(of: "mp3s.nashownotes.com/pc20rss.xml")
                == "917393e3-1b1e-5cef-ace4-edaa54e1f810"
        )
    }
}
