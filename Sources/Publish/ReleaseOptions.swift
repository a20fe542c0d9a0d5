import NarrateModel

/// What a release is made of.
package struct ReleaseOptions: Sendable, Equatable {
    /// Longest retail sample that stores take, in minutes (help.acx.com).
    package static let longestSample = 5.0

    /// Subtitle formats.
    package enum Subtitles: String, Sendable, CaseIterable { case vtt, srt }

    /// What the audio is delivered as; at least one, each once.
    package var formats: [ReleaseFormat]
    /// Minutes of the retail sample; `nil` when there is to be none.
    package var sampleMinutes: Double?
    package var tagVersion: ID3Version
    /// Whether the text is part of the tags (`USLT`, `SYLT`).
    package var includesText: Bool
    package var subtitles: Set<Subtitles>
    /// Whether there is a playlist of all chapters.
    package var includesPlaylist: Bool
    /// Whether there is a `metadata.json` as audiobookshelf reads it.
    package var includesShelfMetadata: Bool
    /// Pages, feed and snippets for the web; `nil` when there are to be none.
    package var web: WebOptions?

    /// Creates options.
    package init(
        formats: [ReleaseFormat] = [.mp3],
        tagVersion: ID3Version = .v23,
        includesText: Bool = false,
        subtitles: Set<Subtitles> = [],
        includesPlaylist: Bool = false,
        includesShelfMetadata: Bool = false
    ) {
        self.formats = formats
        self.tagVersion = tagVersion
        self.includesText = includesText
        self.subtitles = subtitles
        self.includesPlaylist = includesPlaylist
        self.includesShelfMetadata = includesShelfMetadata
    }

    /// Formats in which every chapter is a file; the first is the one that is listed and played.
    var chapterFormats: [ReleaseFormat] { formats.filter(\.isPerChapter) }

    /// Encodings that files of the whole book are made of: bare audio that stays for the next time.
    package var keptEncodings: Set<AudioEncoding> { Set(bookFormats.map(\.encoding)) }

    /// Formats in which the book is one file.
    package var bookFormats: [ReleaseFormat] { formats.filter { !$0.isPerChapter } }
}
