import Foundation
import NarrateModel
import Testing

@testable import NarratePublish

@Suite struct PackingTests {
    private static let inputs = String(repeating: "a", count: 64)

    private func writer(
        _ folder: TemporaryFolder,
        _ formats: [ReleaseFormat],
        titles: [String] = ["Down = the #1; Rabbit\\Hole", "The Pool of Tears"]
    ) throws -> ReleaseWriter {
        let cover = Cover(mediaType: "image/jpeg", bytes: try Fixture.bytes("cover.jpg"))
        return try ReleaseWriter(
            folder: folder.file("Alice"),
            description: Sample.description(titles: titles, cover: cover),
            options: ReleaseOptions(formats: formats)
        )
    }

    /// A chapter whose bare audio another encoder made.
    private func chapter(
        _ index: Int,
        _ folder: TemporaryFolder,
        _ encoding: AudioEncoding,
        _ arguments: [String]
    ) throws -> ReleaseChapter {
        var chapter = Sample.chapter(index, inputs: Self.inputs)
        let path = folder.file("bare.\(encoding.fileExtension)")
        _ = try Tool.output(
            "ffmpeg",
            ["-v", "error", "-y", "-i", Fixture.path("rabbit-hole.mp3")] + arguments + [path]
        )
        chapter.audio = [encoding: path]
        return chapter
    }

    @Test(arguments: [
        (ReleaseFormat.flac, ["-c:a", "flac", "-f", "flac"]),
        (.opus, ["-c:a", "libopus", "-f", "opus"]),
    ])
    func `chapters that are not MP3 have the same tags`(
        format: ReleaseFormat,
        arguments: [String]
    ) throws {
        let folder = try TemporaryFolder()
        let writer = try writer(folder, [format])
        let chapter = try chapter(2, folder, format.encoding, arguments)
        let released = try writer.writeChapter(chapter)
        #expect(released.file.file.hasSuffix(".\(format.rawValue)"))
        let tags = try Tool.python(
            """
            import sys, base64
            from mutagen import File
            file = File(sys.argv[1])
            for key, values in sorted(file.tags.as_dict().items()):
                print(f"{key.lower()}={'' if 'picture' in key else values}")
            if hasattr(file, 'pictures'): pictures = file.pictures
            else:
                from mutagen.flac import Picture
                pictures = [
                    Picture(base64.b64decode(v)) for v in file.tags['metadata_block_picture']]
            print([(p.type, p.mime, len(p.data)) for p in pictures])
            """,
            folder.file("Alice/\(released.file.file)")
        )
        let size = try Fixture.bytes("cover.jpg").count
        for expected in [
            "title=['Down = the #1; Rabbit\\\\Hole']", "album=['Alice’s Adventures']",
            "artist=['Lewis Carroll']", "composer=['English (Great Britain)']", "isbn=['978-0-",
            "series=['Alice']", "series-part=['1']", "genre=['Audiobook']",
            "description=['A girl falls.\\nThen she wakes.']", "[(3, 'image/jpeg', \(size))]",
        ] {
            #expect(tags.contains(expected), "\(expected) in \(tags)")
        }
    }

    @Test func `a packed chapter is left untouched until its audio or a tag changes`() throws {
        let folder = try TemporaryFolder()
        let arguments = ["-c:a", "flac", "-f", "flac"]
        let chapter = try chapter(2, folder, .flac, arguments)
        let first = try writer(folder, [.flac])
        _ = try first.finish([try first.writeChapter(chapter)], createdAt: "2026-01-01T00:00:00Z")
        var bare = chapter
        bare.audio = [:]
        let second = try writer(folder, [.flac])
        #expect(try second.lacking(bare).isEmpty)
        #expect(try second.writeChapter(bare).file.isNew == false)
        let renamed = try writer(folder, [.flac], titles: ["Another", "The Pool of Tears"])
        #expect(try renamed.lacking(bare) == [.flac])
        bare.inputs = "other"
        #expect(try second.lacking(bare) == [.flac])
    }

