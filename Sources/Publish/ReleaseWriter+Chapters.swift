import NarrateModel

extension ReleaseWriter {
    func place(of chapter: ReleaseChapter) throws -> TrackPlace {
        guard let place = places[chapter.index] else {
            throw PublishError.unknownChapter(chapter.index)
        }
        return place
    }

    func tag(of chapter: ReleaseChapter, at place: TrackPlace) -> ID3Tag {
        let track = ReleaseTags.Track(
            place: place,
            duration: chapter.master.duration,
            inputs: chapter.inputs,
            lines: options.includesText ? Cue.cues(of: chapter) : []
        )
        return tags.tag(of: track)
    }

    /// A chapter whose file is in place, with the files that belong to it.
    func released(_ chapter: ReleaseChapter, _ place: TrackPlace, file: ReleasedFile) throws
        -> ReleasedChapter
    {
        let cues = Cue.cues(of: chapter).flatMap(\.split)
        let formats = cues.isEmpty ? [] : options.subtitles.sorted { $0.rawValue < $1.rawValue }
        let companions = try formats.map { format in
            let name = FileName.companion(of: place.fileName, fileExtension: format.rawValue)
            return try folder.write(Subtitles(cues: cues).document(format), as: name)
        }
        return ReleasedChapter(
            index: chapter.index,
            number: place.number,
            title: place.title,
            file: file,
            duration: chapter.master.duration,
            measures: chapter.master.measures,
            utterances: chapter.utterances,
            characters: chapter.characters,
            source: chapter.source,
            companions: companions
        )
    }

    /// Chapters of earlier runs that are still part of the book, but not of this run.
    func carriedOver(besides chapters: [ReleasedChapter]) -> [ReleasedChapter] {
        let written = Set(chapters.map(\.index))
        return (former?.chapters ?? []).compactMap { chapter in
            guard !written.contains(chapter.index), let place = places[chapter.index],
                place.fileName == chapter.file, folder.size(of: chapter.file) == chapter.bytes
            else { return nil }
            let file = ReleasedFile(
                file: chapter.file,
                bytes: chapter.bytes,
                sha256: chapter.sha256,
                isNew: false
            )
            let companions = ReleaseOptions.Subtitles.allCases.map {
                FileName.companion(of: chapter.file, fileExtension: $0.rawValue)
            }
            return ReleasedChapter(
                index: chapter.index,
                number: place.number,
                title: place.title,
                file: file,
                duration: chapter.duration,
                measures: chapter.measures,
                utterances: chapter.utterances,
                characters: chapter.characters,
                source: chapter.source,
                companions: (former?.files ?? []).filter { companions.contains($0.file) }
            )
        }
    }
}
