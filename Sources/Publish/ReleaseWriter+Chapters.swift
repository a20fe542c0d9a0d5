import NarrateModel

extension ReleaseWriter {
    func place(of chapter: ReleaseChapter) throws -> TrackPlace {
        guard let place = place(chapter.index, part: chapter.part, numbers) else {
            throw PublishError.unknownChapter(chapter.index)
        }
        return place
    }

    func place(_ index: Int, part: ChapterPart?, _ numbers: TrackNumbers) -> TrackPlace? {
        guard var place = places[index] else { return nil }
        if let part { place = place.place(of: part, chapters: description.tracks.count) }
        place.track = numbers.track(of: place.number, part: part)
        place.tracks = numbers.count
        return place
    }

    /// What an earlier run wrote of the same chapter, or the same part of it.
    private func former(_ chapter: ReleaseChapter) -> FormerManifest.Chapter? {
        former?.chapters.first { $0.index == chapter.index && $0.chapterPart == chapter.part }
    }

    /// The chapter's MP3: its tag, then the bare audio as it is.
    func writeMP3(of chapter: ReleaseChapter, _ place: TrackPlace) throws -> ReleasedFile {
        let given = chapter.audio[.mp3].map { AudioSource(path: $0, offset: 0) }
        guard let source = try given ?? formerAudio(of: chapter, place) else {
            throw PublishError.noAudio(chapter.index)
        }
        let track = ReleaseTags.Track(
            place: place,
            duration: chapter.master.duration,
            inputs: chapter.inputs,
            lines: options.includesText ? Cue.cues(of: chapter) : []
        )
        return try write(tags.tag(of: track).bytes(), source, as: place.fileName)
    }

    /// The MP3 that is in the release already and was made from the same inputs.
    func formerAudio(of chapter: ReleaseChapter, _ place: TrackPlace) throws -> AudioSource? {
        guard !chapter.inputs.isEmpty else { return nil }
        let formerName = former(chapter)?.file
        for name in [place.fileName] + (formerName.map { [$0] } ?? []) {
            if let source = try audio(of: name, inputs: chapter.inputs) { return source }
        }
        // A book with another title is another folder; its audio is the same.
        guard let earlier,
            let same = earlier.manifest.chapters.first(where: {
                $0.index == chapter.index && $0.chapterPart == chapter.part
            }), earlier.manifest.fileNames.contains(same.file)
        else { return nil }
        return try Self.audio(of: same.file, in: earlier.folder, inputs: chapter.inputs)
    }

    /// A chapter's file that is not MP3, as it is already or packed.
    func pack(
        _ chapter: ReleaseChapter,
        _ place: TrackPlace,
        as format: ReleaseFormat
    ) throws -> ReleasedEncoding {
        if let kept = kept(chapter, place, as: format) { return kept }
        guard let audio = chapter.audio[format.encoding] else {
            throw PublishError.noAudio(chapter.index)
        }
        let metadata = FFMetadata(tags: TextTags(description: description).tags(of: place))
        return ReleasedEncoding(
            format: format,
            file: try packer.pack(
                audio,
                as: place.fileName(format),
                format: format,
                metadata: metadata
            ),
            inputs: packer.inputs(audio: [chapter.inputs], metadata: metadata)
        )
    }

    /// A chapter's file as an earlier run packed it from the same audio and tags.
    func kept(
        _ chapter: ReleaseChapter,
        _ place: TrackPlace,
        as format: ReleaseFormat
    ) -> ReleasedEncoding? {
        guard !chapter.inputs.isEmpty else { return nil }
        let metadata = FFMetadata(tags: TextTags(description: description).tags(of: place))
        let inputs = packer.inputs(audio: [chapter.inputs], metadata: metadata)
        let former = former(chapter)?.encodings ?? []
        guard
            let same = former.first(where: { $0.format == format.rawValue && $0.inputs == inputs }),
            same.file == place.fileName(format), folder.size(of: same.file) == same.bytes
        else { return nil }
        return ReleasedEncoding(format: format, file: same.released, inputs: inputs)
    }

