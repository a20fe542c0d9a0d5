/// Adds tags to an MP4 that another program wrote, and puts its index in front, so that players need
/// not load all of it before they begin.
struct MP4Editor: Sendable {
    let tags: [MP4Tag]

    /// A box of the file: where it is and how long.
    private struct Span {
        var type: String
        var start: Int
        var count: Int
        /// Bytes of type and size.
        var header: Int
    }

    /// More than that is no index of a book: 200 hours have 130 MB.
    private static let mostIndexBytes = 1 << 28

    /// Writes the file into the release, unless the same bytes stand there.
    ///
    /// - Throws: `PublishError` when the disk refuses, or the source is no MP4.
    func write(_ source: String, into folder: ReleaseFolder, as name: String) throws
        -> ReleasedFile
    {
        let file = try InputFile(path: source)
        let spans = try Self.spans(of: file, source)
        guard let place = spans.firstIndex(where: { $0.type == "moov" }),
            spans[place].count < Self.mostIndexBytes
        else { throw Self.unreadable(source) }
        let index = try index(of: file, spans, at: place, source)
        var output = try OutputFile(in: folder, name: name)
        let front = spans.first?.type == "ftyp" ? spans.prefix(1) : []
        try Self.copy(Array(front), of: file, to: &output)
        try output.write(index.encoded)
        let others = spans.indices.filter { $0 >= front.count && $0 != place }
        try Self.copy(others.map { spans[$0] }, of: file, to: &output)
        return try output.publishUnlessSame(as: name)
    }

    /// The index with the tags, and every place in it where it will be.
    private func index(
        of file: borrowing InputFile,
        _ spans: [Span],
        at place: Int,
        _ source: String
    ) throws -> MP4Box {
        let span = spans[place]
        try file.seek(to: span.start + span.header)
        let content = try file.read(span.count - span.header)
        guard var index = MP4Box(type: "moov", content: content[...]),
            !index[["udta", "meta"]].children.isEmpty
        else { throw Self.unreadable(source) }
        for tag in tags where !tag.isEmpty {
            index[["udta", "meta", "ilst"]].bytes += tag.box.encoded
        }
        let most = file.bytes - span.count + index.byteCount + 4 * index.chunkCount
        let isWide = most > Int(UInt32.max)
        if isWide { index.moveChunks(isWide: true) { $0 } }
        // What stood in front of the index, stands behind it now; but for the type of the file.
        let end = span.start + span.count
        let (behind, front) = (index.byteCount - span.count, index.byteCount)
        index.moveChunks(isWide: isWide) { $0 >= end ? $0 + behind : $0 + front }
        return index
    }

    private static func spans(of file: borrowing InputFile, _ source: String) throws -> [Span] {
        var spans: [Span] = []
        var start = 0
        while start + MP4Box.headerBytes <= file.bytes {
            try file.seek(to: start)
            let head = try file.read(16)
            var count = MP4Box.number(head.prefix(4))
            // 1: the size follows in 64 bits; 0: up to the end of the file.
            let header = count == 1 ? 16 : MP4Box.headerBytes
            if count == 1 { count = MP4Box.number(head.dropFirst(8)) }
            if count == 0 { count = file.bytes - start }
            guard count >= header, start + count <= file.bytes else { throw unreadable(source) }
            let type = MP4Box.name(head.dropFirst(4).prefix(4))
            spans.append(Span(type: type, start: start, count: count, header: header))
            start += count
        }
        return spans
    }

    private static func copy(
        _ spans: [Span],
        of file: borrowing InputFile,
        to output: inout OutputFile
    ) throws {
        for span in spans {
            try file.seek(to: span.start)
            var left = span.count
            while left > 0 {
                let piece = try file.read(min(left, InputFile.pieceBytes))
                guard !piece.isEmpty else { break }
                try output.write(piece)
                left -= piece.count
            }
        }
    }

    private static func unreadable(_ path: String) -> PublishError {
        PublishError(
            code: .inputOutput,
            message: "ffmpeg wrote an MP4 whose index can't be read: '\(path)'",
            file: path
        )
    }
}
