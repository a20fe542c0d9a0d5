import Foundation
import NarrateModel
import Testing

@testable import NarratePublish

@Suite struct ReleaseWriterTests {
    private func writer(_ folder: TemporaryFolder, _ description: ReleaseDescription) throws
        -> ReleaseWriter
    {
        try ReleaseWriter(folder: folder.file("Alice"), description: description)
    }

    private func publish(
        _ folder: TemporaryFolder,
        _ description: ReleaseDescription = Sample.description(),
        at time: String = "2026-01-02T03:04:05Z"
    ) throws -> Release {
        let chapters = description.tracks.map { Sample.chapter($0.index) }
        return try writer(folder, description).publish(
            chapters,
            totals: ReleaseTotals(charactersBilled: 80, credits: Credits(40), retakes: 1),
            createdAt: time
        )
    }

    @Test func `puts the tag in front and leaves the audio as it is`() throws {
        let folder = try TemporaryFolder()
        let cover = Cover(mediaType: "image/jpeg", bytes: try Fixture.bytes("cover.jpg"))
        let release = try publish(folder, Sample.description(cover: cover))
        let name = "Alice/01 - Down the Rabbit-Hole.mp3"
        let audio = try Fixture.bytes("rabbit-hole.mp3")
        #expect(try folder.bytes(name).suffix(audio.count) == audio[...])
        let frames = try Tool.frames(of: folder.file(name))
        for expected in [
            "TIT2=['Down the Rabbit-Hole']", "TALB=['Alice’s Adventures']",
            "TIT3=['In Wonderland']", "TPE1=['Lewis Carroll']", "TPE2=['Lewis Carroll']",
            "TCOM=['English (Great Britain)']", "TRCK=['1/2']", "TCON=['Audiobook']",
            "TYER=['1865']", "TDAT=['2611']", "TPUB=['Macmillan']", "TLAN=['eng']",
            "TCOP=['Public domain']", "TSOP=['Carroll, Lewis']",
            "TSOA=['Alice 1 - Alice’s Adventures']", "TENC=['narrate 0.1.0']",
            "TSSE=['LAME 3.100, CBR 64 kbit/s, mono']", "TLEN=['1500']",
            "COMM::eng=['A girl falls.\\nThen she wakes.']", "TXXX:ISBN=['978-0-00-000000-2']",
            "TXXX:ASIN=['B000000000']", "TXXX:SERIES=['Alice']", "TXXX:SERIES-PART=['1']",
            "TXXX:NARRATOR=['English (Great Britain)']", "TXXX:TRANSLATOR=['Zoë Übersetzer']",
            "TXXX:NARRATION=['Narrated by a synthetic voice (espeak, English (Great Britain))']",
            "APIC:=(<PictureType.COVER_FRONT: 3>, 'image/jpeg', \(cover.bytes.count))",
        ] {
            #expect(frames.contains(expected), "\(expected) in \(frames)")
        }
        #expect(release.files.map(\.file) == ["cover.jpg", "manifest.json"])
        #expect(try folder.bytes("Alice/cover.jpg") == cover.bytes)
    }

    @Test func `a book with another title takes the audio it had under the old one`() throws {
        let folder = try TemporaryFolder()
        let inputs = String(repeating: "a", count: 64)
        let chapter = Sample.chapter(2, inputs: inputs)
        _ = try writer(folder, Sample.description())
            .publish([chapter], createdAt: "2026-01-01T00:00:00Z")
        var metadata = Sample.metadata
        metadata.title = "Alice"
        let writer = try ReleaseWriter(
            folder: folder.file("Renamed"),
            description: Sample.description(metadata: metadata),
            earlier: folder.file("Alice")
        )
        var bare = chapter
        bare.audio = [:]
        #expect(try writer.lacking(bare).isEmpty)
        let file = try writer.writeChapter(bare).file.file
        let audio = try Fixture.bytes("rabbit-hole.mp3")
        #expect(try folder.bytes("Renamed/\(file)").suffix(audio.count) == audio[...])
        #expect(try Tool.frames(of: folder.file("Renamed/\(file)")).contains("TALB=['Alice']"))
        bare.inputs = String(repeating: "b", count: 64)
        #expect(try writer.lacking(bare) == [.mp3])
    }

