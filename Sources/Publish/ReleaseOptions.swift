/// What a release is made of besides chapters, cover and manifest.
package struct ReleaseOptions: Sendable, Equatable {
    /// Subtitle formats.
    package enum Subtitles: String, Sendable, CaseIterable { case vtt, srt }

    package var tagVersion: ID3Version
    /// Whether the text is part of the tags (`USLT`, `SYLT`).
    package var includesText: Bool
    package var subtitles: Set<Subtitles>
    /// Whether there is a playlist of all chapters.
    package var includesPlaylist: Bool
    /// Whether there is a `metadata.json` as audiobookshelf reads it.
    package var includesShelfMetadata: Bool

    /// Creates options.
    package init(
        tagVersion: ID3Version = .v23,
        includesText: Bool = false,
        subtitles: Set<Subtitles> = [],
        includesPlaylist: Bool = false,
        includesShelfMetadata: Bool = false
    ) {
        self.tagVersion = tagVersion
        self.includesText = includesText
        self.subtitles = subtitles
        self.includesPlaylist = includesPlaylist
        self.includesShelfMetadata = includesShelfMetadata
    }
}
