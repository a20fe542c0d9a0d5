import Foundation
import NarrateModel
import NarrateTestSupport
import Testing

@testable import NarratePipeline

@Suite struct TakeStoreTests {
    private let fingerprint = Fingerprint(hex: String(repeating: "ab", count: 32))

    @Test func `keeps takes under their fingerprint and number`() async throws {
        try await withTemporaryFolder { folder in
            let store = TakeStore(folder: folder + "/takes")
            let fingerprint = try #require(fingerprint)
            #expect(try store.reconcile().isEmpty)
            for number in 1...2 {
                let path = try store.reserve(fingerprint, number: number)
                try Data("take \(number)".utf8).write(to: URL(filePath: path))
                let kept = try store.keep(
                    path,
                    as: fingerprint,
                    number: number,
                    fileExtension: "wav"
                )
                #expect(kept.digest.bytes == 6)
                #expect(!FileManager.default.fileExists(atPath: path))
            }
            let files = try store.reconcile().sorted { $0.number < $1.number }
            #expect(files.map(\.number) == [1, 2])
            #expect(
                files.map(\.file) == [
                    "ab/\(fingerprint.hex).wav", "ab/\(fingerprint.hex).2.wav",
                ]
            )
        }
    }

    @Test func `sweeps away what was never finished`() async throws {
        try await withTemporaryFolder { folder in
            let store = TakeStore(folder: folder + "/takes")
            _ = try store.reconcile()
            let path = try store.reserve(try #require(fingerprint), number: 1)
            #expect(try store.reconcile().isEmpty)
            #expect(!FileManager.default.fileExists(atPath: path))
        }
    }

    @Test func `leaves files alone that are no takes`() async throws {
        try await withTemporaryFolder { folder in
            let store = TakeStore(folder: folder + "/takes")
            _ = try store.reconcile()
            try FileManager.default.createDirectory(
                atPath: folder + "/takes/ab",
                withIntermediateDirectories: true
            )
            try Data().write(to: URL(filePath: folder + "/takes/ab/notes.txt"))
            #expect(try store.reconcile().isEmpty)
            #expect(FileManager.default.fileExists(atPath: folder + "/takes/ab/notes.txt"))
        }
    }
}
