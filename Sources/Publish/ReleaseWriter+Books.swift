import NarrateModel

extension ReleaseWriter {
    /// The audio of all chapters in one piece, without tags.
    package struct BookAudio: Sendable {
        package var path: String
        /// Where each chapter begins, in seconds, in their order.
        package var starts: [Double]
        /// Seconds.
        package var duration: Double

        /// Creates audio of a book.
        package init(path: String, starts: [Double], duration: Double) {
            self.path = path
            self.starts = starts
            self.duration = duration
        }
    }

    /// The book as an earlier run wrote it from the same chapters, titles and tags.
    package func keptBook(
        _ format: ReleaseFormat,
        of chapters: [ReleasedChapter]
    ) -> ReleasedBook? {
        let inputs = inputs(of: chapters, as: format)
        guard
            let same = former?.books?.first(where: {
                $0.format == format.rawValue && $0.inputs == inputs
            }), same.file == bookName(format), folder.size(of: same.file) == same.bytes
        else { return nil }
        let former = Dictionary(
            (former?.chapters ?? []).map { ($0.title, $0.start ?? 0) },
            uniquingKeysWith: { first, _ in first }
        )
        return ReleasedBook(format: format, file: same.released, inputs: inputs, starts: former)
    }

    /// Writes the book in one file, with a mark for each chapter.
    ///
    /// - Throws: `PublishError`.
    package func writeBook(
        _ format: ReleaseFormat,
        of chapters: [ReleasedChapter],
        audio: BookAudio
    ) throws -> ReleasedBook {
        let ends = audio.starts.dropFirst() + [audio.duration]
        let marks = zip(chapters, zip(audio.starts, ends)).map { chapter, times in
            FFMetadata.Mark(title: chapter.title, start: times.0, end: times.1)
        }
        let name = bookName(format)
        let file: ReleasedFile
        if format == .mp3Book {
            let tag = try tags.tag(ofBook: marks, duration: audio.duration).bytes()
            file = try write(tag, AudioSource(path: audio.path, offset: 0), as: name)
        } else {
            file = try packer.pack(
                audio.path,
                as: name,
                format: format,
                metadata: bookMetadata(marks)
            )
        }
        return ReleasedBook(
            format: format,
            file: file,
            inputs: inputs(of: chapters, as: format),
            starts: Dictionary(
                zip(chapters.map(\.title), audio.starts),
                uniquingKeysWith: { first, _ in first }
            )
        )
    }

    /// Subtitles of a book whose chapters have no files of their own.
    func bookSubtitles(of chapters: [ReleasedChapter]) throws -> [ReleasedFile] {
        guard options.chapterFormats.isEmpty, let book = chapters.first?.file.file else {
            return []
        }
        let formats = options.subtitles.sorted { $0.rawValue < $1.rawValue }
        let names = formats.map { FileName.companion(of: book, fileExtension: $0.rawValue) }
        // Of chapters that an earlier run made the text is not at hand: then they stay as they are.
        guard chapters.allSatisfy({ !$0.cues.isEmpty }) else {
            return (former?.files ?? []).filter { names.contains($0.file) }
        }
        let cues = chapters.flatMap { chapter in chapter.cues.map { $0.later(by: chapter.start) } }
        return try zip(formats, names).map { format, name in
            try folder.write(Subtitles(cues: cues).document(format), as: name)
        }
    }

    private func bookName(_ format: ReleaseFormat) -> String {
        "\(FileName.folder(title: description.title)).\(format.fileExtension)"
    }

    private func bookMetadata(_ marks: [FFMetadata.Mark]) -> FFMetadata {
        let tags = TextTags(description: description)
        return FFMetadata(tags: tags.book, marks: marks, further: tags.furtherOfBook)
    }

    /// What decides a book's bytes: every chapter's audio and title, and the tags.
    private func inputs(of chapters: [ReleasedChapter], as format: ReleaseFormat) -> String {
        let parts = chapters.flatMap { [$0.inputs, $0.title] } + [options.tagVersion.rawValue]
        return packer.inputs(audio: [format.rawValue] + parts, metadata: bookMetadata([]))
    }
}

extension ReleasedChapter {
    /// A chapter without a file of its own is played in the book's.
    mutating func play(in book: ReleasedBook) {
        file = book.file
        start = book.starts[title] ?? 0
    }
}

extension ReleaseTags {
    /// What a table of contents can hold in ID3.
    private static let mostChildren = 255

    /// The tag of a file that holds the whole book.
    func tag(ofBook marks: [FFMetadata.Mark], duration: Double) -> ID3Tag {
        var frames: [ID3Frame] = [
            .text(id: "TIT2", description.title),
            .text(id: "TLEN", String(Int((duration * 1000).rounded()))),
        ]
        frames += bookFrames
        let names = marks.indices.map { "chp\($0)" }
        let groups = stride(from: 0, to: names.count, by: Self.mostChildren).map { start in
            Array(names[start..<min(start + Self.mostChildren, names.count)])
        }
        if groups.count == 1 {
            frames.append(.contents(id: "toc", children: groups[0], title: description.title))
        } else {
            let parts = groups.indices.map { "toc\($0)" }
            frames.append(.contents(id: "toc", children: parts, title: description.title))
            for (part, group) in zip(parts, groups) {
                frames.append(.contents(id: part, isTop: false, children: group, title: ""))
            }
        }
        for (name, mark) in zip(names, marks) {
            let start = Int((mark.start * 1000).rounded())
            let end = Int((mark.end * 1000).rounded())
            frames.append(.chapter(id: name, start: start, end: end, title: mark.title))
        }
        return tag(frames)
    }
}
