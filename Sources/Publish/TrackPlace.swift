import NarrateModel

/// Where a chapter stands in a release and what it is called there.
struct TrackPlace: Sendable, Equatable {
    /// Position among the narrated chapters, from 1.
    var number: Int
    /// Position among all files of chapters, from 1, and how many there are.
    var track: Int
    var tracks: Int
    /// Unique in the release and not the book's own.
    var title: String
    /// Of the MP3.
    var fileName: String
    /// The part of the book it is in, where the book has several.
    var part: Part?

    /// As tags spell it: `3/12`.
    var trackText: String { "\(track)/\(tracks)" }

    /// The place of a part of the chapter: the same number, so that no other file changes its name.
    func place(of part: ChapterPart, chapters: Int) -> TrackPlace {
        var place = self
        place.title = "\(title) (\(part.number) of \(part.count))"
        let missing = String(part.count).count - String(part.number).count
        let padded = String(repeating: "0", count: max(0, missing)) + String(part.number)
        place.fileName = FileName.track(
            number: number,
            of: chapters,
            title: "\(title) (\(padded) of \(part.count))",
            fileExtension: "mp3"
        )
        return place
    }

    /// The name of its file in a format.
    func fileName(_ format: ReleaseFormat) -> String {
        FileName.companion(of: fileName, fileExtension: format.fileExtension)
    }

    /// A part of the book: a disc to players.
    struct Part: Sendable, Equatable {
        var title: String
        var number: Int
        var count: Int
    }

    /// The places of all tracks by the index of their chapter.
    static func places(in description: ReleaseDescription) -> [Int: TrackPlace] {
        let tracks = description.tracks
        let titles = TrackTitles(tracks: tracks, album: description.title).titles
        let parts = parts(of: tracks)
        let places = tracks.enumerated().map { position, track in
            let name = FileName.track(
                number: position + 1,
                of: tracks.count,
                title: titles[position],
                fileExtension: "mp3"
            )
            let place = TrackPlace(
                number: position + 1,
                track: position + 1,
                tracks: tracks.count,
                title: titles[position],
                fileName: name,
                part: parts[position]
            )
            return (track.index, place)
        }
        return Dictionary(places, uniquingKeysWith: { first, _ in first })
    }

    /// Runs of tracks under the same outermost title are a part; one run alone is none.
    private static func parts(of tracks: [ReleaseTrack]) -> [Part?] {
        var numbers: [Int] = []
        for (position, track) in tracks.enumerated() {
            let isSame =
                position > 0 && tracks[position - 1].partTitles.first == track.partTitles.first
            numbers.append((numbers.last ?? 0) + (isSame ? 0 : 1))
        }
        let count = numbers.last ?? 0
        return zip(tracks, numbers).map { track, number in
            guard count > 1, let title = track.partTitles.first else { return nil }
            return Part(title: title, number: number, count: count)
        }
    }
}