    @Test func `tags are read by ffprobe`() throws {
        let folder = try TemporaryFolder()
        _ = try publish(folder)
        let path = folder.file("Alice/02 - The Pool of Tears.mp3")
        let tags = try Tool.probe(path, entries: "format_tags")
        for expected in [
            "title=\"The Pool of Tears\"", "album=\"Alice’s Adventures\"", "track=\"2/2\"",
            "artist=\"Lewis Carroll\"", "composer=\"English (Great Britain)\"",
            "genre=\"Audiobook\"", "SERIES=\"Alice\"", "publisher=\"Macmillan\"",
            "language=\"eng\"",
        ] {
            #expect(tags.contains("format.tags.\(expected)"), "\(expected) in \(tags)")
        }
    }

    @Test func `leaves a release that would come out the same untouched`() throws {
        let folder = try TemporaryFolder()
        let first = try publish(folder)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.file("Alice"))
        let times = try names.map { try folder.modified("Alice/\($0)") }
        let second = try publish(folder, at: "2027-01-01T00:00:00Z")
        #expect(first.chapters.map(\.file.isNew) == [true, true])
        #expect(second.chapters.map(\.file.isNew) == [false, false])
        #expect(second.files.map(\.isNew) == [false])
        #expect(first.chapters.map(\.file.sha256) == second.chapters.map(\.file.sha256))
        #expect(try names.map { try folder.modified("Alice/\($0)") } == times)
    }

    @Test func `removes files of former chapters and no others`() throws {
        let folder = try TemporaryFolder()
        _ = try publish(folder, Sample.description(titles: ["One", "Two", "Three"]))
        let stranger = folder.file("Alice/03 - My own.mp3")
        try Data([1]).write(to: URL(filePath: stranger))
        let release = try publish(folder, Sample.description(titles: ["One", "Second"]))
        #expect(release.removed == ["02 - Two.mp3", "03 - Three.mp3"])
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.file("Alice"))
        #expect(
            names.sorted() == [
                "01 - One.mp3", "02 - Second.mp3", "03 - My own.mp3", "manifest.json",
            ]
        )
    }

    @Test func `removes nothing when the manifest is not narrate's`() throws {
        let folder = try TemporaryFolder()
        _ = try publish(folder, Sample.description(titles: ["One", "Two"]))
        let manifest = URL(filePath: folder.file("Alice/manifest.json"))
        let text = try String(contentsOf: manifest, encoding: .utf8)
        try text.replacing("narrate 0.1.0", with: "other 1").write(
            to: manifest,
            atomically: true,
            encoding: .utf8
        )
        #expect(try publish(folder, Sample.description(titles: ["One"])).removed.isEmpty)
    }

    @Test func `keeps chapters of earlier runs that are still part of the book`() throws {
        let folder = try TemporaryFolder()
        let first = try publish(folder)
        let writer = try writer(folder, Sample.description())
        let again = try writer.writeChapter(Sample.chapter(3))
        let release = try writer.finish([again], createdAt: "2026-02-02T00:00:00Z")
        #expect(release.removed.isEmpty)
        #expect(release.chapters.map(\.file.file) == first.chapters.map(\.file.file))
        #expect(release.chapters.map(\.measures) == first.chapters.map(\.measures))
    }

    @Test func `takes over audio made from the same inputs and tags it anew`() throws {
        let folder = try TemporaryFolder()
        let chapter = Sample.chapter(2, inputs: String(repeating: "a", count: 64))
        let old = try writer(folder, Sample.description(titles: ["Old title"]))
        _ = try old.finish([try old.writeChapter(chapter)], createdAt: "2026-01-01T00:00:00Z")

        let renamed = try writer(folder, Sample.description(titles: ["New title"]))
        var bare = chapter
        bare.audio = [:]
        #expect(try renamed.lacking(bare).isEmpty)
        let kept = try renamed.writeChapter(bare)
        #expect(kept.file.file == "01 - New title.mp3")
        let release = try renamed.finish([kept], createdAt: "2026-01-01T00:00:00Z")
        #expect(release.removed == ["01 - Old title.mp3"])
        let audio = try Fixture.bytes("rabbit-hole.mp3")
        #expect(try folder.bytes("Alice/01 - New title.mp3").suffix(audio.count) == audio[...])
        #expect(
            try Tool.frames(of: folder.file("Alice/01 - New title.mp3"))
                .contains("TIT2=['New title']")
        )
        #expect(try renamed.writeChapter(bare).file.isNew == false)
        bare.inputs = "other"
        #expect(try renamed.lacking(bare) == [.mp3])
    }

    @Test func `writes everything that is asked for and keeps it when nothing changes`() throws {
        let folder = try TemporaryFolder()
        let options = ReleaseOptions(
            tagVersion: .v24,
            includesText: true,
            subtitles: [.vtt, .srt],
            includesPlaylist: true,
            includesShelfMetadata: true
        )
        func publish(_ time: String) throws -> Release {
            try ReleaseWriter(
                folder: folder.file("Alice"),
                description: Sample.description(),
                options: options
            ).publish(
                [Sample.chapter(2), Sample.chapter(3)],
                report: ReleaseReport(takes: .init(clean: 4)),
                createdAt: time
            )
        }
        let first = try publish("2026-01-01T00:00:00Z")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.file("Alice"))
        #expect(
            names.sorted() == [
                "01 - Down the Rabbit-Hole.mp3", "01 - Down the Rabbit-Hole.srt",
                "01 - Down the Rabbit-Hole.vtt", "02 - The Pool of Tears.mp3",
                "02 - The Pool of Tears.srt", "02 - The Pool of Tears.vtt", "manifest.json",
                "metadata.json", "playlist.m3u8", "report.html",
            ]
        )
        let frames = try Tool.frames(of: folder.file("Alice/01 - Down the Rabbit-Hole.mp3"))
        #expect(frames.contains("TDRC=['1865-11-26']"))
        #expect(
            frames.contains(
                "SYLT::eng=(2, 2, [('Down the rabbit hole.', 100), ('Œuvre <i> & so on.', 1000)])"
            )
        )
        let times = try names.map { try folder.modified("Alice/\($0)") }
        let second = try publish("2026-05-05T00:00:00Z")
        #expect(second.files.map(\.sha256) == first.files.map(\.sha256))
        #expect(try names.map { try folder.modified("Alice/\($0)") } == times)

        let plain = try self.publish(folder)
        #expect(plain.removed.count == 7)
    }

    @Test func `parts of the book are discs`() throws {
        let folder = try TemporaryFolder()
        let description = Sample.description(
            titles: ["I", "II", "I"],
            parts: [["Book One"], ["Book One"], ["Book Two"]]
        )
        let release = try publish(folder, description)
        #expect(release.chapters.map(\.title) == ["Book One: I", "II", "Book Two: I"])
        let frames = try Tool.frames(of: folder.file("Alice/03 - Book Two - I.mp3"))
        #expect(frames.contains("TPOS=['2/2']"))
        #expect(frames.contains("TRCK=['3/3']"))
    }

    @Test func `clears away what a killed run left behind`() throws {
        let folder = try TemporaryFolder()
        _ = try publish(folder)
        let rest = folder.file("Alice/" + OutputFile.temporaryName(for: "x.mp3"))
        try Data([1]).write(to: URL(filePath: rest))
        _ = try publish(folder)
        #expect(!FileManager.default.fileExists(atPath: rest))
    }

    @Test func `says why a folder can't be made`() throws {
        let folder = try TemporaryFolder()
        try Data().write(to: URL(filePath: folder.file("Alice")))
        let error = #expect(throws: PublishError.self) { try publish(folder) }
        #expect(error?.code == .cannotCreate)
        #expect(error?.message.contains("not a directory") == true)
    }

    @Test func `says which chapter's audio is missing`() throws {
        let folder = try TemporaryFolder()
        let writer = try writer(folder, Sample.description())
        let error = #expect(throws: PublishError.self) {
            try writer.writeChapter(Sample.chapter(2, mp3: "none.mp3"))
        }
        #expect(error?.code == .inputOutput)
        #expect(error?.message.contains("none.mp3") == true)
    }
}
