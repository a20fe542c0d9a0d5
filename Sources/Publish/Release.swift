import NarrateModel

/// A finished release: a folder of files.
package struct Release: Sendable, Equatable {
    package var folder: String
    package var title: String
    package var chapters: [ReleasedChapter]
    /// The book in one file, in the formats that were asked for.
    package var books: [ReleasedBook]
    /// Everything else that was written: manifest, cover and what the options asked for.
    package var files: [ReleasedFile]
    /// Files of former chapters that were removed.
    package var removed: [String]
    /// What could not be done as asked, such as a cover of a kind players can't show.
    package var findings: [Finding]

    /// Length of all chapters in seconds.
    package var duration: Double { chapters.reduce(0) { $0 + $1.duration } }
}

/// A file of a release.
package struct ReleasedFile: Sendable, Equatable, Codable {
    /// Name inside the release folder.
    package var file: String
    package var bytes: Int
    /// 64 lower-case hexadecimal digits.
    package var sha256: String
    /// Whether this run wrote it; `false` when the same bytes were there already.
    package var isNew: Bool

    private enum CodingKeys: String, CodingKey { case file, bytes, sha256 }

    /// Creates a file.
    package init(file: String, bytes: Int, sha256: String, isNew: Bool) {
        self.file = file
        self.bytes = bytes
        self.sha256 = sha256
        self.isNew = isNew
    }

    /// Reads what a manifest says of a file.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        file = try container.decode(String.self, forKey: .file)
        bytes = try container.decode(Int.self, forKey: .bytes)
        sha256 = try container.decode(String.self, forKey: .sha256)
        isNew = false
    }
}

/// A chapter of a release.
package struct ReleasedChapter: Sendable, Equatable {
    /// Index of the publication's chapter.
    package var index: Int
    /// Which part of the chapter it is, where that is too long for one file.
    package var part: ChapterPart?
    /// Position among the narrated chapters, from 1.
    package var number: Int
    /// Position among all files of chapters, from 1.
    package var track: Int
    /// The title in the tag: unique in the release and not the book's.
    package var title: String
    /// What is played: a file of its own, or the book's.
    package var file: ReleasedFile
    /// Where it begins in the file, in seconds.
    package var start = 0.0
    /// The same in further formats.
    package var encodings: [ReleasedEncoding] = []
    /// Seconds.
    package var duration: Double
    package var measures: Master.Measures
    package var utterances: Int
    package var characters: Int
    package var source: String
    /// Subtitles and other files that belong to it.
    package var companions: [ReleasedFile]
    /// What its audio was made from.
    package var inputs = ""
    /// Paths of its bare audio, for files of the whole book.
    package var audio: [AudioEncoding: String] = [:]
    /// What is said when, in seconds from its beginning, where that goes into subtitles of the book.
    var cues: [Cue] = []
    /// Its utterances with their times, for pages that show them.
    var passages: [Passage] = []
    /// When its audio came out, ISO 8601 in UTC; told in releases for the web only.
    package var publishedAt: String?
}

/// A chapter's file in a further format.
package struct ReleasedEncoding: Sendable, Equatable {
    package var format: ReleaseFormat
    package var file: ReleasedFile
    /// Names audio and tags it was made from.
    package var inputs: String
}

/// The book in one file.
package struct ReleasedBook: Sendable, Equatable {
    package var format: ReleaseFormat
    package var file: ReleasedFile
    /// Names the audio and the tags it was made from.
    package var inputs: String
    /// Where each chapter begins, in seconds, by its title, which is unique.
    package var starts: [String: Double]
}

/// What a release needed that its chapters do not tell.
package struct ReleaseTotals: Sendable, Equatable {
    package var charactersBilled: Int
    package var credits: Credits
    package var retakes: Int

    /// Creates totals.
    package init(charactersBilled: Int = 0, credits: Credits = .zero, retakes: Int = 0) {
        self.charactersBilled = charactersBilled
        self.credits = credits
        self.retakes = retakes
    }
}
