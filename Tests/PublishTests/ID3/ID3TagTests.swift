import Foundation
import NarrateModel
import Testing

@testable import NarratePublish

@Suite struct ID3TagTests {
    private func file(_ tag: ID3Tag, in folder: TemporaryFolder) throws -> String {
        let bytes = try tag.bytes() + Fixture.bytes("rabbit-hole.mp3")
        try Data(bytes).write(to: URL(filePath: folder.file("tagged.mp3")))
        return folder.file("tagged.mp3")
    }

    @Test(arguments: ID3Version.allCases)
    func `is read by mutagen frame by frame`(version: ID3Version) throws {
        let folder = try TemporaryFolder()
        let frames: [ID3Frame] = [
            .text(id: "TIT2", "Café"),
            .text(id: "TALB", "Война и мир 📖"),
            .userText(name: "SERIES", "Œuvres"),
            .comment(language: "eng", name: "", "two\nlines"),
            .lyrics(language: "rus", "Ах"),
            .timedText(
                language: "fra",
                [.init(text: "Un", milliseconds: 0), .init(text: "“Deux”", milliseconds: 70_000)]
            ),
            .picture(mediaType: "image/png", kind: .frontCover, bytes: [1, 0, 2]),
            .identifier(owner: "narrate", "abc"),
            .chapter(id: "chp1", start: 0, end: 500, title: "Första"),
            .chapter(id: "chp2", start: 500, end: 1500, title: "第二"),
            .contents(id: "toc", children: ["chp1", "chp2"], title: "Contents"),
        ]
        let path = try file(ID3Tag(version: version, frames: frames), in: folder)
        let read = try Tool.frames(of: path)
        #expect(read.contains("TIT2=['Café']"))
        #expect(read.contains("TALB=['Война и мир 📖']"))
        #expect(read.contains("TXXX:SERIES=['Œuvres']"))
        #expect(read.contains("COMM::eng=['two\\nlines']"))
        #expect(read.contains("USLT::rus=Ах"))
        #expect(read.contains("SYLT::fra=(2, 2, [('Un', 0), ('“Deux”', 70000)])"))
        #expect(read.contains("APIC:=(<PictureType.COVER_FRONT: 3>, 'image/png', 3)"))
        #expect(read.contains("UFID:narrate=abc"))
        #expect(read.contains("CHAP:chp1=(0, 500, ['Första'])"))
        #expect(read.contains("CHAP:chp2=(500, 1500, ['第二'])"))
        #expect(read.contains("CTOC:toc=(3, ['chp1', 'chp2'])"))
        #expect(read.count == frames.count)
    }

    @Test(arguments: ID3Version.allCases)
    func `shows its chapters to ffprobe`(version: ID3Version) throws {
        let folder = try TemporaryFolder()
        let tag = ID3Tag(
            version: version,
            frames: [
                .text(id: "TIT2", "“Ünï”"),
                .contents(id: "toc", children: ["a", "b"], title: "Contents"),
                .chapter(id: "a", start: 0, end: 700, title: "First"),
                .chapter(id: "b", start: 700, end: 1400, title: "Zwölf – 12"),
            ]
        )
        let read = try Tool.probe(try file(tag, in: folder), entries: "format_tags")
        #expect(read.contains("format.tags.title=\"“Ünï”\""))
        #expect(read.contains("chapters.chapter.1.tags.title=\"Zwölf – 12\""))
        #expect(read.contains("chapters.chapter.1.start_time=\"0.700000\""))
    }

    @Test func `reads its own tags back`() throws {
        let folder = try TemporaryFolder()
        let tag = ID3Tag(
            version: .v23,
            frames: [
                .text(id: "TIT2", "Ünï\u{2013}"), .userText(name: "ISBN", "1"),
                .identifier(owner: "narrate", "x"),
                .picture(mediaType: "image/jpeg", kind: .frontCover, bytes: [9]),
            ]
        )
        let input = try InputFile(path: try file(tag, in: folder))
        let read = try #require(try ID3Reader.tag(of: input))
        #expect(read.texts == ["TIT2": "Ünï\u{2013}"])
        #expect(read.userTexts == ["ISBN": "1"])
        #expect(read.identifiers == ["narrate": "x"])
        #expect(read.pictureTypes == [3])
        #expect(read.bytes == (try tag.bytes().count))
    }

    @Test func `refuses what does not fit its format`() {
        let picture = ID3Frame.picture(
            mediaType: "image/png",
            kind: .frontCover,
            bytes: [UInt8](repeating: 0, count: 1 << 28)
        )
        #expect(throws: PublishError.self) {
            try ID3Tag(version: .v23, frames: [picture]).bytes()
        }
    }
}
