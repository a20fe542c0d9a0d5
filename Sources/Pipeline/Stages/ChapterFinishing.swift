import FoundationEssentials
import NarrateAssemble
import NarrateAudio
import NarrateLedger
import NarrateModel
import NarratePublish

/// The last two stages of a chapter: takes become mastered files of the release.
struct ChapterFinishing: Sendable {
    let ledger: Ledger
    let store: TakeStore
    let mastering: ProjectConfiguration.Mastering
    let writer: ReleaseWriter
    /// Bare audio of chapters.
    let files: MasterFiles
    /// What earlier runs made, by chapter.
    let masters: [Int: MasterRecord]
    /// Chapters whose file stays as it is, whatever it would be made like now.
    let lockedChapters: Set<Int>
    /// The chapter whose beginning is the retail sample, where one is wanted.
    let sampleChapter: Int?

    /// A chapter of the release and whether it was there already.
    struct Finished: Sendable {
        /// One, or several where the profile limits the length of a file.
        var parts: [Part]
        var isUnchanged: Bool
        /// The retail sample, where it is of this chapter.
        var sample: ReleasedFile?

        /// A file of the chapter.
        struct Part: Sendable {
            var chapter: ReleasedChapter
            var master: Master
        }

        var index: Int { parts.first?.chapter.index ?? 0 }
        var number: Int { parts.first?.chapter.number ?? 0 }

        /// Seconds.
        var duration: Double { parts.reduce(0) { $0 + $1.master.duration } }

        /// When each utterance begins, in seconds from the beginning of the first part.
        var starts: [Double] {
            var before = 0.0
            return parts.flatMap { part in
                defer { before += part.master.duration }
                return part.master.starts.map {
                    before + Double($0) / Double(part.master.format.sampleRate)
                }
            }
        }
    }

    /// Assembles and releases a chapter, or leaves it as it is when nothing changed.
    ///
    /// `takes`: the take in use of each utterance.
    func finish(_ chapter: ScriptChapter, takes: [Take]) async throws -> Finished {
        var finished = try await finishFiles(chapter, takes: takes)
        if chapter.index == sampleChapter {
            finished.sample = try await sample(of: chapter, takes: takes)
        }
        return finished
    }

    private func finishFiles(_ chapter: ScriptChapter, takes: [Take]) async throws -> Finished {
        let recipe = ChapterRecipe(
            takes: takes,
            pauses: chapter.utterances.map(\.pauseAfter),
            mastering: mastering
        )
        var record = masters[chapter.index]
        if let known = record, known.recipe != recipe.digest,
            !lockedChapters.contains(chapter.index)
        {
            record = nil
        }
        let inputs = record?.recipe ?? recipe.digest
        var encodings = Set(writer.options.formats.map(\.encoding))
        let pieces: [Piece]
        if let record {
            let known = try Self.masters(in: record)
            pieces = Self.pieces(chapter, takes, lengths: known.map(\.starts.count), inputs)
            let candidates = zip(pieces, known).map { release(chapter, $0, master: $1) }
            encodings = try candidates.reduce(into: []) { $0.formUnion(try writer.lacking($1)) }
            if encodings.isEmpty {
                return Finished(parts: try await write(candidates), isUnchanged: true)
            }
        } else {
            pieces = Self.pieces(chapter, takes, lengths: try lengths(chapter, takes), inputs)
        }
        var finished: [ReleaseChapter] = []
        defer { removePassing(chapter, pieces) }
        for piece in pieces {
            let master = try await assemble(chapter, piece, as: encodings)
            finished.append(release(chapter, piece, master: master))
        }
        let parts = try await write(finished)
        let masters = finished.map(\.master)
        let text =
            masters.count == 1
            ? try JSONEncoder().encode(masters[0])
            : try JSONEncoder().encode(masters)
        try await ledger.saveMaster(
            MasterRecord(
                chapter: chapter.index,
                recipe: inputs,
                file: parts[0].chapter.file.file,
                record: String(decoding: text, as: UTF8.self)
            )
        )
        return Finished(parts: parts, isUnchanged: false)
    }

    private func write(_ chapters: [ReleaseChapter]) async throws -> [Finished.Part] {
        try await BlockingWork.run {
            try chapters.map {
                Finished.Part(chapter: try writer.writeChapter($0), master: $0.master)
            }
        }
    }

    private static func masters(in record: MasterRecord) throws -> [Master] {
        let data = Data(record.record.utf8)
        return record.record.hasPrefix("[")
            ? try JSONDecoder().decode([Master].self, from: data)
            : [try JSONDecoder().decode(Master.self, from: data)]
    }

    // MARK: Pieces: what becomes one file

    /// The utterances of a chapter that become one file, with their takes.
    private struct Piece {
        /// `nil` when it is the whole chapter.
        var part: ChapterPart?
        var utterances: ArraySlice<Utterance>
        var takes: ArraySlice<Take>
        var inputs: String
    }

