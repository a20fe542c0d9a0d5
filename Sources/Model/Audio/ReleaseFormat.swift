/// What a release's audio is delivered as.
package enum ReleaseFormat: String, Sendable, Hashable, CaseIterable, Codable {
    /// An MP3 per chapter.
    case mp3
    /// One MP3 with chapter marks.
    case mp3Book = "mp3-book"
    /// One AAC file with chapter marks, as phones and library servers take audiobooks.
    case m4b
    /// A file per chapter, smaller than MP3 at the same quality.
    case opus
    /// A file per chapter, without loss.
    case flac

    /// Whether every chapter is a file of its own.
    package var isPerChapter: Bool {
        switch self {
        case .mp3, .opus, .flac: true
        case .mp3Book, .m4b: false
        }
    }

    /// How its samples are encoded.
    package var encoding: AudioEncoding {
        switch self {
        case .mp3, .mp3Book: .mp3
        case .m4b: .aac
        case .opus: .opus
        case .flac: .flac
        }
    }

    /// The ending of its files' names, without the dot.
    package var fileExtension: String { self == .mp3Book ? "mp3" : rawValue }
}

/// How samples become bytes.
package enum AudioEncoding: String, Sendable, Hashable, CaseIterable, Codable {
    case mp3, aac, opus, flac

    /// The ending of the names of bare files, without the dot.
    package var fileExtension: String { rawValue }
}
