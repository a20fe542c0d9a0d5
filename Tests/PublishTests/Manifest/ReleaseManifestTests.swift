import Foundation
import NarrateModel
import Testing

@testable import NarratePublish

@Suite struct ReleaseManifestTests {
    private let file = ReleasedFile(
        file: "01 - A \"B\".mp3",
        bytes: 10,
        sha256: "ab",
        isNew: true
    )

    private func manifest(_ measures: Master.Measures) -> String {
        let chapter = ReleasedChapter(
            index: 2,
            number: 1,
            track: 1,
            title: "A \"B\"\u{1}\\",
            file: file,
            duration: 1.5,
            measures: measures,
            utterances: 2,
            characters: 40,
            source: "a.xhtml",
            companions: []
        )
        let manifest = ReleaseManifest(
            description: Sample.description(),
            chapters: [chapter],
            totals: ReleaseTotals(charactersBilled: 80, credits: Credits(40), retakes: 1),
            files: [ReleasedFile(file: "cover.jpg", bytes: 3, sha256: "cd", isNew: true)]
        )
        let json = manifest.json(createdAt: "2026-01-02T03:04:05Z")
        return String(decoding: json.document, as: UTF8.self)
    }

    @Test func `has the promised keys in their order`() throws {
        let text = manifest(
            Master.Measures(integrated: -19.9612, truePeak: -3.5, rms: -20, noiseFloor: -72.25)
        )
        #expect(
            text == """
                {
                  "version": 1,
                  "title": "Alice’s Adventures",
                  "authors": [
                    "Lewis Carroll"
                  ],
                  "narrator": "English (Great Britain)",
                  "language": "en-GB",
                  "identifiers": {
                    "asin": "B000000000",
                    "isbn": "978-0-00-000000-2"
                  },
                  "engine": "espeak",
                  "model": "1.51",
                  "voice": "en-gb",
                  "voices": [
                    {
                      "voice": "en-gb",
                      "name": "English (Great Britain)",
                      "utterances": 2
                    }
                  ],
                  "profile": "acx",
                  "generator": "narrate 0.1.0",
                  "createdAt": "2026-01-02T03:04:05Z",
                  "chapters": [
                    {
                      "index": 2,
                      "title": "A \\"B\\"\\u0001\\\\",
                      "file": "01 - A \\"B\\".mp3",
                      "duration": 1.5,
                      "bytes": 10,
                      "sha256": "ab",
                      "integrated": -19.961,
                      "truePeak": -3.5,
                      "rms": -20,
                      "noiseFloor": -72.25,
                      "utterances": 2,
                      "characters": 40,
                      "source": "a.xhtml"
                    }
                  ],
                  "totals": {
                    "duration": 1.5,
                    "characters": 40,
                    "charactersBilled": 80,
                    "credits": 40,
                    "retakes": 1
                  },
                  "files": [
                    {
                      "file": "cover.jpg",
                      "bytes": 3,
                      "sha256": "cd"
                    }
                  ]
                }

                """
        )
    }

    @Test func `says null where silence has no level`() throws {
        let text = manifest(
            Master.Measures(
                integrated: nil,
                truePeak: -.infinity,
                rms: -.infinity,
                noiseFloor: -.infinity
            )
        )
        #expect(text.contains("\"integrated\": null"))
        #expect(text.contains("\"truePeak\": null"))
        let read = try Tool.python("import json,sys; json.loads(sys.argv[1]); print('ok')", text)
        #expect(read == "ok\n")
    }
}
