import Foundation
import NarrateTestSupport
import Subprocess
import Testing

/// Batches with the embedded engine.
@Suite(.serialized) struct BatchTests {
    /// A folder with some short books, each with its own title.
    private func shelf(_ names: [String], in folder: String) throws {
        for name in names {
            let text = SampleBook.html.replacingOccurrences(
                of: "A Short Walk",
                with: "Walk \(name)"
            )
            _ = try SampleBook.write(text, as: "\(name).html", in: folder)
        }
    }

    private func hasWork(_ folder: String) throws -> Bool {
        try FileManager.default.contentsOfDirectory(atPath: folder)
            .contains { $0.hasSuffix(".narrate") }
    }

    @Test func `narrates every book of a folder, and passes over what is finished`() async throws {
        try await withTemporaryFolder { folder in
            try shelf(["one", "two", "three"], in: folder)
            let first = try await Narrate.run("batch", folder, "--engine", "espeak")
            #expect(first.code == 0, "\(first.error)")
            #expect(first.output.contains("3 of 3 books finished"))
            #expect(first.error.contains("two: finished"))
            for name in ["one", "two", "three"] {
                #expect(
                    FileManager.default.fileExists(atPath: "\(folder)/Walk \(name)/report.html")
                )
            }
            let takes = try FileState.all(below: folder, except: [".batch.html"])
            let second = try await Narrate.run("batch", folder, "--engine", "espeak")
            #expect(second.code == 0, "\(second.error)")
            #expect(second.output.hasPrefix("3 were finished before"))
            #expect(try FileState.all(below: folder, except: [".batch.html"]) == takes)
            // Its own summary is no book.
            #expect(!second.error.contains("4 books"))
        }
    }

    @Test func `times of day are those of the machine, however its zone is named`() async throws {
        try await withTemporaryFolder { folder in
            try shelf(["one"], in: folder)
            for (name, hours) in [("AAA11", -11), ("Asia/Kolkata", 5)] {
                var calendar = Calendar(identifier: .gregorian)
                calendar.timeZone = try #require(TimeZone(secondsFromGMT: hours * 3600))
                let hour = calendar.component(.hour, from: .now)
                let result = try await runProgram(
                    "timeout",
                    [
                        "600", Narrate.path, "batch", folder, "--engine", "espeak",
                        "--from", "\((hour + 22) % 24):00", "--until", "\((hour + 3) % 24):00",
                    ],
                    environment: ["TZ": name]
                )
                #expect(result.code == 0, "\(name): \(result.error)")
                try FileManager.default.removeItem(atPath: "\(folder)/one.narrate")
            }
        }
    }

    @Test func `the line for cron runs with a file of variables and without one`() async throws {
        try await withTemporaryFolder { home in
            let shelf = "\(home)/shelf"
            let settings = "\(home)/.config/narrate"
            for path in [shelf, settings] {
                try FileManager.default.createDirectory(
                    atPath: path,
                    withIntermediateDirectories: true
                )
            }
            try self.shelf(["one"], in: shelf)
            let file = packageFolder.appending(path: "pipelines/cron/narrate-batch")
            let line = try #require(
                String(contentsOf: file, encoding: .utf8).split(separator: "\n")
                    .first { !$0.hasPrefix("#") }
            )
            #expect(!line.contains("%"), "cron takes it for the end of the line")
            // At half past six this would be over at once.
            let command = line.dropFirst("0 22 * * * ".count)
                .replacing("/usr/local/bin/narrate", with: "'\(Narrate.path)'")
                .replacing("--until 06:30 ", with: "")
            for variables in [nil, "NARRATE_ENGINE=espeak\nNARRATE_VOICE=German\n"] {
                if let variables {
                    _ = try SampleBook.write(variables, as: "environment", in: settings)
                }
                let result = try await runProgram(
                    "env",
                    [
                        "-i", "HOME=\(home)", "PATH=/usr/bin:/bin", "/bin/sh", "-c",
                        String(command),
                    ]
                )
                #expect(result.code == 0, "\(result.error)")
                let log = try String(contentsOfFile: "\(shelf)/narrate.log", encoding: .utf8)
                #expect(log.contains("1 of 1 book finished"), "\(log)")
                #expect(log.contains("voice German") == (variables != nil), "\(log)")
            }
        }
    }

    @Test func `looks again at a book whose text, choices, take or release changed`() async throws {
        try await withTemporaryFolder { folder in
            try shelf(["one", "two"], in: folder)
            func batch(_ options: String...) async throws -> JSON {
                let arguments = ["batch", folder, "--engine", "espeak", "--json"] + options
                let result = try await runProgram(Narrate.path, arguments)
                #expect(result.code == 0, "\(result.error)")
                let line = try #require(result.output.split(separator: "\n").last)
                return try JSON(Data(line.utf8))
            }
            func unchanged(_ document: JSON) -> [String] {
                document.books.list.filter { $0.unchanged.boolean == true }
                    .compactMap(\.name.string)
            }
            _ = try await batch()
            #expect(unchanged(try await batch()) == ["one", "two"])

            let text = try String(contentsOfFile: "\(folder)/one.html", encoding: .utf8)
            let edited = text.replacingOccurrences(of: "always", with: "often")
            try edited.write(toFile: "\(folder)/one.html", atomically: true, encoding: .utf8)
            #expect(unchanged(try await batch()) == ["two"])

            #expect(unchanged(try await batch("--titles", "silent")).isEmpty)
            #expect(unchanged(try await batch("--titles", "silent")) == ["one", "two"])

            let marked = try await Narrate.run("retake", "\(folder)/two.narrate", "--chapter", "1")
            #expect(marked.code == 0, "\(marked.error)")
            #expect(unchanged(try await batch("--titles", "silent")) == ["one"])

            try FileManager.default.removeItem(atPath: "\(folder)/Walk one/playlist.m3u8")
            #expect(unchanged(try await batch("--titles", "silent")) == ["two"])
            #expect(FileManager.default.fileExists(atPath: "\(folder)/Walk one/playlist.m3u8"))
        }
    }

    @Test func `a book that fails does not stop the others, and is told first`() async throws {
        try await withTemporaryFolder { folder in
            try shelf(["one", "two"], in: folder)
            let result = try await Narrate.run(
                "batch",
                "\(folder)/gone.epub",
                "\(folder)/one.html",
                "\(folder)/two.html",
                "--engine",
                "espeak",
                "--output",
                "\(folder)/out"
            )
            #expect(result.code == 66, "\(result.error)")
            #expect(result.output.hasPrefix("needs you:\n  gone: "))
            #expect(result.output.contains("2 of 3 books finished"))
            let page = try String(
                contentsOfFile: "\(folder)/out/narrate.batch.html",
                encoding: .utf8
            )
            let gone = try #require(page.range(of: "Needs a person (1)"))
            let finished = try #require(page.range(of: "Finished (2)"))
            #expect(gone.lowerBound < finished.lowerBound)
            let links = page.matches(of: /href="([^"]+)"/).map { String($0.1) }
            #expect(links.count == 2)
            for link in links {
                let target = try #require(link.removingPercentEncoding)
                #expect(
                    FileManager.default.fileExists(atPath: "\(folder)/out/\(target)"),
                    "\(link)"
                )
            }
        }
    }

    @Test func `reads a batch manifest: projects in place, by path, and what they share`()
        async throws
    {
        try await withTemporaryFolder { folder in
            try shelf(["one", "two", "three"], in: folder)
            try FileManager.default.createDirectory(
                atPath: "\(folder)/sub",
                withIntermediateDirectories: true
            )
            _ = try SampleBook.write(
                "source: ../two.html\ntitle: Other\n",
                as: "sub/two.yaml",
                in: folder
            )
            let manifest = try SampleBook.write(
                """
                engine: espeak
                profile: podcast
                output: out
                books: 2
                order: inOrder
                projects:
                  - source: one.html
                    chapters: {include: "1"}
                  - sub/two.yaml
                  - three.html
                """,
                as: "shelf.yaml",
                in: folder
            )
            let result = try await Narrate.run("batch", manifest)
            #expect(result.code == 0, "\(result.error)")
            let releases = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/out")
            for name in ["Walk one", "Other", "Walk three", "shelf.batch.html"] {
                #expect(releases.contains(name), "\(releases)")
            }
            let release = try Data(
                contentsOf: URL(filePath: "\(folder)/out/Walk one/manifest.json")
            )
            #expect(try JSON(release).profile.string == "podcast")
            #expect(try JSON(release).chapters.list.count == 1)
        }
    }

    @Test(arguments: [
        ("projects: [one.html, ./one.html]", "have the same project folder"),
        (
            "projects:\n  - {source: one.html, project: p}\n  - {source: two.html, project: p}",
            "have the same project folder"
        ),
        ("projects: [shelf.yaml]", "shelf.yaml:1:12: the batch includes itself"),
        ("projects: [other.yaml]", "is a batch itself"),
        ("projects: [gone.yaml]", "there is no manifest"),
        ("projects: []", "'projects' is empty; list manifests in it"),
        ("projects: one.html", "expected a list of manifests"),
        ("projects: [[one.html]]", "expected manifests, or paths to them"),
        ("projects:\n  - {title: Nothing}", "shelf.yaml:2:5: a project names no source"),
        ("projects: [one.html]\nsource: two.html", "'source' stands beside 'projects'"),
        ("projects: [one.html]\nfrom: 25:00", "expected a time of day"),
        ("projects: [one.html]\nmaxDuration: long", "expected a time such as 8h"),
        ("projects: [one.html]\nlexicons: [gone.pls]", "gone.pls"),
        ("projects: [one.html]\nbook: 3", "did you mean 'books'?"),
    ])
    func `refuses a batch that makes no sense, and starts nothing`(
        text: String,
        message: String
    ) async throws {
        try await withTemporaryFolder { folder in
            try shelf(["one", "two"], in: folder)
            _ = try SampleBook.write("projects: [one.html]", as: "other.yaml", in: folder)
            let manifest = try SampleBook.write(text, as: "shelf.yaml", in: folder)
            let result = try await Narrate.run("batch", manifest, "--engine", "espeak")
            #expect(result.code == 65, "\(result.error)")
            #expect(result.error.contains(message), "\(result.error)")
            #expect(result.error.split(separator: "\n").count == 1, "\(result.error)")
            #expect(try !hasWork(folder))
        }
    }

    @Test func `two books of one title don't overwrite each other`() async throws {
        try await withTemporaryFolder { folder in
            for name in ["one", "two"] {
                _ = try SampleBook.write(SampleBook.html, as: "\(name).html", in: folder)
            }
            let result = try await Narrate.run(
                "batch",
                folder,
                "--engine",
                "espeak",
                "--books",
                "1"
            )
            #expect(result.code == 65, "\(result.error)")
            #expect(result.output.contains("two: the release folder of"))
            #expect(result.output.contains("1 of 2 books finished"))
        }
    }

    @Test func `says which command a batch manifest is for`() async throws {
        try await withTemporaryFolder { folder in
            let manifest = try SampleBook.write("projects: [a.html]", as: "s.yaml", in: folder)
            let result = try await Narrate.run("run", manifest)
            #expect(result.code == 65)
            #expect(result.error.contains("narrate batch"))
        }
    }

    @Test(arguments: [
        ["--from", "25:00"], ["--until", "noon"], ["--max-duration", "8"], ["--books", "0"],
    ])
    func `refuses options that make no sense`(options: [String]) async throws {
        let result = try await runProgram(Narrate.path, ["batch", "."] + options)
        #expect(result.code == 64, "\(result.error)")
    }

    @Test func `stops all books when asked, and goes on`() async throws {
        try await withTemporaryFolder { folder in
            for name in ["alice", "copy"] {
                try FileManager.default.copyItem(
                    atPath: fixture("books/alice.epub"),
                    toPath: "\(folder)/\(name).epub"
                )
            }
            let manifest = try SampleBook.write(
                "engine: espeak\nprojects: [alice.epub, {source: copy.epub, title: Copy}]",
                as: "shelf.yaml",
                in: folder
            )
            let arguments = ["batch", manifest, "--no-progress"]
            let stopped = try await runProgram(
                Narrate.path,
                arguments + ["--verbose"],
                sending: .interrupt,
                when: { lines in
                    ["alice", "copy"].allSatisfy { name in
                        lines.contains { $0.contains("\(name): chapter ") }
                    }
                }
            )
            #expect(stopped.code == 130, "\(stopped.error)")
            #expect(stopped.error.contains("run the same command to go on"))
            let takes = try FileState.all(below: folder, except: [".part"])
                .filter { $0.path.contains("/takes/") }
            #expect(takes.contains { $0.path.contains("alice.narrate") })
            #expect(takes.contains { $0.path.contains("copy.narrate") })
            let finished = try await runProgram(Narrate.path, arguments + ["--chapters", "4"])
            #expect(finished.code == 0, "\(finished.error)")
            let after = try FileState.all(below: folder, except: [])
            #expect(takes.allSatisfy { after.contains($0) })
        }
    }
}
