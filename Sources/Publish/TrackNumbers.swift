import NarrateModel

/// Which track of the release each file is.
///
/// Parts of a chapter that is too long for one file are tracks of their own: players and stores
/// order by the number. Names of files keep the chapter's, so that no other file changes its name.
struct TrackNumbers: Sendable, Equatable {
    /// How many chapters there are.
    private let chapters: Int
    /// How many files a chapter has, by its position, where it is more than one.
    private let parts: [Int: Int]

    /// Numbers the files of so many chapters; `parts` tells some part of each divided chapter.
    init(chapters: Int, parts: [(number: Int, part: ChapterPart)] = []) {
        self.chapters = chapters
        self.parts = Dictionary(
            parts.map { ($0.number, $0.part.count) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// How many tracks there are.
    var count: Int { chapters + parts.values.reduce(0) { $0 + $1 - 1 } }

    /// The track of a chapter by its position, from 1, or of its part.
    func track(of number: Int, part: ChapterPart?) -> Int {
        let before = parts.reduce(0) { $1.key < number ? $0 + $1.value - 1 : $0 }
        return number + before + (part?.number ?? 1) - 1
    }
}

extension ReleaseWriter {
    /// The tracks as the release has them now.
    func trackNumbers(of chapters: [ReleasedChapter]) -> TrackNumbers {
        let parts = chapters.compactMap { chapter in
            chapter.part.map { (number: chapter.number, part: $0) }
        }
        return TrackNumbers(chapters: description.tracks.count, parts: parts)
    }

    /// The chapters with the tracks they turned out to be.
    ///
    /// How many files a chapter becomes is known when it is finished; those that were written before
    /// get their tags again, the audio stays as it is.
    func renumbered(_ chapters: [ReleasedChapter]) throws -> [ReleasedChapter] {
        let numbers = trackNumbers(of: chapters)
        return try chapters.map { chapter in
            var chapter = chapter
            chapter.track = numbers.track(of: chapter.number, part: chapter.part)
            guard numbers != self.numbers,
                let place = place(chapter.index, part: chapter.part, numbers)
            else { return chapter }
            if options.formats.contains(.mp3) {
                chapter.file = try retagged(chapter.file, place)
            }
            chapter.encodings = try chapter.encodings.map { encoding in
                try repacked(encoding, of: chapter, place)
            }
            if !options.formats.contains(.mp3), let first = chapter.encodings.first {
                chapter.file = first.file
            }
            return chapter
        }
    }

    /// The file with another track in its tag.
    private func retagged(_ file: ReleasedFile, _ place: TrackPlace) throws -> ReleasedFile {
        let path = folder.path(of: file.file)
        let source = try InputFile(path: path)
        guard let tag = try ID3Reader.tag(of: source) else { return file }
        try source.seek(to: 0)
        let bytes = try source.read(tag.bytes)
        let track = ID3Frame.text(id: "TRCK", place.trackText)
        guard let changed = try ID3Tag.bytes(bytes, replacing: track, tag.version) else {
            return file
        }
        return try write(changed, AudioSource(path: path, offset: tag.bytes), as: file.file)
    }

    private func repacked(
        _ encoding: ReleasedEncoding,
        of chapter: ReleasedChapter,
        _ place: TrackPlace
    ) throws -> ReleasedEncoding {
        let metadata = FFMetadata(tags: TextTags(description: description).tags(of: place))
        let inputs = packer.inputs(audio: [chapter.inputs], metadata: metadata)
        guard inputs != encoding.inputs else { return encoding }
        return ReleasedEncoding(
            format: encoding.format,
            file: try packer.pack(
                folder.path(of: encoding.file.file),
                as: encoding.file.file,
                format: encoding.format,
                metadata: metadata
            ),
            inputs: inputs
        )
    }
}
