import Foundation
import NarrateTestSupport
import Testing

@Suite struct FormatTests {
    @Test func `one recording becomes every format, and a second run leaves all of it`()
        async throws
    {
        try await withTemporaryFolder { folder in
            let book = try SampleBook.write(SampleBook.html, as: "walk.html", in: folder)
            let all = "mp3,mp3-book,m4b,opus,flac"
            let run = try await Narrate.run(book, "--format", all, in: folder)
            #expect(run.code == 0, "\(run.error)")
            let release = "\(folder)/A Short Walk"
            let names = try FileManager.default.contentsOfDirectory(atPath: release)
            for ending in ["mp3", "opus", "flac"] {
                #expect(names.contains("02 - The Hill.\(ending)"), "\(names)")
            }
            var durations: [Double] = []
            for file in ["A Short Walk.mp3", "A Short Walk.m4b"] {
                let probe = try await MediaProbe("\(release)/\(file)")
                #expect(probe.chapters == ["The Gate", "The Hill", "The Way Home"])
                #expect(probe.tags["artist"] == "Ada Wren")
                durations.append(probe.duration)
            }
            #expect(abs(durations[0] - durations[1]) < 0.3)
            let verified = try await Narrate.run("verify", release, in: folder)
            #expect(verified.code == 0, "\(verified.output)")

            let before = try FileState.all(below: release, except: [])
            let again = try await Narrate.run(book, "--format", all, in: folder)
            #expect(again.output.contains("nothing to do"), "\(again.output)")
            #expect(try FileState.all(below: release, except: []) == before)
        }
    }

