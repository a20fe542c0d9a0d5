/// Titles as library servers accept them: none empty, all different, none the book's own.
///
/// Audiobookshelf shows titles from tags only if the whole book obeys; one offender and it shows
/// file names for every chapter.
struct TrackTitles: Sendable {
    private(set) var titles: [String]

    init(tracks: [ReleaseTrack], album: String) {
        titles = tracks.enumerated().map { position, track in
            let title = track.title.collapsingWhiteSpace
            return title.isEmpty ? String(position + 1) : title
        }
        let album = Self.key(album)
        lead(with: { tracks[$0].partTitles.last?.collapsingWhiteSpace ?? "" }, album: album) {
            $0.isEmpty ? $1 : "\($0): \($1)"
        }
        // A number settles it, unless a title of the book is spelled just so; then again.
        for _ in 0..<4 {
            lead(with: { String($0 + 1) }, album: album) { "\($0). \($1)" }
        }
    }

    /// Puts something in front of every title that is the album's or not unique.
    private mutating func lead(
        with prefix: (Int) -> String,
        album: String,
        joined: (String, String) -> String
    ) {
        var seen: [String: Int] = [:]
        for title in titles { seen[Self.key(title), default: 0] += 1 }
        for (position, title) in titles.enumerated() {
            let key = Self.key(title)
            guard key == album || seen[key, default: 0] > 1 else { continue }
            titles[position] = joined(prefix(position), title)
        }
    }

    /// What two titles are compared by.
    static func key(_ title: String) -> String { title.collapsingWhiteSpace.lowercased() }
}