    private static func pieces(
        _ chapter: ScriptChapter,
        _ takes: [Take],
        lengths: [Int],
        _ inputs: String
    ) -> [Piece] {
        var start = 0
        return lengths.enumerated().map { position, length in
            let range = start..<min(start + length, chapter.utterances.count)
            start = range.upperBound
            let isWhole = lengths.count == 1
            let part = ChapterPart(number: position + 1, count: lengths.count)
            return Piece(
                part: isWhole ? nil : part,
                utterances: chapter.utterances[range],
                takes: takes[range],
                inputs: isWhole ? inputs : ChapterRecipe.digest(of: part, inputs)
            )
        }
    }

    /// How many utterances each file of a chapter has; a book in one file needs no parts.
    private func lengths(_ chapter: ScriptChapter, _ takes: [Take]) throws -> [Int] {
        let isAlwaysOne = !writer.options.formats.contains(where: \.isPerChapter)
        guard mastering.profile.maxDuration != nil, !isAlwaysOne else {
            return [chapter.utterances.count]
        }
        return try mastering.assembler.parts(of: placements(chapter, takes: takes)).map(\.count)
    }

    private func assemble(
        _ chapter: ScriptChapter,
        _ piece: Piece,
        as encodings: Set<AudioEncoding>
    ) async throws -> Master {
        try files.create()
        let placements = placements(piece.utterances, piece.takes)
        let kept = writer.options.keptEncodings
        let outputs = encodings.sorted { $0.rawValue < $1.rawValue }.map { encoding in
            MasterOutput(
                encoding,
                path: files.path(of: chapter.index, inputs: piece.inputs, as: encoding),
                isKept: kept.contains(encoding)
            )
        }
        guard mastering.isLossless else {
            return try await mastering.assembler.assemble(placements, to: outputs)
        }
        // Only MP3 is left to be made then.
        return try await FrameSplicer(profile: mastering.profile)
            .assemble(
                placements,
                levels: try await levels(of: Array(piece.takes)),
                to: outputs[0].path
            )
    }

    /// The levels of takes as they were found when the takes were checked.
    private func levels(of takes: [Take]) async throws -> [TakeLevels?] {
        /// The part of a take's figures that matters here.
        struct Figures: Decodable {
            var levels: TakeLevels?
        }
        let decoder = JSONDecoder()
        return try await ledger.figures(of: takes).map { figures in
            try figures.flatMap { try decoder.decode(Figures.self, from: Data($0.utf8)).levels }
        }
    }

    /// Removes bare audio that was on its way into a file of the chapter only.
    private func removePassing(_ chapter: ScriptChapter, _ pieces: [Piece]) {
        let audio = pieces.flatMap { files.audio(of: chapter.index, inputs: $0.inputs) }
        for (encoding, path) in audio where !writer.options.keptEncodings.contains(encoding) {
            // What can't be removed is overwritten.
            try? FileManager.default.removeItem(atPath: path)
        }
    }

    private func release(
        _ chapter: ScriptChapter,
        _ piece: Piece,
        master: Master
    ) -> ReleaseChapter {
        var release = ReleaseChapter(
            index: chapter.index,
            audio: files.audio(of: chapter.index, inputs: piece.inputs),
            master: master,
            utterances: piece.utterances.count,
            characters: piece.utterances.reduce(0) { $0 + $1.characterCount },
            source: chapter.source,
            inputs: piece.inputs,
            script: Array(piece.utterances)
        )
        release.part = piece.part
        release.words = piece.takes.map { store.words(of: $0) ?? [] }
        return release
    }

    private func placements(
        _ utterances: some Sequence<Utterance>,
        _ takes: some Sequence<Take>
    ) -> [Placement] {
        zip(takes, utterances).map { take, utterance in
            Placement(path: store.path(of: take), pauseAfter: utterance.pauseAfter)
        }
    }

    private func placements(_ chapter: ScriptChapter, takes: [Take]) -> [Placement] {
        placements(chapter.utterances, takes)
    }

    /// The beginning of a chapter, cut at a pause, as a file of its own.
    private func sample(of chapter: ScriptChapter, takes: [Take]) async throws -> ReleasedFile? {
        guard let minutes = writer.options.sampleMinutes else { return nil }
        var mastering = mastering
        mastering.profile.maxDuration = minutes * 60
        let placements = placements(chapter, takes: takes)
        let part = try mastering.assembler.parts(of: placements).first ?? placements.indices
        let inputs = ChapterRecipe(
            takes: Array(takes[part]),
            pauses: chapter.utterances[part].map(\.pauseAfter),
            mastering: mastering
        ).digest
        if let kept = try writer.keptSample(inputs: inputs) { return kept }
        try files.create()
        // A short chapter is its own sample, made of the same: its audio has that name.
        let path = files.path(of: chapter.index, inputs: "sample", as: .mp3)
        defer { try? FileManager.default.removeItem(atPath: path) }
        _ = try await mastering.assembler.assemble(Array(placements[part]), to: path)
        return try await BlockingWork.run {
            try writer.writeSample(at: path, inputs: inputs)
        }
    }
}
