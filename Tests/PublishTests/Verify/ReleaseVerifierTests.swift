import Foundation
import NarrateModel
import Testing

@testable import NarratePublish

@Suite struct ReleaseVerifierTests {
    private static let first = "01 - Down the Rabbit-Hole.mp3"

    /// A release in a folder of its own.
    private func release() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        let cover = Cover(mediaType: "image/png", bytes: try Fixture.bytes("cover.png"))
        let writer = try ReleaseWriter(
            folder: folder.path,
            description: Sample.description(cover: cover),
            options: ReleaseOptions(subtitles: [.vtt])
        )
        _ = try writer.publish(
            [Sample.chapter(2), Sample.chapter(3)],
            createdAt: "2026-01-01T00:00:00Z"
        )
        return folder
    }

    private func findings(_ folder: TemporaryFolder) throws -> [String] {
        let verification = try ReleaseVerifier(folder: folder.path).verification()
        let all = verification.findings + verification.files.flatMap(\.findings)
        return all.map { "\($0.check) \($0.severity.rawValue)" }
    }

    private func edit(_ folder: TemporaryFolder, _ name: String, _ change: (inout Data) -> Void)
        throws
    {
        let url = URL(filePath: folder.file(name))
        var data = try Data(contentsOf: url)
        change(&data)
        try data.write(to: url)
    }

    @Test func `passes a release as it was written`() throws {
        let folder = try release()
        let verification = try ReleaseVerifier(folder: folder.path).verification()
        #expect(verification.passed)
        #expect(verification.findings == [])
        #expect(
            verification.files.map(\.file) == [
                Self.first, "02 - The Pool of Tears.mp3", "cover.png",
                "01 - Down the Rabbit-Hole.vtt", "02 - The Pool of Tears.vtt",
            ]
        )
        #expect(verification.title == "Alice’s Adventures")
    }

    @Test func `finds a missing file`() throws {
        let folder = try release()
        try FileManager.default.removeItem(atPath: folder.file("02 - The Pool of Tears.vtt"))
        #expect(try findings(folder) == ["missing error"])
    }

    @Test func `finds a single flipped bit`() throws {
        let folder = try release()
        try edit(folder, Self.first) { $0[$0.count - 100] ^= 1 }
        #expect(try findings(folder) == ["checksum error"])
    }

    @Test func `finds a file that was cut`() throws {
        let folder = try release()
        try edit(folder, Self.first) { $0.removeLast() }
        #expect(try findings(folder) == ["size error"])
    }

    @Test func `finds titles that library servers refuse`() throws {
        let folder = try release()
        _ = try Tool.output("mid3v2", ["-t", "The Pool of Tears", folder.file(Self.first)])
        #expect(try findings(folder).contains("titles error"))
        #expect(try findings(folder).contains("tag error"))
        _ = try Tool.output("mid3v2", ["-t", "ALICE’S Adventures", folder.file(Self.first)])
        #expect(try findings(folder).contains("titles error"))
    }

    @Test func `finds that there is no tag`() throws {
        let folder = try release()
        _ = try Tool.output("mid3v2", ["--delete-all", folder.file(Self.first)])
        #expect(try findings(folder).contains("tag error"))
    }

    @Test func `finds levels outside the profile`() throws {
        let folder = try release()
        try edit(folder, "manifest.json") { data in
            let text = String(decoding: data, as: UTF8.self)
            data = Data(text.replacing("\"rms\": -20.01", with: "\"rms\": -25").utf8)
        }
        #expect(try findings(folder) == ["rms error", "rms error"])
    }

    @Test func `mentions audio that is not part of it`() throws {
        let folder = try release()
        try Data([1]).write(to: URL(filePath: folder.file("99 - Old.mp3")))
        #expect(try findings(folder) == ["stray warning"])
    }

    @Test func `says that there is no manifest`() throws {
        let folder = try TemporaryFolder()
        let verification = try ReleaseVerifier(folder: folder.path).verification()
        #expect(!verification.passed)
        #expect(verification.findings.map(\.check) == ["manifest"])
    }
}
