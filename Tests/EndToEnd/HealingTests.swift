import Foundation
import NarrateTestSupport
import Testing

@Suite struct HealingTests {
    @Test func `a lost ledger costs no take`() async throws {
        try await withBook { folder, book in
            let before = try takes(in: folder)
            for name in ["ledger.sqlite", "ledger.sqlite-wal", "ledger.sqlite-shm"] {
                try? FileManager.default.removeItem(atPath: "\(folder)/walk.narrate/\(name)")
            }
            let result = try await Narrate.run(book, "--json", in: folder)
            #expect(result.code == 0, "\(result.error)")
            #expect(!result.output.contains("takeRecorded"))
            #expect(try takes(in: folder) == before)
        }
    }

    @Test func `a take that is gone or cut short is recorded again, and no other`() async throws {
        try await withBook { folder, book in
            let release = try FileState.contents(of: "\(folder)/A Short Walk", suffix: ".mp3")
            let all = try takes(in: folder).map(\.path).sorted()
            let gone = "\(folder)/walk.narrate/takes/\(all[0])"
            let cut = "\(folder)/walk.narrate/takes/\(all[1])"
            try FileManager.default.removeItem(atPath: gone)
            let whole = try Data(contentsOf: URL(filePath: cut))
            try whole.prefix(whole.count / 2).write(to: URL(filePath: cut))
            let result = try await Narrate.run(book, "--json", in: folder)
            #expect(result.code == 0, "\(result.error)")
            let recorded = result.output.split(separator: "\n").count {
                $0.contains("\"takeRecorded\"")
            }
            #expect(recorded == 2)
            #expect(
                try FileState.contents(of: "\(folder)/A Short Walk", suffix: ".mp3") == release
            )
        }
    }

    @Test func `a chapter's file that is gone is made again from its takes`() async throws {
        try await withBook { folder, book in
            let release = try FileState.contents(of: "\(folder)/A Short Walk", suffix: ".mp3")
            let before = try takes(in: folder)
            try FileManager.default.removeItem(
                atPath: "\(folder)/A Short Walk/02 - The Hill.mp3"
            )
            let result = try await Narrate.run(book, in: folder)
            #expect(result.code == 0, "\(result.error)")
            #expect(
                try FileState.contents(of: "\(folder)/A Short Walk", suffix: ".mp3") == release
            )
            #expect(try takes(in: folder) == before)
        }
    }

    @Test func `a project goes on from its folder alone`() async throws {
        try await withBook { folder, _ in
            let result = try await Narrate.run("walk.narrate", in: folder)
            #expect(result.code == 0, "\(result.error)")
            #expect(result.output.contains("nothing to do"))
        }
    }

    @Test func `a damaged ledger is named`() async throws {
        try await withBook { folder, book in
            let path = "\(folder)/walk.narrate/ledger.sqlite"
            for suffix in ["-wal", "-shm"] {
                try? FileManager.default.removeItem(atPath: path + suffix)
            }
            try Data(repeating: 0x5A, count: 8192).write(to: URL(filePath: path))
            let result = try await Narrate.run(book, in: folder)
            #expect(result.code == 65)
            #expect(result.error.contains("ledger.sqlite"))
        }
    }

    /// A finished small book in a folder of its own.
    private func withBook(_ body: (_ folder: String, _ book: String) async throws -> Void)
        async throws
    {
        try await withTemporaryFolder { folder in
            let book = try SampleBook.write(SampleBook.html, as: "walk.html", in: folder)
            let result = try await Narrate.run(book, in: folder)
            try #require(result.code == 0, "\(result.error)")
            try await body(folder, book)
        }
    }

    private func takes(in folder: String) throws -> Set<FileState> {
        try FileState.all(below: "\(folder)/walk.narrate/takes", except: [".part"])
    }
}
