import FoundationEssentials
import NarrateAssemble
import NarrateModel
import NarratePublish

/// Makes files of the whole book out of its chapters.
struct BookFinishing: Sendable {
    let writer: ReleaseWriter
    /// Bare audio of chapters.
    let files: MasterFiles
    /// Where the joined audio stands for a while.
    let folder: String

    /// Writes the book in every format that wants it in one file, or leaves it where nothing changed.
    ///
    /// `chapters`: those of this run; those of earlier ones go with them.
    func books(of chapters: [ReleasedChapter]) async throws -> [ReleasedBook] {
        let chapters = writer.withFormer(chapters)
        var books: [ReleasedBook] = []
        for format in writer.options.bookFormats {
            if let kept = writer.keptBook(format, of: chapters) {
                books.append(kept)
            } else {
                books.append(try await book(format, of: chapters))
            }
        }
        return books
    }

    private func book(
        _ format: ReleaseFormat,
        of chapters: [ReleasedChapter]
    ) async throws -> ReleasedBook {
        let path = "\(folder)/book.\(format.encoding.fileExtension)"
        defer { try? FileManager.default.removeItem(atPath: path) }
        let joint = try await BookJoiner(format.encoding).join(
            chapters.compactMap { $0.audio[format.encoding] },
            to: path
        )
        let audio = ReleaseWriter.BookAudio(
            path: path,
            starts: joint.starts,
            duration: joint.duration
        )
        return try await BlockingWork.run {
            try writer.writeBook(format, of: chapters, audio: audio)
        }
    }

    /// Removes bare audio that is not part of the book any more.
    func removeFormerAudio(of chapters: [ReleasedChapter]) {
        let encodings = writer.options.bookFormats.map(\.encoding)
        let current = writer.withFormer(chapters).flatMap { chapter in
            encodings.map { files.path(of: chapter.index, inputs: chapter.inputs, as: $0) }
        }
        files.removeAll(but: Set(current))
    }
}
