import Foundation
import NarrateTestSupport
import Testing

@Suite(.serialized) struct HookTests {
    /// A program that writes what it is given into files beside itself.
    private func program(in folder: String, code: Int = 0) throws -> String {
        try writeProgram(
            """
            #!/bin/sh
            printf '%s|' "$@" > '\(folder)/words'
            env | grep ^NARRATE_ > '\(folder)/facts'
            cat > '\(folder)/document'
            exit \(code)
            """,
            as: "at end.sh",
            in: folder
        )
    }

    private func text(_ name: String, in folder: String) throws -> String {
        try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
    }

    @Test func `posts the end of a run and runs a program without a shell`() async throws {
        try await withTemporaryFolder { folder in
            let server = try await NoticeServer()
            let book = try SampleBook.write(SampleBook.html, as: "walk.html", in: folder)
            let program = try program(in: folder)
            let result = try await Narrate.run(
                "run",
                book,
                "--engine",
                "espeak",
                "--notify",
                server.url,
                "--on-finish",
                "'\(program)' one 'two words' $HOME *"
            )
            await server.stop()
            #expect(result.code == 0, "\(result.error)")
            #expect(!result.error.contains("warning"))
            let told = try server.told
            #expect(told.count == 1)
            #expect(told.first?.event.string == "finished")
            #expect(told.first?.code.integer == 0)
            #expect(told.first?.books[0].release.string == "\(folder)/A Short Walk")
            #expect(try text("words", in: folder) == "one|two words|$HOME|*|")
            let facts = try text("facts", in: folder)
            #expect(facts.contains("NARRATE_CODE=0"))
            #expect(facts.contains("NARRATE_RELEASE=\(folder)/A Short Walk"))
            let document = try JSON(Data(try text("document", in: folder).utf8))
            #expect(document.books[0].state.string == "finished")
        }
    }

    @Test func `nobody who can't be told fails a finished book`() async throws {
        try await withTemporaryFolder { folder in
            let book = try SampleBook.write(SampleBook.html, as: "walk.html", in: folder)
            let refusing = try await NoticeServer(isRefusing: true)
            let failing = try program(in: folder, code: 9)
            for (options, words) in [
                (["--notify", refusing.url], "warning: could not notify 127.0.0.1"),
                // Nothing listens at the first port.
                (
                    ["--notify", "http://127.0.0.1:1/secret"],
                    "warning: could not notify 127.0.0.1:1:"
                ),
                (["--on-finish", "'\(failing)'"], "warning: the command to run at the end failed"),
                (
                    ["--on-finish", "/no/such/program"],
                    "warning: the command to run at the end failed"
                ),
            ] {
                let result = try await runProgram(
                    Narrate.path,
                    ["run", book, "--engine", "espeak"] + options
                )
                #expect(result.code == 0, "\(result.error)")
                let warnings = result.error.split(separator: "\n").filter { $0.contains("warning") }
                #expect(warnings.count == 1, "\(result.error)")
                #expect(result.error.contains(words), "\(result.error)")
                #expect(!result.error.contains("secret"))
            }
            await refusing.stop()
        }
    }

    @Test(arguments: [
        ["--notify", "ftp://example.org/"], ["--notify", "nonsense"], ["--on-finish", "sh 'x"],
        ["--on-finish", " "],
    ])
    func `refuses what can't be told before anything is started`(options: [String]) async throws {
        try await withTemporaryFolder { folder in
            let book = try SampleBook.write(SampleBook.html, as: "walk.html", in: folder)
            let result = try await runProgram(
                Narrate.path,
                ["run", book, "--engine", "espeak"] + options
            )
            #expect(result.code == 64, "\(result.error)")
            #expect(!FileManager.default.fileExists(atPath: "\(folder)/walk.narrate"))
        }
    }

    @Test func `a batch tells of the first book that is blocked, and of its end`() async throws {
        try await withTemporaryFolder { folder in
            let (shared, own) = (try await NoticeServer(), try await NoticeServer())
            _ = try SampleBook.write(SampleBook.html, as: "walk.html", in: folder)
            let manifest = try SampleBook.write(
                """
                engine: espeak
                notify: \(shared.url)
                projects:
                  - gone.epub
                  - lost.epub
                  - source: walk.html
                    notify: \(own.url)
                """,
                as: "shelf.yaml",
                in: folder
            )
            let result = try await Narrate.run("batch", manifest)
            await shared.stop()
            await own.stop()
            #expect(result.code == 66, "\(result.error)")
            let told = try shared.told
            #expect(told.map(\.event.string) == ["blocked", "batchFinished"])
            #expect(told.first?.books[0].code.integer == 66)
            #expect(told.last?.finished.integer == 1)
            #expect(told.last?.needsPerson.integer == 2)
            #expect(try own.told.map { $0.books[0].name.string } == ["walk"])
        }
    }
}
