import FoundationEssentials
import NarrateAssemble
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
        var chapter: ReleasedChapter
        var isUnchanged: Bool
        var master: Master
        /// The retail sample, where it is of this chapter.
        var sample: ReleasedFile?
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
        if let record {
            let master = try JSONDecoder().decode(Master.self, from: Data(record.record.utf8))
            let candidate = release(chapter, master: master, takes: takes, inputs: inputs)
            encodings = try writer.lacking(candidate)
            if encodings.isEmpty {
                let released = try await BlockingWork.run { try writer.writeChapter(candidate) }
                return Finished(chapter: released, isUnchanged: true, master: master)
            }
        }
        let master = try await assemble(chapter, takes: takes, inputs: inputs, as: encodings)
        let finished = release(chapter, master: master, takes: takes, inputs: inputs)
        defer { removePassing(chapter, inputs: inputs) }
        let released = try await BlockingWork.run { try writer.writeChapter(finished) }
        let text = String(decoding: try JSONEncoder().encode(master), as: UTF8.self)
        try await ledger.saveMaster(
            MasterRecord(
                chapter: chapter.index,
                recipe: inputs,
                file: released.file.file,
                record: text
            )
        )
        return Finished(chapter: released, isUnchanged: false, master: master)
    }

    private func assemble(
        _ chapter: ScriptChapter,
        takes: [Take],
        inputs: String,
        as encodings: Set<AudioEncoding>
    ) async throws -> Master {
        try files.create()
        let placements = placements(chapter, takes: takes)
        let kept = writer.options.keptEncodings
        let outputs = encodings.sorted { $0.rawValue < $1.rawValue }.map { encoding in
            MasterOutput(
                encoding,
                path: files.path(of: chapter.index, inputs: inputs, as: encoding),
                isKept: kept.contains(encoding)
            )
        }
        guard mastering.isLossless else {
            return try await mastering.assembler.assemble(placements, to: outputs)
        }
        // Only MP3 is left to be made then.
        return try await FrameSplicer(profile: mastering.profile)
            .assemble(placements, to: outputs[0].path)
    }

    /// Removes bare audio that was on its way into a file of the chapter only.
    private func removePassing(_ chapter: ScriptChapter, inputs: String) {
        for (encoding, path) in files.audio(of: chapter.index, inputs: inputs)
        where !writer.options.keptEncodings.contains(encoding) {
            // What can't be removed is overwritten.
            try? FileManager.default.removeItem(atPath: path)
        }
    }

    private func release(
        _ chapter: ScriptChapter,
        master: Master,
        takes: [Take],
        inputs: String
    ) -> ReleaseChapter {
        var release = ReleaseChapter(
            index: chapter.index,
            audio: files.audio(of: chapter.index, inputs: inputs),
            master: master,
            utterances: chapter.utterances.count,
            characters: chapter.utterances.reduce(0) { $0 + $1.characterCount },
            source: chapter.source,
            inputs: inputs,
            script: chapter.utterances
        )
        release.words = takes.map { store.words(of: $0) ?? [] }
        return release
    }

    private func placements(_ chapter: ScriptChapter, takes: [Take]) -> [Placement] {
        zip(takes, chapter.utterances).map { take, utterance in
            Placement(path: store.path(of: take), pauseAfter: utterance.pauseAfter)
        }
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
        let path = files.path(of: chapter.index, inputs: inputs, as: .mp3)
        defer { try? FileManager.default.removeItem(atPath: path) }
        _ = try await mastering.assembler.assemble(Array(placements[part]), to: path)
        return try await BlockingWork.run {
            try writer.writeSample(at: path, inputs: inputs)
        }
    }
}
