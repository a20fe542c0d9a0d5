/// Media types of the files of a release.
enum ContentType {
    /// The type that a file's name says.
    static func of(_ name: String) -> String {
        let ending = name.lastIndex(of: ".").map { name[$0...].dropFirst().lowercased() } ?? ""
        if name.hasSuffix(".chapters.json") { return "application/json+chapters" }
        return types[ending] ?? "application/octet-stream"
    }

    private static let types = [
        "mp3": "audio/mpeg", "m4b": "audio/mp4", "opus": "audio/ogg", "flac": "audio/flac",
        "html": "text/html; charset=utf-8", "txt": "text/plain; charset=utf-8",
        "xml": "application/rss+xml; charset=utf-8", "json": "application/json",
        "vtt": "text/vtt; charset=utf-8", "srt": "application/x-subrip; charset=utf-8",
        "m3u8": "audio/mpegurl; charset=utf-8", "jpg": "image/jpeg", "png": "image/png",
    ]
}