    @Test func `an M4B has chapters both ways, cover and tags`() throws {
        let folder = try TemporaryFolder()
        let chapter = try chapter(2, folder, .aac, ["-c:a", "aac", "-f", "adts"])
        let writer = try writer(folder, [.m4b])
        var second = chapter
        second.index = 3
        let released = try [chapter, second].map(writer.writeChapter)
        let path = try #require(chapter.audio[.aac])
        let joined = try Data(contentsOf: URL(filePath: path))
        try (joined + joined).write(to: URL(filePath: folder.file("book.aac")))
        let audio = ReleaseWriter.BookAudio(
            path: folder.file("book.aac"),
            starts: [0, 1.5],
            duration: 3
        )
        let book = try writer.writeBook(.m4b, of: released, audio: audio)
        #expect(book.file.file == "Alice’s Adventures.m4b")
        let file = folder.file("Alice/\(book.file.file)")
        let probe = try Tool.probe(file, entries: "format_tags:stream=codec_name")
        for expected in [
            #"chapters.chapter.0.tags.title="Down = the #1; Rabbit\\Hole""#,
            #"chapters.chapter.1.start_time="1.500000""#,
            #"format.tags.album="Alice’s Adventures""#, #"format.tags.show="Alice""#,
            #"format.tags.episode_id="1""#, #"format.tags.media_type="2""#,
            #"streams.stream.0.codec_name="aac""#,
        ] {
            #expect(probe.contains(expected), "\(expected) in \(probe)")
        }
        let atoms = try Tool.output("AtomicParsley", [file, "-t", "-T", "1"])
        for atom in ["Atom chpl", "Atom chap", "stik", "Audiobook", "covr"] {
            #expect(atoms.contains(atom), "\(atom) in \(atoms)")
        }
        try expectFurtherTags(of: file)
        let release = try writer.finish(released, books: [book], createdAt: "2026-01-01T00:00:00Z")
        #expect(release.chapters.map(\.start) == [0, 1.5])
        #expect(release.chapters.allSatisfy { $0.file == book.file })
        let next = try self.writer(folder, [.m4b])
        #expect(next.keptBook(.m4b, of: released)?.file.sha256 == book.file.sha256)
        #expect(try ReleaseVerifier(folder: folder.file("Alice")).verification().passed)
    }

    /// Tags that ffmpeg does not write, as mutagen, ffprobe and AtomicParsley read them.
    private func expectFurtherTags(of file: String) throws {
        let tags = try Tool.python(
            """
            import sys
            from mutagen.mp4 import MP4
            for key, value in sorted(MP4(sys.argv[1]).tags.items()):
                print(f"{key}={[bytes(v).decode() if isinstance(v, bytes) else v for v in value]}"
                    if key.startswith('----') else f"{key}={value}" if key != 'covr' else '')
            """,
            file
        )
        for expected in [
            "©pub=['Macmillan']", "©nrt=['English (Great Britain)']", "©too=['narrate 0.1.0']",
            "soar=['Carroll, Lewis']", "soaa=['Carroll, Lewis']",
            "soal=['Alice 1 - Alice’s Adventures']", "©mvn=['Alice']", "©mvi=[1]", "shwm=[1]",
            "stik=[2]", "----:com.apple.iTunes:ISBN=['978-0-00-000000-2']",
            "----:com.apple.iTunes:ASIN=['B000000000']",
            "----:com.apple.iTunes:PUBLISHER=['Macmillan']",
            "----:com.apple.iTunes:SERIES=['Alice']", "----:com.apple.iTunes:SERIES-PART=['1']",
            "----:com.apple.iTunes:NARRATOR=['English (Great Britain)']",
            "----:com.apple.iTunes:SUBTITLE=['In Wonderland']",
            "----:com.apple.iTunes:LANGUAGE=['en-GB']",
            "----:com.apple.iTunes:TRANSLATOR=['Zoë Übersetzer']",
        ] {
            #expect(tags.contains(expected), "\(expected) in \(tags)")
        }
        let probe = try Tool.probe(file, entries: "format_tags")
        #expect(probe.contains(#"format.tags.ISBN="978-0-00-000000-2""#), "\(probe)")
        #expect(probe.contains(#"format.tags.PUBLISHER="Macmillan""#))
        let atoms = try Tool.output("AtomicParsley", [file, "-t"])
        #expect(atoms.contains(#"Atom "----" [com.apple.iTunes;ISBN] contains: 978-0-00-000000-2"#))
        // The index stands in front of the audio, and every place in it is right.
        let tree = try Tool.output("AtomicParsley", [file, "-T", "1"])
        let index = try #require(tree.range(of: "Atom moov"))
        let audio = try #require(tree.range(of: "Atom mdat"))
        #expect(index.lowerBound < audio.lowerBound)
        let decoded = try Tool.output(
            "sh",
            ["-c", "ffmpeg -v error -xerror -i \"$0\" -map 0:a -f null - 2>&1", file]
        )
        #expect(decoded.isEmpty, "\(decoded)")
    }

