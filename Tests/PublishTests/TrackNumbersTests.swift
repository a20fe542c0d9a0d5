import Foundation
import NarrateModel
import Testing

@testable import NarratePublish

@Suite struct TrackNumbersTests {
    private static let inputs = String(repeating: "a", count: 64)

    /// A chapter in two parts between two whole ones.
    private func chapters() -> [ReleaseChapter] {
        let whole = [2, 4].map { Sample.chapter($0, inputs: Self.inputs + String($0)) }
        let parts = (1...2).map { number in
            var part = Sample.chapter(3, inputs: Self.inputs.dropLast() + String(number))
            part.part = ChapterPart(number: number, count: 2)
            return part
        }
        return [whole[1], whole[0], parts[1], parts[0]]
    }

    private func writer(_ folder: TemporaryFolder, _ version: ID3Version) throws -> ReleaseWriter {
        try ReleaseWriter(
            folder: folder.file("Alice"),
            description: Sample.description(titles: ["One", "Two", "Three"]),
            options: ReleaseOptions(tagVersion: version)
        )
    }

    @Test func `parts count one by one, and chapters behind them later`() {
        let numbers = TrackNumbers(
            chapters: 5,
            parts: [(2, ChapterPart(number: 1, count: 3)), (4, ChapterPart(number: 2, count: 2))]
        )
        #expect(numbers.count == 8)
        let part = { ChapterPart(number: $0, count: 3) }
        #expect((1...3).map { numbers.track(of: 2, part: part($0)) } == [2, 3, 4])
        #expect([1, 3, 5].map { numbers.track(of: $0, part: nil) } == [1, 5, 8])
    }

    @Test(arguments: ID3Version.allCases)
    func `each file is a track of its own, whichever was finished first`(
        version: ID3Version
    ) throws {
        let folder = try TemporaryFolder()
        let release = try writer(folder, version)
            .publish(chapters(), createdAt: "2026-01-01T00:00:00Z")
        let names = release.chapters.map(\.file.file)
        #expect(
            names == [
                "01 - One.mp3", "02 - Two (1 of 2).mp3", "02 - Two (2 of 2).mp3", "03 - Three.mp3",
            ]
        )
        for (index, name) in names.enumerated() {
            let frames = try Tool.frames(of: folder.file("Alice/\(name)"))
            #expect(frames.contains("TRCK=['\(index + 1)/4']"), "\(frames)")
            let audio = try Fixture.bytes("rabbit-hole.mp3")
            #expect(try folder.bytes("Alice/\(name)").suffix(audio.count) == audio[...])
        }
        #expect(try ReleaseVerifier(folder: folder.file("Alice")).verification().passed)
        let again = try writer(folder, version)
            .publish(chapters(), createdAt: "2026-02-01T00:00:00Z")
        #expect(again.chapters.allSatisfy { !$0.file.isNew })
    }

    @Test func `two files of one track are found`() throws {
        let folder = try TemporaryFolder()
        _ = try writer(folder, .v23).publish(chapters(), createdAt: "2026-01-01T00:00:00Z")
        let path = folder.file("Alice/03 - Three.mp3")
        var bytes = try folder.bytes("Alice/03 - Three.mp3")
        let place = try #require(Data(bytes).range(of: Data("4/4".utf8)))
        bytes[place.lowerBound] = UInt8(ascii: "1")
        try Data(bytes).write(to: URL(filePath: path))
        let verification = try ReleaseVerifier(folder: folder.file("Alice")).verification()
        #expect(verification.findings.contains { $0.check == "tracks" })
    }
}
