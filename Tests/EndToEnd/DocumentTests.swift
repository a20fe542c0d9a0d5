import Foundation
import NarrateTestSupport
import Testing

@Suite struct DocumentTests {
    private let alice = fixture("books/alice.epub")

    @Test func `ingest reads a real book`() async throws {
        let document = try await Narrate.run("ingest", alice, "--json").json()
        #expect(document.version.integer == 1)
        #expect(document.format.string == "epub3")
        #expect(document.title.string == "Alice’s Adventures in Wonderland")
        #expect(document.authors.list.compactMap(\.string) == ["Lewis Carroll"])
        #expect(document.language.string == "en-GB")
        #expect(document.cover.mediaType.string == "image/jpeg")
        let chapters = document.chapters.list.filter { $0.narrated.boolean == true }
        #expect(chapters.count == 12)
        #expect(chapters.first?.title.string?.contains("Down the Rabbit-Hole") == true)
        #expect(chapters.allSatisfy { $0.text.string == nil })
    }

    @Test func `ingest reads several sources, one of them bad`() async throws {
        let result = try await Narrate.run("ingest", alice, "/nowhere.epub", alice, "--json")
        #expect(result.code == 66)
        let lines = result.output.split(separator: "\n")
        #expect(lines.count == 2)
        #expect(lines.first == lines.last)
        #expect(result.error.split(separator: "\n").count == 1)
    }

    @Test func `several sources are reported in the order they were named in`() async throws {
        try await withTemporaryFolder { folder in
            // The first takes longest, the third can't be read.
            let paths = try (1...6).map { number in
                let path = "\(folder)/\(number).html"
                let text = String(repeating: "<p>It rained.</p>", count: number == 1 ? 40_000 : 10)
                try (number == 3 ? "" : "<h1>Book \(number)</h1>\(text)").write(
                    toFile: path,
                    atomically: true,
                    encoding: .utf8
                )
                return path
            }
            let result = try await Narrate.run(
                "ingest",
                paths[0],
                paths[1],
                paths[2],
                paths[3],
                paths[4],
                paths[5],
                "--json"
            )
            #expect(result.code == 65)
            let read = try result.output.split(separator: "\n").map { line in
                try JSON(Data(line.utf8)).source.string
            }
            #expect(read == [1, 2, 4, 5, 6].map { paths[$0 - 1] })
        }
    }

    @Test func `options decide about content as the manifest does`() async throws {
        let page = "<h1>One</h1><p>Text.</p><pre><code>x = f(y); { z[1] = 2; }</code></pre>"
        let (silent, spoken) = try await withTemporaryFolder { folder in
            let path = folder + "/page.html"
            try page.write(toFile: path, atomically: true, encoding: .utf8)
            return (
                try await Narrate.run("ingest", path, "--json", "--text").json(),
                try await Narrate.run("ingest", path, "--json", "--text", "--code", "read").json()
            )
        }
        func text(_ document: JSON) -> String { document.chapters.list.first?.text.string ?? "" }
        #expect(!text(silent).contains("x = f"))
        #expect(text(spoken).contains("x = f"))
    }

    @Test func `script holds every word of a chapter in utterances under the limit`() async throws {
        let script = try await Narrate.run("script", alice, "--json").json()
        let ingest = try await Narrate.run("ingest", alice, "--json", "--text").json()
        let texts = ingest.chapters.list.filter { $0.narrated.boolean == true }
        let chapters = script.chapters.list.filter { !$0.utterances.list.isEmpty }
        #expect(chapters.count == 12)
        for (chapter, source) in zip(chapters, texts) {
            let utterances = chapter.utterances.list
            #expect(utterances.allSatisfy { ($0.characters.integer ?? .max) <= 800 })
            for utterance in utterances {
                #expect(utterance.text.string?.unicodeScalars.count == utterance.characters.integer)
            }
            let spoken =
                utterances
                .compactMap { $0.written.string ?? $0.text.string }.joined(separator: " ")
            #expect(Self.letters(spoken) == Self.letters(source.text.string ?? ""))
        }
    }

    @Test func `plan counts without touching anything`() async throws {
        try await withTemporaryFolder { folder in
            let plan = try await Narrate.run("plan", alice, "--json", "--output", folder).json()
            #expect(plan.chapters.integer == 12)
            #expect(plan.recorded.integer == 0)
            #expect(plan.estimatedCredits.integer == 0)
            #expect((plan.characters.integer ?? 0) > 130_000)
            #expect((plan.estimatedAudioSeconds.number ?? 0) > 3_600)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
        }
    }

    @Test func `a folder's release goes beside it, and is no part of it afterwards`() async throws {
        try await withTemporaryFolder { folder in
            let docs = "\(folder)/docs"
            try FileManager.default.createDirectory(
                atPath: docs,
                withIntermediateDirectories: false
            )
            _ = try SampleBook.write("# Mill\n\nThe mill turns.\n", as: "mill.md", in: docs)
            for number in 1...2 {
                let result = try await Narrate.run("docs", "--engine", "espeak", in: folder)
                #expect(result.code == 0, "\(result.error)")
                #expect(
                    result.output.contains("nothing to do") == (number == 2),
                    "\(result.output)"
                )
                #expect(result.output.contains("docs (audiobook)"), "\(result.output)")
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: docs) == ["mill.md"])
            for _ in 1...2 {
                let result = try await Narrate.run(
                    "docs",
                    "--engine",
                    "espeak",
                    "--output",
                    "docs/audio",
                    in: folder
                )
                #expect(result.code == 0, "\(result.error)")
            }
            let read = try await Narrate.run("ingest", "docs", "--json", in: folder).json()
            #expect(read.chapters.list.count == 1)
        }
    }

    @Test func `status counts what is done`() async throws {
        try await withTemporaryFolder { folder in
            let book = try SampleBook.write(SampleBook.html, as: "walk.html", in: folder)
            _ = try await Narrate.run(book, in: folder)
            let status = try await Narrate.run("status", "walk.narrate", "--json", in: folder)
                .json()
            #expect(status.state.string == "finished")
            #expect(status.chapters.list.count == 3)
            for chapter in status.chapters.list {
                #expect(chapter.accepted.integer == chapter.utterances.integer)
                #expect(chapter.assembled.boolean == true)
            }
            let retake = try await Narrate.run(
                "retake",
                "walk.narrate",
                "--chapter",
                "2",
                "--utterance",
                "1",
                in: folder
            )
            #expect(retake.code == 0, "\(retake.error)")
            let after = try await Narrate.run("status", "walk.narrate", "--json", in: folder).json()
            #expect(after.state.string == "stopped")
            #expect(after.chapters[1].accepted.integer == 2)
        }
    }

    /// Letters and digits only: what must be the same however a text is cut and punctuated.
    private static func letters(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.filter {
                    $0.properties.isAlphabetic || $0.properties.numericType != nil
                }
            )
        )
    }
}
