import Foundation
import NarrateTestSupport
import Testing

@Suite struct RunTests {
    @Test func `turns a page into tagged chapters that other programs read`() async throws {
        try await withTemporaryFolder { folder in
            let book = try SampleBook.write(SampleBook.html, as: "walk.html", in: folder)
            let result = try await Narrate.run(book, in: folder)
            #expect(result.code == 0, "\(result.error)")
            let release = "\(folder)/A Short Walk"
            let names = try FileManager.default.contentsOfDirectory(atPath: release).sorted()
            let tracks = names.filter { $0.hasSuffix(".mp3") }
            #expect(
                tracks == ["01 - The Gate.mp3", "02 - The Hill.mp3", "03 - The Way Home.mp3"]
            )
            for track in tracks {
                let probe = try await MediaProbe("\(release)/\(track)")
                #expect(probe.codec == "mp3")
                #expect(probe.sampleRate == 44_100)
                #expect(probe.channels == 1)
                #expect(probe.tags["album"] == "A Short Walk")
                #expect(probe.tags["artist"] == "Ada Wren")
                #expect(probe.duration > 4)
            }
            let check = try await runProgram("mp3val", tracks.map { "\(release)/\($0)" })
            #expect(!check.output.contains("WARNING"), "\(check.output)")
        }
    }

    @Test(arguments: [
        (
            "walk.txt",
            "CHAPTER I. The Gate\n\nThe gate was open.\n\nCHAPTER II. The Hill\n\nIt was quiet.\n"
        ),
        ("walk.md", "# The Gate\n\nThe gate was open.\n\n# The Hill\n\nIt was *quiet*.\n"),
        (
            "walk.xhtml",
            "<html xmlns='http://www.w3.org/1999/xhtml'><head><title>W</title></head><body><h1>The Gate</h1><p>The gate was open.</p><h1>The Hill</h1><p>It was quiet.</p></body></html>"
        ),
    ])
    func `narrates every kind of text`(name: String, text: String) async throws {
        try await withTemporaryFolder { folder in
            let book = try SampleBook.write(text, as: name, in: folder)
            let result = try await Narrate.run(
                book,
                "--title",
                "A Walk",
                "--output",
                "\(folder)/out",
                in: folder
            )
            #expect(result.code == 0, "\(result.error)")
            let names = try FileManager.default.contentsOfDirectory(
                atPath: "\(folder)/out/A Walk"
            )
            let tracks = names.filter { $0.hasSuffix(".mp3") }.sorted()
            #expect(tracks.count == 2)
            #expect(tracks.first?.contains("Gate") == true)
        }
    }

    @Test func `writes a manifest that agrees with the files`() async throws {
        try await withTemporaryFolder { folder in
            let book = try SampleBook.write(SampleBook.html, as: "walk.html", in: folder)
            let result = try await Narrate.run(book, "--quiet", in: folder)
            #expect(result.code == 0, "\(result.error)")
            let release = "\(folder)/A Short Walk"
            let data = try Data(contentsOf: URL(filePath: "\(release)/manifest.json"))
            let manifest = try JSON(data)
            #expect(manifest.version.integer == 1)
            #expect(manifest.engine.string == "espeak")
            #expect(manifest.chapters.list.count == 3)
            for chapter in manifest.chapters.list {
                let file = "\(release)/\(try #require(chapter.file.string))"
                let bytes = try Data(contentsOf: URL(filePath: file))
                #expect(chapter.bytes.integer == bytes.count)
                let digest = try await runProgram("sha256sum", [file])
                #expect(digest.output.hasPrefix(try #require(chapter.sha256.string)))
                // The decoder is not ours; half a frame is the tolerance.
                let probe = try await MediaProbe(file)
                #expect(abs(probe.duration - (chapter.duration.number ?? 0)) < 0.03)
                #expect((-23 ... -18).contains(chapter.rms.number ?? 0))
                #expect((chapter.truePeak.number ?? 0) <= -3)
            }
        }
    }

    @Test func `several sources become a release each`() async throws {
        try await withTemporaryFolder { folder in
            var arguments = ["--quiet"]
            for name in ["One", "Two", "Three"] {
                arguments.append(
                    try SampleBook.write(
                        "# \(name)\n\nIt is quiet.\n",
                        as: "\(name).md",
                        in: folder
                    )
                )
            }
            let run = try await runProgram(Narrate.path, arguments, in: folder)
            #expect(run.code == 0, "\(run.error)")
            for name in ["One", "Two", "Three"] {
                let manifest = "\(folder)/\(name)/manifest.json"
                #expect(FileManager.default.fileExists(atPath: manifest))
            }
        }
    }

    @Test func `a chapter with nothing to speak is named and gets no file`() async throws {
        try await withTemporaryFolder { folder in
            let book = try SampleBook.write(
                "# The Gate\n\nThe gate was open.\n\n# The Hill\n\n\"…?!\"\n\n# Home\n\nNight fell.\n",
                as: "walk.md",
                in: folder
            )
            let arguments = [book, "--split", "heading1", "--titles", "silent"]
            let first = try await runProgram(Narrate.path, arguments, in: folder)
            #expect(first.code == 0, "\(first.error)")
            #expect(first.error.contains("'The Hill', has nothing to speak"), "\(first.error)")
            let tracks = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/walk")
            #expect(tracks.filter { $0.hasSuffix(".mp3") }.count == 2)
            let second = try await runProgram(Narrate.path, arguments, in: folder)
            #expect(second.code == 0)
            #expect(second.output.contains("nothing to do"), "\(second.output)")
        }
    }

    @Test func `leaves pauses between utterances and silence at both ends`() async throws {
        try await withTemporaryFolder { folder in
            let book = try SampleBook.write(SampleBook.html, as: "walk.html", in: folder)
            _ = try await Narrate.run(book, in: folder)
            let silences = try await MediaProbe.silences(
                in: "\(folder)/A Short Walk/02 - The Hill.mp3"
            )
            // Head, after the heading, between the two paragraphs, tail.
            #expect(silences.count >= 4, "\(silences)")
            #expect(silences.first.map { $0.lowerBound < 0.05 } == true)
            #expect(silences.last.map { $0.upperBound - $0.lowerBound > 1.5 } == true)
            let pauses = silences.dropFirst().dropLast().map { $0.upperBound - $0.lowerBound }
            #expect(pauses.contains { $0 > 1.0 }, "after the heading: \(pauses)")
            #expect(pauses.contains { $0 > 0.5 && $0 < 1.0 }, "between paragraphs: \(pauses)")
        }
    }

    @Test func `does nothing the second time and says so`() async throws {
        try await withTemporaryFolder { folder in
            let book = try SampleBook.write(SampleBook.html, as: "walk.html", in: folder)
            _ = try await Narrate.run(book, in: folder)
            let before = try FileState.all(
                below: folder,
                except: ["ledger", "lock", "narrate.log"]
            )
            let second = try await Narrate.run(book, in: folder)
            #expect(second.code == 0)
            #expect(second.output.contains("nothing to do"))
            #expect(
                try FileState.all(below: folder, except: ["ledger", "lock", "narrate.log"])
                    == before
            )
        }
    }

    @Test func `gives the same bytes for the same book`() async throws {
        try await withTemporaryFolder { folder in
            let book = try SampleBook.write(SampleBook.html, as: "walk.html", in: folder)
            _ = try await Narrate.run(book, "--output", "\(folder)/a")
            _ = try await Narrate.run(book, "--output", "\(folder)/b")
            let first = try FileState.contents(of: "\(folder)/a/A Short Walk", suffix: ".mp3")
            #expect(first.count == 3)
            #expect(
                try FileState.contents(of: "\(folder)/b/A Short Walk", suffix: ".mp3") == first
            )
        }
    }

    @Test func `records only what an edit has touched`() async throws {
        try await withTemporaryFolder { folder in
            let book = try SampleBook.write(SampleBook.html, as: "walk.html", in: folder)
            _ = try await Narrate.run(book, in: folder)
            let takes = try FileState.all(below: "\(folder)/walk.narrate/takes", except: [])
            let edited = SampleBook.html.replacingOccurrences(of: "quiet", with: "silent")
            _ = try SampleBook.write(edited, as: "walk.html", in: folder)
            let plan = try await Narrate.run("plan", book, "--json", in: folder).json()
            #expect(plan.toRecord.integer == 1)
            let second = try await Narrate.run(book, in: folder)
            #expect(second.code == 0)
            let after = try FileState.all(below: "\(folder)/walk.narrate/takes", except: [])
            #expect(after.count == takes.count + 1)
            #expect(takes.allSatisfy { after.contains($0) })
        }
    }

    @Test func `goes on with the other sources after a bad one`() async throws {
        try await withTemporaryFolder { folder in
            let book = try SampleBook.write(SampleBook.html, as: "walk.html", in: folder)
            let result = try await Narrate.run("\(folder)/none.epub", book, in: folder)
            #expect(result.code == 66)
            #expect(result.error.contains("none.epub"))
            #expect(FileManager.default.fileExists(atPath: "\(folder)/A Short Walk/manifest.json"))
        }
    }

    @Test func `speaks a line of JSON for each event`() async throws {
        try await withTemporaryFolder { folder in
            let book = try SampleBook.write(SampleBook.html, as: "walk.html", in: folder)
            let result = try await Narrate.run(book, "--json", in: folder)
            let events = try result.output.split(separator: "\n").map {
                try #require(try JSON(Data($0.utf8)).event.string)
            }
            #expect(events.first == "started")
            #expect(events.last == "finished")
            #expect(events.count { $0 == "chapterAssembled" } == 3)
            #expect(events.contains("takeRecorded"))
        }
    }
}