    @Test func `one MP3 has chapter marks that others read, however many`() throws {
        let folder = try TemporaryFolder()
        let count = 300
        let titles = (1...count).map { "Chapter \($0)" }
        let writer = try writer(folder, [.mp3Book], titles: titles)
        let released = try (0..<count).map { try writer.writeChapter(Sample.chapter($0 + 2)) }
        let audio = ReleaseWriter.BookAudio(
            path: Fixture.path("rabbit-hole.mp3"),
            starts: (0..<count).map { Double($0) / 100 },
            duration: 3
        )
        let book = try writer.writeBook(.mp3Book, of: released, audio: audio)
        let file = folder.file("Alice/\(book.file.file)")
        let frames = try Tool.frames(of: file)
        #expect(frames.count { $0.hasPrefix("CHAP") } == count)
        #expect(frames.contains("CTOC:toc=(3, ['toc0', 'toc1'])"), "\(frames.suffix(5))")
        let probe = try Tool.probe(file, entries: "format_tags=title")
        #expect(probe.contains(#"chapters.chapter.299.tags.title="Chapter 300""#))
    }

    @Test(arguments: ["webp", "bmp", "gif"])
    func `a cover players can't show becomes a JPEG`(kind: String) throws {
        let folder = try TemporaryFolder()
        let path = folder.file("cover.\(kind)")
        _ = try Tool.output(
            "ffmpeg",
            ["-v", "error", "-y", "-i", Fixture.path("cover.jpg"), "-frames:v", "1", path]
        )
        let bytes = Array(try Data(contentsOf: URL(filePath: path)))
        let writer = try ReleaseWriter(
            folder: folder.file("Alice"),
            description: Sample.description(
                cover: Cover(mediaType: "image/\(kind)", bytes: bytes)
            )
        )
        let release = try writer.publish(
            [Sample.chapter(2), Sample.chapter(3)],
            createdAt: "2026-01-01T00:00:00Z"
        )
        #expect(release.findings.isEmpty)
        #expect(release.files.map(\.file).contains("cover.jpg"))
        #expect(try folder.bytes("Alice/cover.jpg").starts(with: [0xFF, 0xD8, 0xFF]))
    }

    @Test func `a cover that is no picture is left out, and said`() throws {
        let folder = try TemporaryFolder()
        let cover = Cover(mediaType: "image/svg+xml", bytes: Array("<svg/>".utf8))
        let writer = try ReleaseWriter(
            folder: folder.file("Alice"),
            description: Sample.description(cover: cover)
        )
        let release = try writer.publish(
            [Sample.chapter(2), Sample.chapter(3)],
            createdAt: "2026-01-01T00:00:00Z"
        )
        #expect(release.findings.contains { $0.message.contains("image/svg+xml") })
        #expect(!release.files.map(\.file).contains("cover.jpg"))
    }
}