    /// A chapter whose files are in place, with those that belong to it.
    func released(
        _ chapter: ReleaseChapter,
        _ place: TrackPlace,
        files: [ReleasedEncoding]
    ) throws -> ReleasedChapter {
        let cues = Cue.cues(of: chapter).flatMap(\.split)
        let formats = cues.isEmpty ? [] : options.subtitles.sorted { $0.rawValue < $1.rawValue }
        // Without a file of its own, a chapter is told of in the subtitles of the book.
        let companions = try (files.isEmpty ? [] : formats).map { format in
            let name = FileName.companion(of: place.fileName, fileExtension: format.rawValue)
            return try folder.write(Subtitles(cues: cues).document(format), as: name)
        }
        let passages = options.web == nil ? [] : Passage.passages(of: chapter)
        return ReleasedChapter(
            index: chapter.index,
            part: chapter.part,
            number: place.number,
            track: place.track,
            title: place.title,
            file: files.first?.file ?? .none,
            encodings: files.filter { $0.format != .mp3 },
            duration: chapter.master.duration,
            measures: chapter.master.measures,
            utterances: chapter.utterances,
            characters: chapter.characters,
            source: chapter.source,
            companions: companions + (try writeCompanions(of: place, passages: passages)),
            inputs: chapter.inputs,
            audio: chapter.audio,
            cues: files.isEmpty ? cues : [],
            passages: passages
        )
    }

    /// The chapters of this run and those of earlier ones that are still part of the book, in order.
    package func withFormer(_ chapters: [ReleasedChapter]) -> [ReleasedChapter] {
        (chapters + carriedOver(besides: chapters)).sorted {
            ($0.number, $0.part?.number ?? 0) < ($1.number, $1.part?.number ?? 0)
        }
    }

    private func carriedOver(besides chapters: [ReleasedChapter]) -> [ReleasedChapter] {
        let written = Set(chapters.map(\.index))
        return (former?.chapters ?? []).compactMap { chapter in
            guard !written.contains(chapter.index),
                let place = place(chapter.index, part: chapter.chapterPart, numbers)
            else { return nil }
            return carriedOver(chapter, place)
        }
    }

    /// A chapter of an earlier run, when every file that is wanted of it is still there.
    private func carriedOver(
        _ chapter: FormerManifest.Chapter,
        _ place: TrackPlace
    ) -> ReleasedChapter? {
        let inputs = chapter.inputs ?? ""
        let listed = (chapter.encodings ?? []).map { ($0.format, $0.released, $0.inputs) }
        var files: [ReleasedEncoding] = []
        for format in options.chapterFormats {
            let known = listed.first { $0.0 == format.rawValue }
            let file = format == .mp3 ? chapter.released : known?.1
            guard let file, file.file == place.fileName(format),
                folder.size(of: file.file) == file.bytes
            else { return nil }
            files.append(ReleasedEncoding(format: format, file: file, inputs: known?.2 ?? inputs))
        }
        let audio = masters?.audio(of: chapter.index, inputs: inputs) ?? [:]
        guard options.bookFormats.allSatisfy({ audio[$0.encoding] != nil }) else { return nil }
        let web = [ChapterMarks.fileExtension, Transcript.fileExtension]
        let companions =
            (ReleaseOptions.Subtitles.allCases.map(\.rawValue) + (options.web == nil ? [] : web))
            .map(place.companion)
        return ReleasedChapter(
            index: chapter.index,
            part: chapter.chapterPart,
            number: place.number,
            track: place.track,
            title: place.title,
            file: files.first?.file ?? .none,
            encodings: files.filter { $0.format != .mp3 },
            duration: chapter.duration,
            measures: chapter.measures,
            utterances: chapter.utterances,
            characters: chapter.characters,
            source: chapter.source,
            companions: (former?.files ?? []).filter { companions.contains($0.file) },
            inputs: inputs,
            audio: audio,
            passages: formerPassages(at: place)
        )
    }
}

extension ReleasedFile {
    /// Stands for a chapter's file until the file of the whole book is written.
    static let none = ReleasedFile(file: "", bytes: 0, sha256: "", isNew: false)
}
