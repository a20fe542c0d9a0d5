import Foundation
import NarrateModel
import Testing

@testable import NarratePublish

@Suite struct WebReleaseTests {
    private static let createdAt = "2026-01-02T07:00:05Z"

    private func writer(
        _ folder: TemporaryFolder,
        titles: [String] = ["Down the Rabbit-Hole", "The Pool of Tears"],
        metadata: Metadata = Sample.metadata,
        address: String? = nil,
        formats: [ReleaseFormat] = [.mp3]
    ) throws -> ReleaseWriter {
        var options = ReleaseOptions(formats: formats, subtitles: [.vtt])
        options.web = WebOptions(address: address)
        return try ReleaseWriter(
            folder: folder.path,
            description: Sample.description(titles: titles, metadata: metadata),
            options: options
        )
    }

    private func chapters(_ first: String = "one", _ second: String = "two") -> [ReleaseChapter] {
        [Sample.chapter(2, inputs: first), Sample.chapter(3, inputs: second)]
    }

    @Test func `pages, feed and snippets are part of the release, and left alone by the next run`()
        throws
    {
        let folder = try TemporaryFolder()
        let release = try writer(folder).publish(chapters(), createdAt: Self.createdAt)
        let names = try folder.names
        for name in [
            "player.html", "player-text-ch2.html", "player-text-ch3.html", "feed.xml", "embed.txt",
            "01 - Down the Rabbit-Hole.json", "01 - Down the Rabbit-Hole.chapters.json",
        ] { #expect(names.contains(name), "\(names)") }
        let listed = try String(decoding: folder.bytes("manifest.json"), as: UTF8.self)
        #expect(listed.contains("\"file\": \"player-text-ch2.html\""))
        #expect(release.removed.isEmpty)
        let again = try writer(folder).publish(chapters(), createdAt: "2027-03-04T00:00:00Z")
        #expect(again.files.allSatisfy { !$0.isNew }, "\(again.files.filter(\.isNew))")
        #expect(again.chapters.flatMap(\.companions).allSatisfy { !$0.isNew })
    }

    @Test func `without the word for it there are none, and former ones go`() throws {
        let folder = try TemporaryFolder()
        _ = try writer(folder).publish(chapters(), createdAt: Self.createdAt)
        let plain = try ReleaseWriter(folder: folder.path, description: Sample.description())
            .publish(chapters(), createdAt: Self.createdAt)
        #expect(plain.removed.contains("feed.xml"))
        let names = try folder.names
        #expect(!names.contains { $0.hasPrefix("player") || $0.hasSuffix(".chapters.json") })
    }

    @Test func `a chapter of an earlier run keeps its text and its date`() throws {
        let folder = try TemporaryFolder()
        _ = try writer(folder).publish(chapters(), createdAt: Self.createdAt)
        let before = try folder.bytes("player.html")
        var changed = chapters("one", "other")
        changed[1].audio = [.mp3: Fixture.path("rabbit-hole.mp3")]
        changed[1].script[0].text = "Down another hole."
        let release = try writer(folder).publish([changed[1]], createdAt: "2027-03-04T00:00:00Z")
        #expect(release.chapters.count == 2)
        let page = try String(decoding: folder.bytes("player.html"), as: UTF8.self)
        #expect(page.contains("Down the rabbit hole."))
        #expect(page.contains("Down another hole."))
        #expect(Array(page.utf8) != before)
        #expect(release.chapters[0].publishedAt == "2026-01-02T07:00:04Z")
    }

    @Test func `a feed says what a parser of podcasts expects`() throws {
        let folder = try TemporaryFolder()
        _ = try writer(folder, address: "https://example.org/a/{release}").publish(
            chapters(),
            createdAt: Self.createdAt
        )
        let base = "https://example.org/a/\(folder.path.split(separator: "/").last ?? "")/"
        _ = try Tool.output("xmllint", ["--noout", folder.file("feed.xml")])
        let feed = try Tool.python(
            """
            import feedparser, sys, time, json
            feed = feedparser.parse(sys.argv[1])
            print(feed.bozo, feed.version, feed.feed.title, '|', feed.feed.language, '|', feed.feed.author)
            for entry in feed.entries:
                link = entry.enclosures[0]
                print(entry.title, '|', time.strftime('%FT%T', entry.published_parsed), '|',
                      link.type, link.length, '|', link.href, '|', entry.itunes_duration, entry.guidislink)
            """,
            folder.file("feed.xml")
        ).split(separator: "\n").map(String.init)
        let title = "Alice’s Adventures"
        #expect(feed.first == "False rss20 \(title) | en-GB | Lewis Carroll")
        let bytes = try folder.bytes("01 - Down the Rabbit-Hole.mp3").count
        #expect(
            feed.dropFirst().first
                == "Down the Rabbit-Hole | 2026-01-02T07:00:04 | audio/mpeg \(bytes) | "
                + "\(base)01%20-%20Down%20the%20Rabbit-Hole.mp3 | 2 False"
        )
        let text = try String(decoding: folder.bytes("feed.xml"), as: UTF8.self)
        #expect(text.contains("<podcast:person role=\"author\" group=\"writing\">Lewis Carroll"))
        #expect(text.contains("<podcast:person role=\"narrator\" group=\"cast\">"))
        #expect(text.contains("<podcast:chapters url=\"\(base)01%20-%20Down"))
        #expect(text.contains("type=\"application/json+chapters\""))
        #expect(text.contains("<podcast:guid>"))
        // Every address of the feed is a file of the release.
        for piece in text.split(separator: "\"") where piece.hasPrefix(base) {
            let name = String(piece.dropFirst(base.count)).removingPercentEncoding ?? ""
            #expect(try folder.names.contains(name), "\(piece)")
        }
    }

