import Foundation
import NarrateTestSupport
import Testing

@Suite struct TakesTests {
    @Test func `a retake keeps the former take, which can be chosen again`() async throws {
        try await withBook { folder, book in
            let project = "\(folder)/walk.narrate"
            let first = try chapter(2, in: folder)
            let place = [project, "--chapter", "2", "--utterance", "2"]
            try await expect(0, ["retake"] + place)
            try await expect(0, [book, "--output", folder])
            let takes = try await run(["takes", project, "--chapter", "2", "--json"]).json().takes
            let mine = takes.list.filter { $0.utterance.integer == 2 }
            #expect(mine.map(\.take.integer) == [1, 2])
            #expect(mine.map(\.inUse.boolean) == [false, true])

            try await expect(
                0,
                ["choose", project, "--chapter", "2", "--utterance", "2", "--take", "1"]
            )
            try await expect(0, [book, "--output", folder])
            #expect(try chapter(2, in: folder) == first)
            try await expect(
                64,
                ["choose", project, "--chapter", "2", "--utterance", "2", "--take", "7"]
            )
        }
    }

    @Test func `what is locked stays as it is until it is unlocked`() async throws {
        try await withBook { folder, book in
            let project = "\(folder)/walk.narrate"
            let place = [project, "--chapter", "2"]
            let first = try await sound(2, in: folder)
            try await expect(0, ["lock"] + place)
            try await expect(64, ["retake"] + place)
            // Neither other words nor another voice nor another mastering reach it.
            let text = try String(contentsOfFile: book, encoding: .utf8)
            try text.replacing("The hill", with: "The mountain").replacing("hill", with: "mountain")
                .write(toFile: book, atomically: true, encoding: .utf8)
            try await expect(
                0,
                [book, "--output", folder, "--profile", "podcast", "--voice", "English (America)"]
            )
            #expect(try await sound(2, in: folder) == first)
            try await expect(0, ["unlock"] + place)
            try await expect(0, [book, "--output", folder])
            #expect(try await sound(2, in: folder) != first)
        }
    }

    @Test func `what was cleaned away is recorded anew when its text comes back`() async throws {
        try await withBook { folder, book in
            let project = "\(folder)/walk.narrate"
            let text = try String(contentsOfFile: book, encoding: .utf8)
            try text.replacing("hill", with: "mountain").write(
                toFile: book,
                atomically: true,
                encoding: .utf8
            )
            try await expect(0, [book, "--output", folder])
            try await expect(0, ["clean", project, "--yes"])
            try text.write(toFile: book, atomically: true, encoding: .utf8)
            try await expect(0, [book, "--output", folder])
        }
    }

    @Test func `cleaning says what it would remove, and removes what is heard nowhere`()
        async throws
    {
        try await withBook { folder, book in
            let project = "\(folder)/walk.narrate"
            try await expect(0, ["retake", project, "--chapter", "1"])
            try await expect(0, [book, "--output", folder])
            let all = try FileState.all(below: "\(project)/takes", except: [])
            let said = try await run(["clean", project, "--json"]).json()
            #expect(said.removed.boolean == false)
            #expect(!said.items.list.isEmpty)
            #expect(try FileState.all(below: "\(project)/takes", except: []) == all)
            try await expect(0, ["clean", project, "--yes"])
            let left = try FileState.all(below: "\(project)/takes", except: [])
            #expect(left.count == all.count - said.items.list.count)
            try await expect(0, ["clean", project, "--yes"])
            try FileManager.default.createDirectory(
                atPath: "\(project)/masters",
                withIntermediateDirectories: true
            )
            let master = "\(project)/masters/1.flac"
            try "12345".write(toFile: master, atomically: true, encoding: .utf8)
            let leftover = try await run(["clean", project, "--json"]).json().items.list
            #expect(leftover.map(\.file.string) == ["masters"])
            #expect(leftover.map(\.bytes.integer) == [5])
            let again = try await run([book, "--output", folder])
            #expect(again.output.contains("nothing to do"))
        }
    }

    @Test func `texts that come back find their takes`() async throws {
        try await withBook { folder, book in
            let project = "\(folder)/walk.narrate"
            let text = try String(contentsOfFile: book, encoding: .utf8)
            try text.replacing("The gate was open.", with: "The gate was shut.")
                .write(toFile: book, atomically: true, encoding: .utf8)
            try await expect(0, [book, "--output", folder])
            #expect(try await run(["status", project, "--json"]).json().orphanedTakes.integer == 1)
            try text.write(toFile: book, atomically: true, encoding: .utf8)
            let back = try await run([book, "--output", folder, "--json"])
            #expect(!back.output.contains("takeRecorded"))
        }
    }

    @Test func `keeps texts out of the ledger where that is asked for`() async throws {
        try await withTemporaryFolder { folder in
            let book = try SampleBook.write(SampleBook.html, as: "walk.html", in: folder)
            try await expect(0, [book, "--output", folder, "--no-store-text"])
            let project = "\(folder)/walk.narrate"
            for name in try FileManager.default.contentsOfDirectory(atPath: project) {
                let bytes = FileManager.default.contents(atPath: "\(project)/\(name)") ?? Data()
                #expect(bytes.range(of: Data("Nobody had closed it".utf8)) == nil, "\(name)")
            }
            let again = try await run([book, "--output", folder, "--no-store-text"])
            #expect(again.output.contains("nothing to do"))
            let mode = try FileManager.default.attributesOfItem(atPath: project)[.posixPermissions]
            #expect(mode as? Int == 0o700)
        }
    }

    // MARK: Support

    private func run(_ arguments: [String]) async throws -> ProgramResult {
        try await runProgram(Narrate.path, arguments)
    }

    private func expect(_ code: Int32, _ arguments: [String]) async throws {
        let result = try await run(arguments)
        #expect(result.code == code, "\(arguments): \(result.error)")
    }

    private func chapter(_ number: Int, in folder: String) throws -> Data {
        let files = try FileState.contents(of: "\(folder)/A Short Walk", suffix: ".mp3")
        return try #require(files.first { $0.key.hasPrefix("0\(number)") }?.value)
    }

    /// The audio of a chapter without its tag, which tells the voice of the book.
    private func sound(_ number: Int, in folder: String) async throws -> String {
        let release = "\(folder)/A Short Walk"
        let names = try FileManager.default.contentsOfDirectory(atPath: release)
        let name = try #require(names.first { $0.hasPrefix("0\(number)") && $0.hasSuffix(".mp3") })
        let sum = try await runProgram(
            "ffmpeg",
            ["-v", "error", "-i", "\(release)/\(name)", "-map", "0:a", "-c", "copy"]
                + ["-f", "md5", "-"]
        )
        return sum.output
    }

    /// A finished small book in a folder of its own.
    private func withBook(
        _ body: (_ folder: String, _ book: String) async throws -> Void
    ) async throws {
        try await withTemporaryFolder { folder in
            let book = try SampleBook.write(SampleBook.html, as: "walk.html", in: folder)
            try await expect(0, [book, "--output", folder])
            try await body(folder, book)
        }
    }
}
