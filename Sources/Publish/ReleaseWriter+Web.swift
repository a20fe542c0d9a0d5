import NarrateModel

extension ReleaseWriter {
    /// Pages, feed and snippets of a release for the web, where that is asked for.
    func writeWeb(for chapters: [ReleasedChapter]) throws -> [ReleasedFile] {
        guard let options = options.web else { return [] }
        let web = options.resolved(folder: folder.name)
        let cover = tags.cover?.fileName
        let documents = PlayerDocument.documents(of: chapters, title: description.title)
        var files = try documents.map { document in
            let isWhole = document.fileName == PlayerDocument.wholeFileName
            let page = PlayerPage(
                description: description,
                document: document,
                chapters: chapters,
                cover: cover,
                others: isWhole ? Array(documents.dropFirst()) : []
            )
            return try folder.write(page.bytes, as: document.fileName)
        }
        let feed = PodcastFeed(
            description: description,
            chapters: chapters,
            cover: cover,
            options: web
        )
        files.append(try folder.write(feed.bytes, as: PodcastFeed.fileName))
        let snippets = EmbedSnippets(documents: documents, options: web)
        files.append(try folder.write(snippets.bytes, as: EmbedSnippets.fileName))
        return files
    }

    /// What players are told of a chapter beside its audio.
    func writeCompanions(
        of place: TrackPlace,
        passages: [Passage]
    ) throws -> [ReleasedFile] {
        guard options.web != nil, !passages.isEmpty else { return [] }
        let marks = ChapterMarks(title: place.title, passages: passages)
        let transcript = Transcript(passages: passages)
        return [
            try folder.write(marks.document, as: place.companion(ChapterMarks.fileExtension)),
            try folder.write(transcript.document, as: place.companion(Transcript.fileExtension)),
        ]
    }

    /// What an earlier run wrote down of a chapter whose text is not at hand now.
    func formerPassages(at place: TrackPlace) -> [Passage] {
        guard options.web != nil else { return [] }
        let bytes = try? folder.contents(of: place.companion(Transcript.fileExtension))
        return bytes.flatMap { $0 }.flatMap { Transcript($0) }?.passages ?? []
    }

    /// The chapters with the time when each came out: that of the run that made its audio.
    func dated(_ chapters: [ReleasedChapter], createdAt: String) -> [ReleasedChapter] {
        guard options.web != nil else { return chapters }
        return chapters.map { chapter in
            let former = former?.chapters.first {
                $0.index == chapter.index && $0.chapterPart == chapter.part
            }
            var chapter = chapter
            let isSame = former?.sha256 == chapter.file.sha256
            // A second apart: players sort by time what came out together.
            let order = chapters.count - chapter.track
            chapter.publishedAt =
                (isSame ? former?.publishedAt : nil)
                ?? FeedDate.time(createdAt, earlierBy: max(0, order))
            return chapter
        }
    }
}

extension TrackPlace {
    /// The name of a file that belongs to the chapter's.
    func companion(_ fileExtension: String) -> String {
        FileName.companion(of: fileName, fileExtension: fileExtension)
    }
}