    @Test func `further formats are offered to players that take them`() throws {
        let folder = try TemporaryFolder()
        var chapter = Sample.chapter(2, inputs: "one")
        let audio = try TemporaryFolder()
        _ = try Tool.output(
            "ffmpeg",
            ["-v", "error", "-i", Fixture.path("rabbit-hole.mp3"), audio.file("a.flac")]
        )
        chapter.audio[.flac] = audio.file("a.flac")
        _ = try writer(folder, formats: [.mp3, .flac]).publish(
            [chapter],
            createdAt: Self.createdAt
        )
        let page = try String(decoding: folder.bytes("player.html"), as: UTF8.self)
        #expect(page.contains(".flac\" type=\"audio/flac\">"))
        let feed = try String(decoding: folder.bytes("feed.xml"), as: UTF8.self)
        #expect(feed.contains("<podcast:alternateEnclosure type=\"audio/flac\""))
    }

    @Test func `titles and texts of hostile books stay text`() throws {
        let folder = try TemporaryFolder()
        let hostile =
            "\"'></title></script><script>pwned=1</script><img src=x onerror=pwned=1>&amp;"
        var metadata = Sample.metadata
        metadata.title = hostile
        metadata.contributors = [Contributor(name: hostile)]
        metadata.description = hostile + "]]>\u{FFFE}\u{1}"
        metadata.language = "en\" onload=\"pwned=1"
        metadata.rights = hostile
        var chapter = Sample.chapter(2, inputs: "one")
        chapter.script[0].text = hostile
        chapter.script[0].language = "fr\"><script>"
        chapter.source = "\"><script>.md"
        _ = try writer(folder, titles: [hostile, "Two"], metadata: metadata).publish(
            [chapter, Sample.chapter(3, inputs: "two")],
            createdAt: Self.createdAt
        )
        _ = try Tool.output("xmllint", ["--noout", folder.file("feed.xml")])
        for name in try folder.names where name.hasSuffix(".html") && name.hasPrefix("player") {
            let page = try String(decoding: folder.bytes(name), as: UTF8.self)
            #expect(page.components(separatedBy: "<script").count == 2, "\(name)")
            #expect(!page.contains("<img"))
            #expect(!page.contains("\" onload"))
            #expect(page.contains("&lt;script&gt;pwned=1"))
        }
        let snippets = try String(decoding: folder.bytes("embed.txt"), as: UTF8.self)
        #expect(!snippets.contains("<script") && !snippets.contains("onerror=pwned=1>"))
        #expect(snippets.split(separator: "\n").allSatisfy { $0.hasPrefix("<iframe ") })
    }
}
