/// All chapters in order, as players read it (extended M3U in UTF-8).
struct Playlist: Sendable {
    static let fileName = "playlist.m3u8"

    var title: String
    var chapters: [ReleasedChapter]

    /// The file.
    var document: [UInt8] {
        let entries = chapters.map { chapter in
            "#EXTINF:\(Int(chapter.duration.rounded())),\(chapter.title)\n\(chapter.file.file)\n"
        }
        return Array(("#EXTM3U\n#PLAYLIST:\(title)\n" + entries.joined()).utf8)
    }
}
