import Foundation
import NarrateTestSupport
import Testing

@Suite struct CheckTests {
    @Test func `a project is checked as it is, with the voice it was recorded by`() async throws {
        try await withTemporaryFolder { folder in
            let book = try SampleBook.write(SampleBook.html, as: "walk.html", in: folder)
            let run = try await Narrate.run(
                book,
                "--engine",
                "espeak",
                "--voice",
                "en-gb-scotland",
                in: folder
            )
            #expect(run.code == 0, "\(run.error)")
            let check = try await Narrate.run("check", "walk.narrate", "--json", in: folder)
            #expect(check.code == 0, "\(check.error)")
            let document = try check.json()
            // Three headings and five paragraphs, none of them recorded again.
            #expect(document.takes.integer == 8)
            #expect(document.failed.integer == 0)
        }
    }

    @Test func `a folder of audio stands for the files in it`() async throws {
        try await withTemporaryFolder { folder in
            let book = try SampleBook.write(SampleBook.html, as: "walk.html", in: folder)
            _ = try await Narrate.run(book, "--engine", "espeak", in: folder)
            let check = try await Narrate.run("check", "A Short Walk", "--json", in: folder)
            #expect(check.code == 0, "\(check.error)")
            let files = try check.json().files.list
            #expect(files.map(\.file.string).count == 3)
            #expect(files.allSatisfy { $0.passed.boolean == true })
        }
    }

    @Test func `tells what is wrong with which file, and by how much`() async throws {
        try await withTemporaryFolder { folder in
            for (name, options) in [
                ("loud.mp3", ["-b:a", "192k"]), ("speech.opus", ["-c:a", "libopus"]),
            ] {
                let made = try await runProgram(
                    "ffmpeg",
                    [
                        "-v", "error", "-f", "lavfi", "-i", "sine=440:d=4,volume=12dB", "-ar",
                        "48000",
                    ]
                        + options + [name],
                    in: folder
                )
                #expect(made.code == 0, "\(made.error)")
            }
            let whole = try Data(contentsOf: URL(filePath: "\(folder)/speech.opus"))
            try whole.prefix(whole.count / 2).write(to: URL(filePath: "\(folder)/cut.opus"))
            let check = try await Narrate.run(
                "check",
                "loud.mp3",
                "speech.opus",
                "cut.opus",
                "--profile",
                "podcast",
                in: folder
            )
            #expect(check.code == 3, "\(check.error)")
            let lines = check.output.split(separator: "\n")
            #expect(
                lines.contains {
                    $0.hasPrefix("loud.mp3: error: the integrated loudness is too high (")
                }
            )
            #expect(lines.contains { $0.hasPrefix("speech.opus: error: the integrated loudness") })
            #expect(lines.contains { $0.contains("'cut.opus' is damaged") })
        }
    }

    @Test func `the option names the profile before the manifest, that before the environment`()
        async throws
    {
        try await withTemporaryFolder { folder in
            let made = try await runProgram(
                "ffmpeg",
                ["-v", "error", "-f", "lavfi", "-i", "sine=440:d=2", "a.wav"],
                in: folder
            )
            #expect(made.code == 0, "\(made.error)")
            _ = try SampleBook.write(
                "source: b.txt\nprofile: none\n",
                as: "narrate.yaml",
                in: folder
            )
            func profile(_ options: String..., by name: String?) async throws -> String? {
                try await runProgram(
                    Narrate.path,
                    ["check", "a.wav", "--json"] + options,
                    in: folder,
                    environment: name.map { ["NARRATE_PROFILE": $0] } ?? [:]
                ).json().files.list.first?.profile.string
            }
            #expect(try await profile(by: nil) == "acx")
            #expect(try await profile(by: "podcast") == "podcast")
            #expect(try await profile("--manifest", "narrate.yaml", by: "podcast") == "none")
            #expect(
                try await profile("--manifest", "narrate.yaml", "--profile", "acx", by: "podcast")
                    == "acx"
            )
        }
    }

    @Test func `a folder that holds audio and text is not narrated by mistake`() async throws {
        try await withTemporaryFolder { folder in
            let inner = "\(folder)/both"
            try FileManager.default.createDirectory(
                atPath: inner,
                withIntermediateDirectories: false
            )
            for name in ["a.mp3", "notes.txt"] {
                _ = try SampleBook.write("Some words.", as: name, in: inner)
            }
            let check = try await Narrate.run("check", "both", in: folder)
            #expect(check.code == 64)
            #expect(check.error.contains("'both' holds audio ('a.mp3') and text ('notes.txt')"))
        }
    }

    @Test func `a bad book does not keep the findings of a good one`() async throws {
        try await withTemporaryFolder { folder in
            _ = try SampleBook.write(SampleBook.html, as: "walk.html", in: folder)
            _ = try SampleBook.write("no book", as: "bad.epub", in: folder)
            let check = try await Narrate.run(
                "check",
                "bad.epub",
                "walk.html",
                "--engine",
                "espeak",
                "--json",
                in: folder
            )
            #expect(check.code == 65, "\(check.error)")
            #expect(try check.json().takes.integer == 8)
            let error = try JSON(Data(check.error.utf8))
            #expect(error.error.code.integer == 65)
        }
    }

    @Test func `what is not known is null`() async throws {
        try await withTemporaryFolder { folder in
            let check = try await Narrate.run("check", "none.mp3", "--json", in: folder)
            #expect(check.code == 66)
            let output = check.output.replacing(" ", with: "")
            #expect(output.contains("\"duration\":null"), "\(output)")
            #expect(output.contains("\"measured\":null"), "\(output)")
        }
    }

    @Test func `a file that does not exist is named as that`() async throws {
        try await withTemporaryFolder { folder in
            let check = try await Narrate.run("check", "none.mp3", in: folder)
            #expect(check.code == 66, "\(check.error)")
            #expect(check.output.contains("can't read 'none.mp3'"))
        }
    }
}
