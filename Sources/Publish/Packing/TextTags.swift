import NarrateModel

/// The tags of files that are not MP3, under the names ffmpeg turns into each format's own.
///
/// Names as library servers read them: audiobookshelf takes series and part of an M4B from `show`
/// and `episode_id`, of others from `SERIES` and `SERIES-PART`.
struct TextTags: Sendable {
    let description: ReleaseDescription

    /// A tag's name and its text.
    struct Tag: Sendable, Equatable {
        var name: String
        var text: String
    }

    private var metadata: Metadata { description.metadata }

    /// The tags of a chapter's file.
    func tags(of place: TrackPlace) -> [Tag] {
        var tags = [Tag(name: "title", text: place.title)]
        tags.append(Tag(name: "track", text: place.trackText))
        if let part = place.part {
            tags.append(Tag(name: "disc", text: "\(part.number)/\(part.count)"))
            tags.append(Tag(name: "PART", text: part.title))
        }
        tags += common
        tags.append(Tag(name: "PERFORMER", text: description.narrator))
        tags.append(Tag(name: "NARRATION", text: description.speakerNote))
        tags.append(Tag(name: "SERIES", text: metadata.series ?? ""))
        tags.append(Tag(name: "SERIES-PART", text: metadata.seriesPosition ?? ""))
        tags.append(Tag(name: "LANGUAGE", text: metadata.language ?? ""))
        tags.append(Tag(name: "PUBLISHER", text: metadata.publisher ?? ""))
        for (kind, value) in metadata.identifiers.sorted(by: { $0.key < $1.key }) {
            tags.append(Tag(name: kind.uppercased(), text: value))
        }
        return tags.filter { !$0.text.isEmpty }
    }

    /// The tags of the whole book in an M4B.
    var book: [Tag] {
        let tags = [
            Tag(name: "title", text: description.title),
            Tag(name: "media_type", text: "2"),
            Tag(name: "comment", text: description.speakerNote),
            Tag(name: "synopsis", text: metadata.description ?? ""),
            Tag(name: "show", text: metadata.series ?? ""),
            Tag(name: "episode_id", text: metadata.seriesPosition ?? ""),
        ]
        return (tags + common).filter { !$0.text.isEmpty }
    }

    /// The tags of an M4B that ffmpeg drops.
    ///
    /// Under the names that taggers and library servers read: Apple's own where it has one, and
    /// the freely named ones that ffprobe shows by their names.
    var furtherOfBook: [MP4Tag] {
        let author = ReleaseTags.sortNames(of: metadata)
        let publisher = metadata.publisher ?? ""
        var tags: [MP4Tag] = [
            .text("©too", description.generator), .text("©nrt", description.narrator),
            .text("©pub", publisher), .text("soar", author), .text("soaa", author),
            .text("soal", ReleaseTags.sortTitle(of: description)),
            .named("NARRATOR", description.narrator), .named("PUBLISHER", publisher),
            .named("SUBTITLE", metadata.subtitle ?? ""),
            .named("LANGUAGE", metadata.language ?? ""),
        ]
        for (kind, value) in metadata.identifiers.sorted(by: { $0.key < $1.key }) {
            tags.append(.named(kind.uppercased(), value))
        }
        tags += ReleaseTags.helpers(of: metadata).map { MP4Tag.named($0.name, $0.people) }
        return tags + seriesOfBook
    }

    private var seriesOfBook: [MP4Tag] {
        guard let series = metadata.series else { return [] }
        let position = metadata.seriesPosition ?? ""
        // Players that know no series show it as the work that this is a movement of.
        var tags: [MP4Tag] = [.text("©mvn", series), .number("shwm", 1)]
        if let number = Int(position) { tags.append(.number("©mvi", number)) }
        return tags + [.named("SERIES", series), .named("SERIES-PART", position)]
    }

    private var common: [Tag] {
        let authors = metadata.authors.joined(separator: "; ")
        let series = metadata.series.map { name in
            name + (metadata.seriesPosition.map { " #\($0)" } ?? "")
        }
        return [
            Tag(name: "album", text: description.title),
            Tag(name: "artist", text: authors),
            Tag(name: "album_artist", text: authors),
            Tag(name: "composer", text: description.narrator),
            Tag(name: "genre", text: "Audiobook"),
            Tag(name: "date", text: PublicationDate(metadata.date)?.text ?? ""),
            Tag(name: "description", text: metadata.description ?? ""),
            Tag(name: "copyright", text: metadata.rights ?? ""),
            Tag(name: "grouping", text: series ?? ""),
        ]
    }
}

extension ReleaseDescription {
    /// Says that nobody read it aloud: stores and listeners want to know.
    var speakerNote: String {
        let speaker = [engine, voiceName ?? voice].filter { !$0.isEmpty }.joined(separator: ", ")
        return "Narrated by a synthetic voice (\(speaker))"
    }
}
