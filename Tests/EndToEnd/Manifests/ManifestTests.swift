import Foundation
import NarrateTestSupport
import Testing

@Suite struct ManifestTests {
    /// What a validator that is not ours says of manifests, by name.
    private func judge(_ names: [String], in folder: String) async throws -> [String: String] {
        let schema = try await Narrate.run("manifest", "schema")
        #expect(schema.code == 0, "\(schema.error)")
        let path = try SampleBook.write(schema.output, as: "schema.json", in: folder)
        let script = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "schema.py").path
        let result = try await runProgram("python3", [script, path] + names, in: folder)
        #expect(result.code == 0, "\(result.error)")
        let lines = result.output.split(separator: "\n").map { $0.split(separator: "\t") }
        return Dictionary(uniqueKeysWithValues: lines.map { (String($0[0]), String($0[1])) })
    }

    private static let good = [
        "source: a.epub",
        """
        source: book.epub
        title: 1984
        authors: [Lewis Carroll]
        narrator: Rachel
        isbn: 978-0-00-000000-2
        cover: cover.jpg
        language: en-GB
        engine: elevenlabs
        model: eleven_multilingual_v2
        voice: 21m00Tcm4TlvDq8ikWAM
        voiceSettings: {stability: 0.5, similarityBoost: 0.75, style: 0, useSpeakerBoost: true, speed: 1.0}
        outputFormat: mp3_44100_128
        stitch: auto
        concurrency: 5
        chapters: {include: "1-12", exclude: ["Index"], titles: {3: "The Pool of Tears"}}
        script: {maxCharacters: 800, pauses: {heading: 1.2, paragraph: 0.6, scene: 1.8}, announceTitles: true, footnotes: skip, tables: skip, code: skip, altText: skip}
        check: {retakes: 2}
        profile: acx
        formats: [mp3]
        maxCredits: 250000
        """,
        "source: [a, b]\nchapters: {include: 3}\nscript: {normalization: off, credits: true}",
        "source: a\nprofile: {base: podcast, loudness: -23, sampleRate: 48000}\nformats: mp3",
        "source: a\nrelease: {tagVersion: 2.4, subtitles: none}\nscript: {credits: {opening: x}}",
        "projects:\n  - a.epub\n  - {source: b.epub, voice: x}\nfrom: 22:00\nuntil: 06:30\nmaxDuration: 8h",
    ]

    private static let bad = [
        "title: a book", "source: a\nengine: elevenlab", "source: a\nconcurrency: 0",
        "source: a\nscript: {pause: 1}", "source: a\nformats: [mp3, m4x]",
        "source: a\nprofile: {base: acx, rms: 3}", "projects: []", "source: {a: b}",
        "projects: [{titel: x, source: y}]", "source: a\ncheck: {retakes: 2.5}",
        "source: a\ntimestamps: sometimes", "projects: [a]\nfrom: 25:99",
    ]

    @Test func `reader and schema agree with a validator of others`() async throws {
        try await withTemporaryFolder { folder in
            var names: [String] = []
            for (index, text) in (Self.good + Self.bad).enumerated() {
                names.append("\(index).yaml")
                _ = try SampleBook.write(text, as: "\(index).yaml", in: folder)
            }
            for name in ["a", "b"] { _ = try SampleBook.write("x", as: "\(name).epub", in: folder) }
            let judged = try await judge(names, in: folder)
            for (index, name) in names.enumerated() {
                let isGood = index < Self.good.count
                #expect((judged[name] == "valid") == isGood, "\(name): \(judged[name] ?? "")")
                // The schema wants a source where the reader takes choices for --manifest, too.
                guard index != Self.good.count else { continue }
                let read = try await Narrate.run("manifest", "check", name, in: folder)
                #expect(read.code == (isGood ? 0 : 65), "\(name): \(read.error)")
                #expect(read.error.split(separator: "\n").count == (isGood ? 0 : 1))
            }
        }
    }

    @Test func `init writes a manifest that can be run as it is, and never over another`()
        async throws
    {
        try await withTemporaryFolder { folder in
            _ = try SampleBook.write(
                SampleBook.html.replacingOccurrences(
                    of: "A Short Walk",
                    with: "Yes: a &quot;short&quot; #1 {walk} ${HOME}"
                ),
                as: "walk.html",
                in: folder
            )
            let first = try await Narrate.run(
                "init",
                "walk.html",
                "--engine",
                "espeak",
                in: folder
            )
            #expect(first.code == 0, "\(first.error)")
            let text = try String(contentsOfFile: "\(folder)/narrate.yaml", encoding: .utf8)
            for words in [
                "source: walk.html", "authors: [Ada Wren]", "[x] The Gate", "it costs nothing",
                "3 of 3 chapters",
            ] {
                #expect(text.contains(words), "\(text)")
            }
            #expect(try await judge(["narrate.yaml"], in: folder) == ["narrate.yaml": "valid"])
            let read = try await Narrate.run("ingest", "narrate.yaml", "--json", in: folder)
            #expect(try read.json().title.string == "Yes: a \"short\" #1 {walk} ${HOME}")

            let strange = try await Narrate.run(
                "init",
                "walk.html",
                "--engine",
                "nobody",
                "--manifest",
                "other.yaml",
                in: folder
            )
            #expect(strange.code == 64, "\(strange.error)")
            #expect(!FileManager.default.fileExists(atPath: "\(folder)/other.yaml"))

            let second = try await Narrate.run("init", "walk.html", in: folder)
            #expect(second.code == 73, "\(second.error)")
            #expect(try String(contentsOfFile: "\(folder)/narrate.yaml", encoding: .utf8) == text)
        }
    }

    @Test func `init names a source beside its manifest so that both can move`() async throws {
        try await withTemporaryFolder { folder in
            let manifests = "\(folder)/manifests"
            try FileManager.default.createDirectory(
                atPath: manifests,
                withIntermediateDirectories: false
            )
            _ = try SampleBook.write(
                "# Walk\n\nThere was Xylqua.\n",
                as: "it's a walk.md",
                in: folder
            )
            let result = try await Narrate.run("init", "../it's a walk.md", in: manifests)
            #expect(result.code == 0, "\(result.error)")
            let text = try String(contentsOfFile: "\(manifests)/narrate.yaml", encoding: .utf8)
            #expect(text.contains("source: \"../it's a walk.md\""), "\(text)")
            #expect(text.contains(#"lexicon words '../it'\''s a walk.md' --pls"#), "\(text)")
            let moved = "\(folder)/shelf"
            try FileManager.default.createDirectory(
                atPath: moved,
                withIntermediateDirectories: false
            )
            for name in ["manifests", "it's a walk.md"] {
                try FileManager.default.moveItem(
                    atPath: "\(folder)/\(name)",
                    toPath: "\(moved)/\(name)"
                )
            }
            let read = try await Narrate.run(
                "ingest",
                "\(moved)/manifests/narrate.yaml",
                in: folder
            )
            #expect(read.code == 0, "\(read.error)")
        }
    }

    @Test func `a manifest that names a missing lexicon is not valid`() async throws {
        try await withTemporaryFolder { folder in
            _ = try SampleBook.write(SampleBook.html, as: "walk.html", in: folder)
            let manifest = try SampleBook.write(
                "source: walk.html\nlexicons: [gone.pls]",
                as: "narrate.yaml",
                in: folder
            )
            let result = try await Narrate.run("run", manifest, "--engine", "espeak")
            #expect(result.code == 65, "\(result.error)")
            #expect(result.error.contains("narrate.yaml:2:12: the lexicon '"))
            #expect(!FileManager.default.fileExists(atPath: "\(folder)/walk.narrate"))
        }
    }
}
