import NarrateModel

/// The tags of a release's files.
struct ReleaseTags: Sendable {
    let description: ReleaseDescription
    let cover: CoverPicture?
    let version: ID3Version

    private var metadata: Metadata { description.metadata }
    private var language: String { ID3Language.code(of: metadata.language) }

    /// What belongs to one file.
    struct Track: Sendable {
        var place: TrackPlace
        var duration: Double
        var inputs: String
        /// The text, where the tag is to have it.
        var lines: [Cue]
    }

    /// The tag of a file that holds one chapter.
    func tag(of track: Track) -> ID3Tag {
        var frames = [
            ID3Frame.text(id: "TIT2", track.place.title),
            .text(id: "TRCK", track.place.trackText),
        ]
        if let part = track.place.part {
            frames.append(.text(id: "TPOS", "\(part.number)/\(part.count)"))
            if version == .v24 { frames.append(.text(id: "TSST", part.title)) }
            frames.append(.userText(name: "PART", part.title))
        }
        frames.append(.text(id: "TLEN", String(Int((track.duration * 1000).rounded()))))
        frames += bookFrames + textFrames(track.lines)
        if !track.inputs.isEmpty {
            frames.append(.identifier(owner: Self.owner, track.inputs))
        }
        return tag(frames)
    }

    /// A tag of frames that say something, and the cover.
    func tag(_ frames: [ID3Frame]) -> ID3Tag {
        let picture = cover.map {
            ID3Frame.picture(mediaType: $0.mediaType, kind: .frontCover, bytes: $0.bytes)
        }
        return ID3Tag(
            version: version,
            frames: (frames + [picture].compactMap(\.self)).filter { !$0.isEmpty }
        )
    }

    /// Whose identifiers those are that say what audio was made from.
    static let owner = "narrate"

    /// What every file of the book has.
    var bookFrames: [ID3Frame] {
        let authors = metadata.authors.joined(separator: "; ")
        let frames: [ID3Frame] = [
            .text(id: "TALB", description.title),
            .text(id: "TIT3", metadata.subtitle ?? ""),
            .text(id: "TPE1", authors),
            .text(id: "TPE2", authors),
            .text(id: "TCOM", description.narrator),
            .text(id: "TCON", "Audiobook"),
            .text(id: "TPUB", metadata.publisher ?? ""),
            .text(id: "TLAN", language == "und" ? "" : language),
            .text(id: "TCOP", metadata.rights ?? ""),
            .text(id: "TSOP", Self.sortNames(of: metadata)),
            .text(id: "TSOA", Self.sortTitle(of: description)),
            .text(id: "TIT1", seriesTitle),
            .text(id: "TENC", description.generator),
            .text(id: "TSSE", description.encoder ?? ""),
            .comment(language: language, name: "", metadata.description ?? ""),
        ]
        return frames + dateFrames + userFrames
    }

    private var userFrames: [ID3Frame] {
        var frames: [ID3Frame] = [
            .userText(name: "NARRATOR", description.narrator),
            .userText(name: "SERIES", metadata.series ?? ""),
            .userText(name: "SERIES-PART", metadata.seriesPosition ?? ""),
            .userText(name: "NARRATION", description.speakerNote),
        ]
        for (kind, value) in metadata.identifiers.sorted(by: { $0.key < $1.key }) {
            frames.append(.userText(name: kind.uppercased(), value))
        }
        let helpers = Self.helpers(of: metadata)
        return frames + helpers.map { ID3Frame.userText(name: $0.name, $0.people) }
    }

    /// Those who had a part in the book besides its authors, by what tags call them.
    static func helpers(of metadata: Metadata) -> [(name: String, people: String)] {
        let others = Dictionary(grouping: metadata.contributors, by: \.role)
        let names: [(Contributor.Role, String)] = [
            (.translator, "TRANSLATOR"), (.editor, "EDITOR"), (.illustrator, "ILLUSTRATOR"),
        ]
        return names.map { role, name in
            (name, others[role, default: []].map(\.name).joined(separator: "; "))
        }
    }

    private var dateFrames: [ID3Frame] {
        guard let date = PublicationDate(metadata.date) else { return [] }
        guard version == .v23 else { return [.text(id: "TDRC", date.text)] }
        let dayAndMonth = date.dayAndMonth.map { ID3Frame.text(id: "TDAT", $0) }
        return [.text(id: "TYER", date.year)] + (dayAndMonth.map { [$0] } ?? [])
    }

    /// What the authors are sorted by; empty when nobody says.
    static func sortNames(of metadata: Metadata) -> String {
        let authors = metadata.contributors.filter { $0.role == .author }
        guard authors.contains(where: { $0.sortName != nil }) else { return "" }
        return authors.map { $0.sortName ?? $0.name }.joined(separator: "; ")
    }

    /// What the book is sorted by; empty when that is its title.
    static func sortTitle(of description: ReleaseDescription) -> String {
        let metadata = description.metadata
        guard let series = metadata.series, let position = metadata.seriesPosition else {
            return ""
        }
        return "\(series) \(position) - \(description.title)"
    }

    private var seriesTitle: String {
        guard let series = metadata.series else { return "" }
        return series + (metadata.seriesPosition.map { " #\($0)" } ?? "")
    }

    private func textFrames(_ lines: [Cue]) -> [ID3Frame] {
        guard !lines.isEmpty else { return [] }
        let text = lines.map(\.text).joined(separator: "\n")
        let timed = lines.map {
            ID3Frame.TimedLine(text: $0.text, milliseconds: Int(($0.start * 1000).rounded()))
        }
        return [.lyrics(language: language, text), .timedText(language: language, timed)]
    }
}

extension ID3Frame {
    /// Whether it says nothing; such frames are left out.
    var isEmpty: Bool {
        switch self {
        case .text(_, let text), .userText(_, let text), .comment(_, _, let text): text.isEmpty
        default: false
        }
    }
}
