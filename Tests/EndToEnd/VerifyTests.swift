import Foundation
import NarrateTestSupport
import Testing

@Suite struct VerifyTests {
    @Test func `passes a release as it was written, and names what was changed later`() async throws
    {
        try await withTemporaryFolder { folder in
            let book = try SampleBook.write(SampleBook.html, as: "walk.html", in: folder)
            let made = try await Narrate.run(book, in: folder)
            #expect(made.code == 0, "\(made.error)")
            let release = "\(folder)/A Short Walk"
            let whole = try await Narrate.run("verify", release, in: folder)
            #expect(whole.code == 0, "\(whole.output)\(whole.error)")
            #expect(whole.output.contains("ok  audio: measured again"))
            #expect(!whole.output.contains("no  "), "\(whole.output)")

            let chapter = "\(release)/02 - The Hill.mp3"
            var bytes = try Data(contentsOf: URL(filePath: chapter))
            bytes[bytes.count / 2] ^= 0xFF
            try bytes.write(to: URL(filePath: chapter))
            try FileManager.default.removeItem(atPath: "\(release)/03 - The Way Home.mp3")
            let damaged = try await Narrate.run("verify", release, "--json", in: folder)
            #expect(damaged.code == 3)
            let document = try JSON(Data(damaged.output.utf8))
            let findings = document.releases[0].findings.list
            let found = findings.map { "\($0.file.string ?? "") \($0.check.string ?? "")" }
            #expect(found.contains("02 - The Hill.mp3 checksum"), "\(found)")
            #expect(found.contains("03 - The Way Home.mp3 missing"), "\(found)")
        }
    }

    @Test(arguments: [("empty", Int32(65)), ("nowhere", Int32(66))])
    func `refuses a folder that is no release`(name: String, code: Int32) async throws {
        try await withTemporaryFolder { folder in
            if name == "empty" {
                try FileManager.default.createDirectory(
                    atPath: "\(folder)/empty",
                    withIntermediateDirectories: true
                )
            }
            let result = try await Narrate.run("verify", "\(folder)/\(name)", in: folder)
            #expect(result.code == code)
            #expect(result.error.contains(name))
        }
    }

    @Test func `puts subtitles, playlist and shelf metadata beside the chapters`() async throws {
        try await withTemporaryFolder { folder in
            let book = try SampleBook.write(SampleBook.html, as: "walk.html", in: folder)
            let made = try await Narrate.run(book, in: folder)
            #expect(made.code == 0, "\(made.error)")
            let release = "\(folder)/A Short Walk"
            let names = Set(try FileManager.default.contentsOfDirectory(atPath: release))
            #expect(names.contains("01 - The Gate.vtt"))
            #expect(names.contains("01 - The Gate.srt"))
            #expect(names.contains("metadata.json"))
            #expect(names.contains { $0.hasSuffix(".m3u8") || $0.hasSuffix(".m3u") })
            let probe = try await runProgram(
                "ffprobe",
                [
                    "-v", "error", "-show_entries", "format=format_name",
                    "\(release)/01 - The Gate.srt",
                ]
            )
            #expect(probe.output.contains("srt"))

            // Another choice takes away what the former wrote, and leaves the audio alone.
            let track = "\(release)/01 - The Gate.mp3"
            let before = try FileManager.default.attributesOfItem(atPath: track)[.modificationDate]
            let again = try await Narrate.run(book, "--subtitles", "vtt", in: folder)
            #expect(again.code == 0, "\(again.error)")
            let after = try FileManager.default.attributesOfItem(atPath: track)[.modificationDate]
            #expect(before as? Date == after as? Date)
            #expect(!FileManager.default.fileExists(atPath: "\(release)/01 - The Gate.srt"))
            #expect(FileManager.default.fileExists(atPath: "\(release)/01 - The Gate.vtt"))
        }
    }
}