    @Test func `a book in one file only is made again from its chapters, and recorded once`()
        async throws
    {
        try await withTemporaryFolder { folder in
            let book = try SampleBook.write(SampleBook.html, as: "walk.html", in: folder)
            let first = try await Narrate.run(book, "--format", "m4b", in: folder)
            #expect(first.code == 0, "\(first.error)")
            let release = "\(folder)/A Short Walk"
            let names = try FileManager.default.contentsOfDirectory(atPath: release)
            #expect(!names.contains { $0.hasSuffix(".mp3") }, "\(names)")
            let manifest = try JSON(
                Data(contentsOf: URL(filePath: "\(release)/manifest.json"))
            )
            #expect(
                manifest.chapters.list.map(\.file.string)
                    == Array(repeating: "A Short Walk.m4b", count: 3)
            )
            #expect(
                (manifest.chapters[2].start.number ?? 0)
                    > (manifest.chapters[1].start.number ?? 9e9)
            )
            let subtitles = try String(
                contentsOfFile: "\(release)/A Short Walk.vtt",
                encoding: .utf8
            )
            #expect(subtitles.contains("The way home is always shorter."))
            #expect(!names.contains("01 - The Gate.vtt"))
            // Another format later costs no recording; what is not wanted any more goes.
            let second = try await Narrate.run(book, "--format", "flac", in: folder)
            #expect(second.code == 0, "\(second.error)")
            #expect(!second.output.contains("recorded 8"), "\(second.output)")
            let after = try FileManager.default.contentsOfDirectory(atPath: release)
            #expect(after.count { $0.hasSuffix(".flac") } == 3)
            #expect(!after.contains("A Short Walk.m4b"))
        }
    }

    @Test func `an unknown format is named before anything is done`() async throws {
        let result = try await Narrate.run("plan", fixture("books/alice.epub"), "--format", "m4a")
        #expect(result.code == 64)
        #expect(result.error.contains("did you mean 'm4b'"), "\(result.error)")
    }

    @Test func `without ffmpeg it is said what to install, before anything is recorded`()
        async throws
    {
        try await withTemporaryFolder { folder in
            let book = try SampleBook.write(SampleBook.html, as: "walk.html", in: folder)
            let programs = "\(folder)/bin"
            try FileManager.default.createDirectory(
                atPath: programs,
                withIntermediateDirectories: true
            )
            let espeak = try await runProgram("which", ["espeak-ng"])
            try FileManager.default.createSymbolicLink(
                atPath: "\(programs)/espeak-ng",
                withDestinationPath: espeak.output.trimmingCharacters(in: .whitespacesAndNewlines)
            )
            let result = try await Narrate.run(
                book,
                "--format",
                "m4b",
                in: folder,
                environment: ["PATH": programs]
            )
            #expect(result.code == 73)
            #expect(result.error.contains("apt install ffmpeg"), "\(result.error)")
            let takes = "\(folder)/walk.narrate/takes"
            let made = try? FileManager.default.subpathsOfDirectory(atPath: takes)
            #expect(made?.isEmpty ?? true)
        }
    }

    @Test func `a retail sample is cut at a pause within its minutes, and kept`() async throws {
        try await withTemporaryFolder { folder in
            let line = "<p>The river was as wide as the town, and nobody knew who had named it.</p>"
            let text = "<h1>One</h1>" + String(repeating: line, count: 14) + "<h1>Two</h1>" + line
            let book = try SampleBook.write(
                "<html lang='en'><title>Rivers</title><body>\(text)</body></html>",
                as: "rivers.html",
                in: folder
            )
            let run = try await Narrate.run(book, "--sample", "0.5", in: folder)
            #expect(run.code == 0, "\(run.error)")
            let file = "\(folder)/Rivers/Retail Sample.mp3"
            let probe = try await MediaProbe(file)
            #expect((10...30).contains(probe.duration), "\(probe.duration)")
            #expect(probe.tags["album"] == "Rivers")
            let before = try FileState.all(below: "\(folder)/Rivers", except: [])
            _ = try await Narrate.run(book, "--sample", "0.5", in: folder)
            #expect(try FileState.all(below: "\(folder)/Rivers", except: []) == before)
            _ = try await Narrate.run(book, in: folder)
            #expect(!FileManager.default.fileExists(atPath: file))
        }
    }

    @Test func `a chapter that is no longer than its sample is in the book, too`() async throws {
        try await withTemporaryFolder { folder in
            _ = try SampleBook.write(SampleBook.html, as: "walk.html", in: folder)
            let manifest = try SampleBook.write(
                """
                source: walk.html
                profile: {base: acx, name: short, maxMinutes: 1}
                formats: [mp3, mp3-book]
                release: {sample: 1}
                """,
                as: "narrate.yaml",
                in: folder
            )
            let run = try await Narrate.run(manifest, in: folder)
            #expect(run.code == 0, "\(run.error)")
            let disk = FileManager.default
            let release = try #require(
                try disk.contentsOfDirectory(atPath: folder)
                    .first { disk.fileExists(atPath: "\(folder)/\($0)/manifest.json") }
            )
            let files = try disk.contentsOfDirectory(atPath: "\(folder)/\(release)")
            #expect(files.contains("Retail Sample.mp3"))
            #expect(files.contains("\(release).mp3"))
        }
    }

    @Test func `a chapter that can't meet its profile is named, with the reason`()
        async throws
    {
        try await withTemporaryFolder { folder in
            _ = try SampleBook.write(SampleBook.html, as: "walk.html", in: folder)
            let manifest = try SampleBook.write(
                "source: walk.html\nprofile: {base: acx, name: loud, rms: -6, tolerance: 0.5}",
                as: "narrate.yaml",
                in: folder
            )
            let reason = "its peaks leave no room for more gain"
            let run = try await Narrate.run(manifest, in: folder)
            #expect(run.code == 3, "\(run.error)")
            #expect(run.error.contains(reason), "\(run.error)")
            #expect(run.output.contains("3 chapters miss their profile"), "\(run.output)")
            let report = try String(
                contentsOfFile: "\(folder)/A Short Walk/report.html",
                encoding: .utf8
            )
            #expect(report.contains(reason))
            // It stays so until something is done about it.
            #expect(try await Narrate.run(manifest, in: folder).code == 3)
        }
    }

    @Test func `who asks for the store's profile by name gets credits as files`() async throws {
        try await withTemporaryFolder { folder in
            let book = try SampleBook.write(SampleBook.html, as: "walk.html", in: folder)
            func tracks(_ options: String...) async throws -> [String] {
                let run = try await runProgram(
                    Narrate.path,
                    [book, "--narrator", "Rachel"] + options,
                    in: folder
                )
                #expect(run.code == 0, "\(run.error)")
                return try FileManager.default
                    .contentsOfDirectory(atPath: "\(folder)/A Short Walk")
                    .filter { $0.hasSuffix(".mp3") }.sorted()
            }
            let text = ["01 - The Gate.mp3", "02 - The Hill.mp3", "03 - The Way Home.mp3"]
            #expect(try await tracks() == text)
            #expect(
                try await tracks("--profile", "acx") == [
                    "01 - Opening Credits.mp3", "02 - The Gate.mp3", "03 - The Hill.mp3",
                    "04 - The Way Home.mp3", "05 - Closing Credits.mp3",
                ]
            )
            let words = try String(
                contentsOfFile: "\(folder)/A Short Walk/01 - Opening Credits.srt",
                encoding: .utf8
            )
            #expect(words.contains("narrated by Rachel"), "\(words)")
            let verified = try await Narrate.run("verify", "\(folder)/A Short Walk", in: folder)
            #expect(verified.code == 0, "\(verified.output)")
            #expect(try await tracks("--profile", "acx", "--no-credits") == text)
        }
    }

    @Test func `a chapter that is too long for the profile becomes files of about one length`()
        async throws
    {
        try await withTemporaryFolder { folder in
            let lines = (1...30).map {
                "<p>Line \($0): the river was as wide as the whole town.</p>"
            }
            _ = try SampleBook.write(
                "<html lang='en'><title>Rivers</title><h1>One</h1>\(lines.joined())<h1>Two</h1><p>It ended.</p></html>",
                as: "rivers.html",
                in: folder
            )
            let manifest = try SampleBook.write(
                "source: rivers.html\nprofile: {base: acx, name: short, maxMinutes: 1}\nformats: [mp3, m4b]\nsplit: heading1",
                as: "narrate.yaml",
                in: folder
            )
            let run = try await Narrate.run(manifest, in: folder)
            #expect(run.code == 0, "\(run.error)")
            let release = "\(folder)/Rivers"
            let names = try FileManager.default.contentsOfDirectory(atPath: release).sorted()
            let tracks = names.filter { $0.hasSuffix(".mp3") }
            #expect(tracks.first == "01 - One (1 of \(tracks.count - 1)).mp3", "\(tracks)")
            #expect(tracks.last == "02 - Two.mp3")
            var whole = 0.0
            var numbers: [String] = []
            for track in tracks {
                let probe = try await MediaProbe("\(release)/\(track)")
                #expect(probe.duration <= 60)
                whole += probe.duration
                numbers.append(probe.tags["track"] ?? "")
            }
            #expect(numbers == (1...tracks.count).map { "\($0)/\(tracks.count)" })
            let book = try await MediaProbe("\(release)/Rivers.m4b")
            #expect(book.chapters.count == tracks.count)
            #expect(abs(book.duration - whole) < 0.1 * Double(tracks.count))
            let before = try FileState.all(below: release, except: [])
            let again = try await Narrate.run(manifest, in: folder)
            #expect(again.output.contains("nothing to do"), "\(again.output)")
            #expect(try FileState.all(below: release, except: []) == before)
            let verified = try await Narrate.run("verify", release, in: folder)
            #expect(verified.code == 0)
            #expect(
                verified.output.contains("measured again, every chapter meets the profile 'short'")
            )
            // The manifest holds the figures: another limit is missed.
            let path = "\(release)/manifest.json"
            try String(contentsOfFile: path, encoding: .utf8)
                .replacing("\"peak\": -3,", with: "\"peak\": -30,")
                .write(toFile: path, atomically: true, encoding: .utf8)
            #expect(try await Narrate.run("verify", release, in: folder).code == 3)
        }
    }
}
