/// All chapters in order, as players read it (extended M3U in UTF-8).
struct Playlist: Sendable {
    static let fileName = "playlist.m3u8"

    var title: String
    var chapters: [ReleasedChapter]

    /// The file.
    var document: [UInt8] {
        let isOneFile = Set(chapters.map(\.file.file)).count < chapters.count
        guard !isOneFile else { return wholeBook }
        let entries = chapters.map { chapter in
            "#EXTINF:\(Int(chapter.duration.rounded())),\(chapter.title)\n\(chapter.file.file)\n"
        }
        return Array(("#EXTM3U\n#PLAYLIST:\(title)\n" + entries.joined()).utf8)
    }

    /// A book in one file: players know its chapters from itself.
    private var wholeBook: [UInt8] {
        let seconds = Int(chapters.reduce(0) { $0 + $1.duration }.rounded())
        let file = chapters.first?.file.file ?? ""
        return Array("#EXTM3U\n#PLAYLIST:\(title)\n#EXTINF:\(seconds),\(title)\n\(file)\n".utf8)
    }
}
