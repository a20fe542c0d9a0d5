import Foundation
import NarrateModel
import NarrateScript
import NarrateTestSupport
import Testing

@testable import NarratePipeline

@Suite struct ManifestReaderTests {
    private func read(_ text: String) throws -> Manifest {
        try ManifestReader().manifest(text, file: "narrate.yaml", folder: "/books")
    }

    @Test func `reads every key`() throws {
        let manifest = try read(
            """
            source: [one.epub, /abs/two.epub, "https://example.org/three"]
            title: Alice
            authors: [Lewis Carroll]
            narrator: Rachel
            isbn: 978-0-00-000000-2
            cover: cover.jpg
            language: en-GB
            engine: espeak
            model: m
            voice: v
            voiceSettings: {stability: 0.5, speed: 1.0}
            outputFormat: mp3_44100_128
            lexicons: [names.pls]
            stitch: text
            concurrency: 5
            chapters: {include: "1-3,7", exclude: ["Index"], titles: {3: "The Pool"}}
            script: {maxCharacters: 700, pauses: {heading: 1.5}, announceTitles: false, footnotes: skip}
            check: {retakes: 1}
            profile: podcast
            formats: [mp3]
            maxCredits: 250000
            seed: 7
            split: heading1
            encoding: latin1
            """
        )
        #expect(
            manifest.sources == ["/books/one.epub", "/abs/two.epub", "https://example.org/three"]
        )
        let choices = manifest.choices
        #expect(choices.title == "Alice")
        #expect(choices.authors == ["Lewis Carroll"])
        #expect(choices.cover == "/books/cover.jpg")
        #expect(choices.lexicons == ["/books/names.pls"])
        #expect(choices.voiceSettings == ["stability": "0.5", "speed": "1.0"])
        #expect(choices.chapters?.included == [1...3, 7...7])
        #expect(choices.chapters?.titles == [3: "The Pool"])
        #expect(choices.script.pauses == ["heading": 1.5])
        #expect(choices.script.announceTitles == false)
        #expect(choices.retakes == 1)
        #expect(choices.maxCredits == 250_000)
        #expect(choices.seed == 7)
        #expect(choices.split == .heading1)
    }

    @Test func `reads what the script stage decides`() throws {
        let choices = try read(
            """
            source: a
            voices:
              chapters: {3: Dora, "7-9,12": Bill}
              languages: {fr: Antoine}
              quotations: Bella
              blockQuotes: Carl
              speakers: {Alice: Dora, "The Hatter": Bill}
            script:
              minCharacters: 20
              normalization: off
              engineBreaks: true
              speakerMarks: false
              pauses: {chapterEnd: 2, verseLine: 0.4}
              credits: {opening: "{title}, by {author}", closing: "The end."}
            """
        ).choices.script
        #expect(
            choices.voices?.chapters == [3: "Dora", 7: "Bill", 8: "Bill", 9: "Bill", 12: "Bill"]
        )
        #expect(choices.voices?.languages == ["fr": "Antoine"])
        #expect(choices.voices?.quotations == "Bella")
        #expect(choices.voices?.blockQuotes == "Carl")
        #expect(choices.voices?.speakers == ["Alice": "Dora", "The Hatter": "Bill"])
        let options = try choices.options()
        #expect(options.minCharacters == 20)
        #expect(options.normalisation == .off)
        #expect(options.asksForBreaks)
        #expect(!options.readsSpeakerMarks)
        #expect(options.pauses.chapterEnd == 2)
        #expect(options.pauses.verseLine == 0.4)
        #expect(options.credits.opening == "{title}, by {author}")
        #expect(options.credits.closing == "The end.")
        #expect(!options.credits.areMade)
        #expect(try read("script: {credits: true}").choices.script.options().credits.areMade)
        #expect(try read("script: {normalization: auto}").choices.script.normalization == "auto")
    }

    @Test(arguments: [
        ("source: a\nprofil: acx", "narrate.yaml:2:1: unknown key 'profil'"),
        ("source: a\nconcurrency: many", "narrate.yaml:2:14: 'concurrency' is 'many'"),
        ("source: a\nconcurrency: 0", "a whole number from 1"),
        ("source: a\nstitch: always", "expected one of auto, ids, text, none"),
        ("source: a\nscript: {maxCharacters: 5}", "'script.maxCharacters' is '5'"),
        ("source: a\nscript: {pause: 5}", "unknown key 'pause' in 'script'"),
        ("source: a\nchapters: {include: x}", "'chapters.include' is 'x'"),
        ("source: a\ntitle: [a, b]", "'title' is a list, expected a text"),
        ("source: a\nsource: b", "there twice"),
        ("script: {normalization: maybe}", "expected one of auto, on, off"),
        ("script: {pauses: {chapter: 1}}", "unknown key 'chapter' in 'script.pauses'"),
        ("script:\n  credits: {opening: '{autor}'}", "'{autor}' in 'script.credits.opening'"),
        ("voices: {chapters: {one: Bill}}", "narrate.yaml:1:21: 'one' names no chapters"),
        ("voices: {speakers: {Alice: [a]}}", "'voices.speakers.Alice' is a list"),
        ("voices: {speaker: {}}", "unknown key 'speaker' in 'voices'"),
        ("source: [a", "not valid YAML"),
        (
            "source: a\n---\nsource: b",
            "expected a single document in the stream, but found another"
        ),
        ("source: a\ntitle: 'b", "while scanning a quoted scalar from 2:8, found unexpected end"),
        ("title: " + String(repeating: "[", count: 2000), "nested deeper than 64 levels"),
        ("apiKey: abc", "narrate.yaml:1:1: unknown key 'apiKey'; secrets have no place"),
        ("publish: s3://b/c", "narrate.yaml:1:10: can't publish to 's3://b/c': 'b' is no name of"),
        ("publish: s3://", "narrate.yaml:1:10: can't publish to 's3://'"),
        ("publish: s3://books/a\nlink: 8d", "narrate.yaml:2:7: links are to work for '8d'"),
        ("link: soon", "narrate.yaml:1:7: links are to work for 'soon'"),
        ("publish: out\nlink: 1h", "narrate.yaml:2:7: links that expire can't be made for"),
        ("\tsource: a", "not valid YAML"),
        ("- a\n- b", "not a mapping"),
        ("", "is empty"),
    ])
    func `refuses what is wrong and says where`(text: String, message: String) {
        let error = #expect(throws: SourceError.self) { try read(text) }
        #expect(error?.code == .invalid)
        #expect(error?.description.contains(message) == true, "\(error?.description ?? "")")
    }

    @Test func `passes over a byte order mark`() async throws {
        try await withTemporaryFolder { folder in
            let path = "\(folder)/narrate.yaml"
            try Data("\u{FEFF}source: a.epub\r\ntitle: A\r\n".utf8).write(to: URL(filePath: path))
            let manifest = try ManifestReader().manifest(at: path)
            #expect(manifest.sources == ["\(folder)/a.epub"])
            #expect(manifest.choices.title == "A")
        }
    }

    @Test func `suggests the nearest key`() {
        let error = #expect(throws: SourceError.self) { try read("sorce: a") }
        #expect(error?.hint == "did you mean 'source'?")
    }
}
