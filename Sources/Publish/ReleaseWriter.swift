import NarrateModel

/// Writes a release: chapters as they are finished, then everything around them.
///
/// Chapters may be written at the same time. What is in the folder already and would come out the
/// same is left untouched; every file appears whole or not at all.
package struct ReleaseWriter: Sendable {
    let folder: ReleaseFolder
    let description: ReleaseDescription
    let options: ReleaseOptions
    let tags: ReleaseTags
    /// Where each chapter stands, by the publication's index.
    let places: [Int: TrackPlace]
    let former: FormerManifest?

    /// Opens a release folder, making it where it is missing.
    ///
    /// - Throws: `PublishError` when the folder can't be made, read or written.
    package init(
        folder: String,
        description: ReleaseDescription,
        options: ReleaseOptions = ReleaseOptions()
    ) throws {
        self.folder = ReleaseFolder(path: folder)
        self.description = description
        self.options = options
        places = TrackPlace.places(in: description)
        tags = ReleaseTags(
            description: description,
            cover: description.cover.flatMap(CoverPicture.init),
            version: options.tagVersion
        )
        try self.folder.create()
        former = try FormerManifest.read(in: self.folder)
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

    /// Writes one chapter's file: its tag, then the bare MP3 as it is.
    package func writeChapter(_ chapter: ReleaseChapter) throws -> ReleasedChapter {
        let place = try place(of: chapter)
        let tag = try tag(of: chapter, at: place).bytes()
        let source = AudioSource(path: chapter.mp3Path, offset: 0)
        return try released(chapter, place, file: write(tag, source, as: place.fileName))
    }

    /// Takes over the audio of a chapter that is in the release already, whatever its name, when it
    /// was made from the same `inputs`; only the tag is written again where it differs.
    ///
    /// `mp3Path` is not looked at.
    /// - Returns: `nil` when the chapter has to be assembled and written.
    package func keepChapter(_ chapter: ReleaseChapter) throws -> ReleasedChapter? {
        let place = try place(of: chapter)
        guard !chapter.inputs.isEmpty else { return nil }
        let formerName = former?.chapters.first { $0.index == chapter.index }?.file
        let names = [place.fileName] + (formerName.map { [$0] } ?? [])
        for name in names {
            guard let source = try audio(of: name, inputs: chapter.inputs) else { continue }
            let tag = try tag(of: chapter, at: place).bytes()
            return try released(chapter, place, file: write(tag, source, as: place.fileName))
        }
        return nil
    }

    /// Writes what surrounds the chapters, the manifest last, and removes what is no longer part of
    /// the release: only files an earlier manifest of narrate lists.
    ///
    /// Chapters of an earlier run that are still tracks of the book stay, and stay listed.
    /// - Parameters:
    ///   - chapters: What `writeChapter` and `keepChapter` returned.
    ///   - totals: What it took to record them.
    ///   - report: What `report.html` is to tell; `nil` when there is to be none.
    ///   - createdAt: ISO 8601 in UTC; kept from before when nothing else changed.
    /// - Returns: The files, new or not.
    /// - Throws: `PublishError`; what was written before it is whole.
    package func finish(
        _ chapters: [ReleasedChapter],
        totals: ReleaseTotals = ReleaseTotals(),
        report: ReleaseReport? = nil,
        createdAt: String
    ) throws -> Release {
        let chapters = (chapters + carriedOver(besides: chapters))
            .sorted { $0.number < $1.number }
        let files = try writeExtras(for: chapters)
        var kept = Set((chapters.map(\.file) + files).map(\.file))
        kept.formUnion(chapters.flatMap(\.companions).map(\.file))
        if report != nil { kept.insert(ReportPage.fileName) }
        let removed = try removeFormer(keeping: kept)
        let surroundings = Surroundings(
            description: description,
            cover: tags.cover,
            chapters: chapters,
            totals: totals,
            files: files,
            report: report
        )
        let documents = try write(surroundings, createdAt: createdAt)
        return Release(
            folder: folder.path,
            title: description.title,
            chapters: chapters,
            files: files + documents,
            removed: removed,
            findings: CoverPicture.findings(on: description.cover)
        )
    }
}
