import NarrateModel

/// Writes a release: chapters as they are finished, then everything around them.
///
/// Chapters may be written at the same time. What is in the folder already and would come out the
/// same is left untouched; every file appears whole or not at all.
package struct ReleaseWriter: Sendable {
    let folder: ReleaseFolder
    let description: ReleaseDescription
    package let options: ReleaseOptions
    let tags: ReleaseTags
    let packer: Packer
    /// Where each chapter stands, by the publication's index.
    let places: [Int: TrackPlace]
    let former: FormerManifest?
    /// The release under the title that the book had before.
    let earlier: Earlier?
    /// The tracks as far as they are known before all chapters are finished: those of the last run.
    let numbers: TrackNumbers
    /// What is to be said of the cover.
    let coverFindings: [Finding]
    /// Where bare audio is kept for files of the whole book.
    let masters: MasterFiles?

    /// A release of the same project in another folder.
    struct Earlier: Sendable {
        var folder: ReleaseFolder
        var manifest: FormerManifest
    }

    /// Opens a release folder, making it where it is missing.
    ///
    /// `masters`: needed where the book is to be one file. `earlier`: the folder of the project's last
    /// release, whose audio is taken where it is the same.
    /// - Throws: `PublishError` when the folder can't be made, read or written.
    package init(
        folder: String,
        description: ReleaseDescription,
        options: ReleaseOptions = ReleaseOptions(),
        masters: MasterFiles? = nil,
        earlier: String? = nil
    ) throws {
        self.masters = masters
        self.folder = ReleaseFolder(path: folder)
        self.description = description
        self.options = options
        places = TrackPlace.places(in: description)
        try self.folder.create()
        let cover = CoverConversion(folder: self.folder).picture(of: description.cover)
        coverFindings = cover.findings
        tags = ReleaseTags(
            description: description,
            cover: cover.picture,
            version: options.tagVersion
        )
        packer = Packer(
            folder: self.folder,
            cover: cover.picture,
            language: ID3Language.code(of: description.metadata.language)
        )
        let former = try FormerManifest.read(in: self.folder)
        self.former = former
        self.earlier = try earlier.map { ReleaseFolder(path: $0) }.flatMap { place in
            try place.path == folder
                ? nil : FormerManifest.read(in: place).map { Earlier(folder: place, manifest: $0) }
        }
        numbers = TrackNumbers(
            chapters: description.tracks.count,
            parts: (former?.chapters ?? []).compactMap { [places] chapter in
                guard let part = chapter.chapterPart, let place = places[chapter.index] else {
                    return nil
                }
                return (place.number, part)
            }
        )
    }

    /// Writes the whole release.
    ///
    /// - Parameters:
    ///   - chapters: In any order; the release has them in the order of the tracks.
    ///   - totals: What it took to record them.
    ///   - report: What `report.html` is to tell; `nil` when there is to be none.
    ///   - createdAt: ISO 8601 in UTC; kept from before when nothing else changed.
    /// - Returns: The files, new or not.
    /// - Throws: `PublishError`; what was written before it is whole.
    package func publish(
        _ chapters: [ReleaseChapter],
        totals: ReleaseTotals = ReleaseTotals(),
        report: ReleaseReport? = nil,
        createdAt: String
    ) throws -> Release {
        try finish(
            try chapters.map(writeChapter),
            totals: totals,
            report: report,
            createdAt: createdAt
        )
    }

    /// Encodings of a chapter that have to be made before it can be written: they are not among its
    /// audio, and the release does not hold what was made from the same `inputs`.
    package func lacking(_ chapter: ReleaseChapter) throws -> Set<AudioEncoding> {
        let place = try place(of: chapter)
        var lacking: Set<AudioEncoding> = []
        for format in options.formats where chapter.audio[format.encoding] == nil {
            let isThere =
                switch format {
                case .mp3: try formerAudio(of: chapter, place) != nil
                case .opus, .flac: kept(chapter, place, as: format) != nil
                case .mp3Book, .m4b: false
                }
            if !isThere { lacking.insert(format.encoding) }
        }
        return lacking
    }

    /// Writes one chapter's files, or leaves them where they would come out the same.
    ///
    /// What the chapter's audio lacks is taken from the release, whatever its name there.
    package func writeChapter(_ chapter: ReleaseChapter) throws -> ReleasedChapter {
        let place = try place(of: chapter)
        return try released(
            chapter,
            place,
            files: try options.chapterFormats.map { format in
                format == .mp3
                    ? ReleasedEncoding(
                        format: .mp3,
                        file: try writeMP3(of: chapter, place),
                        inputs: chapter.inputs
                    ) : try pack(chapter, place, as: format)
            }
        )
    }

    /// Writes what surrounds the chapters, the manifest last, and removes what is no longer part of
    /// the release: only files an earlier manifest of narrate lists.
    ///
    /// Chapters of an earlier run that are still tracks of the book stay, and stay listed.
    /// - Parameters:
    ///   - chapters: What `writeChapter` returned.
    ///   - books: What `writeBook` and `keptBook` returned, in the order of the formats.
    ///   - sample: What `writeSample` or `keptSample` returned.
    ///   - totals: What it took to record them.
    ///   - report: What `report.html` is to tell; `nil` when there is to be none.
    ///   - createdAt: ISO 8601 in UTC; kept from before when nothing else changed.
    /// - Returns: The files, new or not.
    /// - Throws: `PublishError`; what was written before it is whole.
    package func finish(
        _ chapters: [ReleasedChapter],
        books: [ReleasedBook] = [],
        sample: ReleasedFile? = nil,
        totals: ReleaseTotals = ReleaseTotals(),
        report: ReleaseReport? = nil,
        createdAt: String
    ) throws -> Release {
        var chapters = try renumbered(withFormer(chapters))
        if options.chapterFormats.isEmpty, let book = books.first {
            for index in chapters.indices { chapters[index].play(in: book) }
        }
        chapters = dated(chapters, createdAt: createdAt)
        let files =
            try writeExtras(for: chapters) + bookSubtitles(of: chapters)
            + [sample].compactMap(\.self) + writeWeb(for: chapters)
        var kept = Set((chapters.map(\.file) + files + books.map(\.file)).map(\.file))
        kept.formUnion(chapters.flatMap { $0.encodings.map(\.file) + $0.companions }.map(\.file))
        if report != nil { kept.insert(ReportPage.fileName) }
        let removed = try removeFormer(keeping: kept)
        let surroundings = Surroundings(
            description: description,
            cover: tags.cover,
            chapters: chapters,
            books: books,
            totals: totals,
            files: files,
            report: report
        )
        let documents = try write(surroundings, createdAt: createdAt)
        return Release(
            folder: folder.path,
            title: description.title,
            chapters: chapters,
            books: books,
            files: files + documents,
            removed: removed,
            findings: coverFindings
        )
    }
}
