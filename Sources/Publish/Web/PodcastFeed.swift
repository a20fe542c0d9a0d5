import NarrateDigest
import NarrateModel

/// `feed.xml`: the release as a podcast (RSS 2.0, iTunes and Podcasting 2.0 tags).
///
/// Players want whole addresses: without the release's own they are relative, which some accept.
struct PodcastFeed {
    static let fileName = "feed.xml"

    let description: ReleaseDescription
    let chapters: [ReleasedChapter]
    let cover: String?
    let options: WebOptions

    /// The file.
    var bytes: [UInt8] {
        let document = """
            <?xml version="1.0" encoding="UTF-8"?>
            <rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" \
            xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" \
            xmlns:podcast="https://podcastindex.org/namespace/1.0">
            <channel>
            \(channel)\(chapters.map(item).joined())</channel>
            </rss>

            """
        return Array(document.utf8)
    }

    private var metadata: Metadata { description.metadata }
    private var authors: String { metadata.authors.joined(separator: ", ") }

    private var about: String {
        let text = metadata.description ?? ""
        return text.isEmpty ? "\(description.title), narrated by \(description.narrator)" : text
    }

    private var channel: String {
        let image = cover.map(options.link)
        let made = chapters.compactMap(\.publishedAt).max().flatMap(FeedDate.rss)
        return [
            XMLText.element("title", description.title),
            XMLText.element("link", options.link(to: PlayerDocument.wholeFileName)),
            XMLText.element("description", about),
            XMLText.element("language", metadata.language),
            XMLText.element("copyright", metadata.rights),
            XMLText.element("lastBuildDate", made),
            XMLText.element("generator", description.generator),
            options.address == nil
                ? ""
                : XMLText.empty(
                    "atom:link",
                    [
                        "href": options.link(to: Self.fileName), "rel": "self",
                        "type": "application/rss+xml",
                    ]
                ),
            image.map { address in
                "<image>\n" + XMLText.element("url", address)
                    + XMLText.element("title", description.title)
                    + XMLText.element("link", options.link(to: PlayerDocument.wholeFileName))
                    + "</image>\n" + XMLText.empty("itunes:image", ["href": address])
            } ?? "",
            XMLText.element("itunes:author", authors.isEmpty ? description.narrator : authors),
            XMLText.element("itunes:summary", about),
            "<itunes:category text=\"Arts\">\n<itunes:category text=\"Books\"/>\n"
                + "</itunes:category>\n",
            XMLText.element("itunes:explicit", "false"),
            XMLText.element("itunes:type", "serial"),
            XMLText.element("podcast:guid", guid),
            XMLText.element("podcast:medium", "audiobook"),
            people,
        ].joined()
    }

    /// Named by the feed's address without its scheme (RFC 4122, 4.3, as Podcasting 2.0 has it).
    private var guid: String? {
        guard let address = options.address else { return nil }
        let feed = address + Self.fileName
        let bare = feed.firstRange(of: "://").map { String(feed[$0.upperBound...]) } ?? feed
        return NamedUUID.text(of: bare)
    }

    private var people: String {
        // The taxonomy of Podcasting 2.0 knows a narrator as one of the cast.
        (metadata.authors.map { person($0, role: "author", group: "writing") }
            + [person(description.narrator, role: "narrator", group: "cast")]).joined()
    }

    private func person(_ name: String, role: String, group: String) -> String {
        XMLText.element("podcast:person", name, " role=\"\(role)\" group=\"\(group)\"")
    }

    private func item(_ chapter: ReleasedChapter) -> String {
        let page = options.link(to: PlayerDocument.wholeFileName)
        let opening = String(chapter.passages.map(\.text).joined(separator: " ").prefix(400))
        return [
            "<item>\n",
            XMLText.element("title", chapter.title),
            XMLText.element("link", "\(page)#\(chapter.fragment)"),
            XMLText.element("description", opening.isEmpty ? chapter.title : opening),
            XMLText.element("guid", itemName(chapter), " isPermaLink=\"false\""),
            XMLText.element("pubDate", chapter.publishedAt.flatMap(FeedDate.rss)),
            enclosures(of: chapter),
            XMLText.element("itunes:title", chapter.title),
            XMLText.element("itunes:duration", String(Int(chapter.duration.rounded()))),
            XMLText.element("itunes:episode", String(chapter.track)),
            XMLText.element("itunes:episodeType", "full"),
            XMLText.element("itunes:explicit", "false"),
            companions(of: chapter),
            "</item>\n",
        ].joined()
    }

    /// Stays the same when other chapters come and go, so that players know what they have.
    private func itemName(_ chapter: ReleasedChapter) -> String {
        let siblings = chapters.filter { $0.source == chapter.source }
        let position = siblings.firstIndex { $0.fragment == chapter.fragment } ?? 0
        let parts = [description.title, chapter.source, String(position)]
        return "narrate-" + SHA256.hex(of: Array(parts.joined(separator: "\n").utf8)).prefix(32)
    }

    private func enclosures(of chapter: ReleasedChapter) -> String {
        let files = chapter.playable
        guard let first = files.first else { return "" }
        let enclosure = XMLText.empty(
            "enclosure",
            [
                "url": options.link(to: first.file.file), "length": String(first.file.bytes),
                "type": first.format.bareMediaType,
            ]
        )
        let others = files.dropFirst().map { file in
            let type = file.format.bareMediaType
            let attributes = "type=\"\(type)\" length=\"\(file.file.bytes)\""
            return "<podcast:alternateEnclosure \(attributes)>\n"
                + XMLText.empty("podcast:source", ["uri": options.link(to: file.file.file)])
                + "</podcast:alternateEnclosure>\n"
        }
        return enclosure + others.joined()
    }

    private func companions(of chapter: ReleasedChapter) -> String {
        let kinds = [
            (".vtt", "podcast:transcript", "text/vtt"),
            (".srt", "podcast:transcript", "application/x-subrip"),
            (".\(ChapterMarks.fileExtension)", "podcast:chapters", ChapterMarks.mediaType),
            (".\(Transcript.fileExtension)", "podcast:transcript", "application/json"),
        ]
        return chapter.companions.compactMap { file in
            let kind = kinds.first { file.file.hasSuffix($0.0) }
            return kind.map { kind in
                XMLText.empty(kind.1, ["url": options.link(to: file.file), "type": kind.2])
            }
        }.joined()
    }
}

extension ReleasedChapter {
    /// What a page calls its place.
    var fragment: String { "c\(index)" + (part.map { "-\($0.number)" } ?? "") }
}

extension ReleaseFormat {
    /// The media type without parameters.
    var bareMediaType: String { String(mediaType.prefix { $0 != ";" }) }
}
