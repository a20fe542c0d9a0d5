import Foundation
import NarrateTestSupport
import Testing

@Suite struct ErrorTests {
    @Test func `names a source that does not exist`() async throws {
        try await withTemporaryFolder { folder in
            let result = try await Narrate.run("\(folder)/none.epub")
            #expect(result.code == 66)
            expectOneSentence(result, naming: "none.epub")
        }
    }

    @Test func `refuses a corrupt EPUB`() async throws {
        try await withTemporaryFolder { folder in
            let whole = try Data(contentsOf: URL(filePath: fixture("books/alice.epub")))
            let path = "\(folder)/half.epub"
            try whole.prefix(whole.count / 2).write(to: URL(filePath: path))
            let result = try await Narrate.run(path)
            #expect(result.code == 65)
            expectOneSentence(result, naming: "half.epub")
            #expect(!FileManager.default.fileExists(atPath: "\(folder)/half.narrate/takes"))
        }
    }

    @Test(arguments: ["empty.txt", "empty.html", "empty.epub"])
    func `refuses a book without text`(name: String) async throws {
        try await withTemporaryFolder { folder in
            let path = try SampleBook.write("", as: name, in: folder)
            let result = try await Narrate.run(path)
            #expect(result.code == 65)
            expectOneSentence(result, naming: name)
        }
    }

    @Test func `books of one manifest do not stop or overwrite each other`() async throws {
        try await withTemporaryFolder { folder in
            for name in ["one", "two"] {
                _ = try SampleBook.write("Text \(name) it is.\n", as: "\(name).txt", in: folder)
            }
            let text = "source: [one.txt, gone.txt, two.txt]\ntitle: Same\nengine: espeak\n"
            _ = try SampleBook.write(text, as: "same.yaml", in: folder)
            let result = try await Narrate.run("same.yaml", in: folder)
            #expect(result.code == 65, "\(result.error)")
            #expect(result.error.contains("gone.txt' can't be read"), "\(result.error)")
            #expect(result.error.contains("the release folder of '"), "\(result.error)")
            let kept = try String(contentsOfFile: "\(folder)/Same/manifest.json", encoding: .utf8)
            #expect(kept.contains("one"), "\(kept)")

            let shared = try await Narrate.run(
                "one.txt",
                "two.txt",
                "--project",
                "shared",
                in: folder
            )
            #expect(shared.code == 65)
            expectOneSentence(shared, naming: "have the same project folder")
            #expect(!FileManager.default.fileExists(atPath: "\(folder)/shared"))
        }
    }

    @Test func `says when the output can't be created`() async throws {
        try await withTemporaryFolder { folder in
            let book = try SampleBook.write(SampleBook.html, as: "walk.html", in: folder)
            // A folder can't be made below a file, whoever asks.
            let result = try await Narrate.run(book, "--output", "\(book)/out")
            #expect(result.code == 73)
            expectOneSentence(result, naming: "walk.html/out")
        }
    }

    @Test func `names an unknown voice and what is near`() async throws {
        try await withTemporaryFolder { folder in
            let book = try SampleBook.write(SampleBook.html, as: "walk.html", in: folder)
            let result = try await Narrate.run(book, "--voice", "en-uz")
            #expect(result.code == 77)
            expectOneSentence(result, naming: "en-uz")
            #expect(result.error.contains("en-us"))
            #expect(!FileManager.default.fileExists(atPath: "\(folder)/walk.narrate"))
        }
    }

    @Test(arguments: [
        ["--engine", "espaek"], ["--profile", "axc"], ["--chapters", "3-1"], ["--format", "wma"],
        ["--concurrency", "0"], ["--no-such-option"], ["--split", "h1"], ["--stitch", "yes"],
    ])
    func `refuses wrong usage`(options: [String]) async throws {
        try await withTemporaryFolder { folder in
            let book = try SampleBook.write(SampleBook.html, as: "walk.html", in: folder)
            let result = try await runProgram(Narrate.path, [book] + options)
            #expect(result.code == 64, "\(result.error)")
            #expect(!result.error.isEmpty)
            #expect(!FileManager.default.fileExists(atPath: "\(folder)/walk.narrate"))
        }
    }

    @Test func `refuses a chapter that does not exist`() async throws {
        try await withTemporaryFolder { folder in
            let book = try SampleBook.write(SampleBook.html, as: "walk.html", in: folder)
            let result = try await Narrate.run(book, "--chapters", "7")
            #expect(result.code == 65)
            expectOneSentence(result, naming: "chapter 7")
        }
    }

    @Test func `refuses a manifest's mistakes with line and column`() async throws {
        try await withTemporaryFolder { folder in
            let text = "source: walk.html\nprofil: acx\n"
            let path = try SampleBook.write(text, as: "narrate.yaml", in: folder)
            let result = try await Narrate.run(path)
            #expect(result.code == 65)
            expectOneSentence(result, naming: ":2:1")
            #expect(result.error.contains("'profile'"))
        }
    }

    @Test func `gives errors to machines as one object`() async throws {
        try await withTemporaryFolder { folder in
            let result = try await Narrate.run("ingest", "\(folder)/none.epub", "--json")
            #expect(result.code == 66)
            #expect(result.output.isEmpty)
            let error = try JSON(Data(result.error.utf8))
            #expect(error.version.integer == 1)
            #expect(error.error.code.integer == 66)
            #expect(error.error.message.string?.contains("none.epub") == true)
            #expect(error.error.kind.string == "unreadableSource")
        }
    }

    @Test func `refuses a second run on the same project`() async throws {
        try await withTemporaryFolder { folder in
            let book = try SampleBook.write(SampleBook.html, as: "walk.html", in: folder)
            try FileManager.default.createDirectory(
                atPath: "\(folder)/walk.narrate",
                withIntermediateDirectories: true
            )
            // Another program that holds the same kernel lock while the run is tried.
            let result = try await runProgram(
                "flock",
                ["\(folder)/walk.narrate/lock", Narrate.path, book]
            )
            #expect(result.code == 75)
            expectOneSentence(result, naming: "in use")
        }
    }

    private func expectOneSentence(
        _ result: ProgramResult,
        naming what: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let lines = result.error.split(separator: "\n")
        #expect(lines.count == 1, "\(result.error)", sourceLocation: sourceLocation)
        #expect(result.error.hasPrefix("narrate: "), sourceLocation: sourceLocation)
        #expect(result.error.contains(what), "\(result.error)", sourceLocation: sourceLocation)
    }
}
