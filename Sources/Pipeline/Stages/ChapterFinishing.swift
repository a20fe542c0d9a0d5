import FoundationEssentials
import NarrateAssemble
import NarrateLedger
import NarrateModel
import NarratePublish

/// The last two stages of a chapter: takes become a mastered file of the release.
struct ChapterFinishing: Sendable {
    let folder: ProjectFolder
    let ledger: Ledger
    let store: TakeStore
    let profile: MasteringProfile
    let writer: ReleaseWriter
    /// What earlier runs made, by chapter.
    let masters: [Int: MasterRecord]
    /// Chapters whose file stays as it is, whatever it would be made like now.
    let lockedChapters: Set<Int>

    /// A chapter of the release and whether it was there already.
    struct Finished: Sendable {
        var chapter: ReleasedChapter
        var isUnchanged: Bool
        var master: Master
    }

    /// Assembles and releases a chapter, or leaves it as it is when nothing changed.
    ///
    /// `takes`: the take in use of each utterance.
    func finish(_ chapter: ScriptChapter, takes: [Take]) async throws -> Finished {
        let recipe = ChapterRecipe(
            takes: takes,
            pauses: chapter.utterances.map(\.pauseAfter),
            profile: profile
        )
        if let kept = try keep(chapter, takes: takes, recipe: recipe) { return kept }
        let path = "\(folder.masters)/\(chapter.index).mp3"
        try FileManager.default.createDirectory(
            atPath: folder.masters,
            withIntermediateDirectories: true
        )
        defer { try? FileManager.default.removeItem(atPath: path) }
        let placements = zip(takes, chapter.utterances).map { take, utterance in
            Placement(path: store.path(of: take), pauseAfter: utterance.pauseAfter)
        }
        let master = try await ChapterAssembler(profile: profile).assemble(placements, to: path)
        let finished = release(chapter, master: master, path: path, inputs: recipe.digest)
            .telling(words(of: takes))
        let released = try await BlockingWork.run { try writer.writeChapter(finished) }
        let record = String(decoding: try JSONEncoder().encode(master), as: UTF8.self)
        try await ledger.saveMaster(
            MasterRecord(
                chapter: chapter.index,
                recipe: recipe.digest,
                file: released.file.file,
                record: record
            )
        )
        return Finished(chapter: released, isUnchanged: false, master: master)
    }

    /// The chapter as an earlier run released it, when it would come out the same.
    private func keep(
        _ chapter: ScriptChapter,
        takes: [Take],
        recipe: ChapterRecipe
    ) throws -> Finished? {
        guard let record = masters[chapter.index],
            record.recipe == recipe.digest || lockedChapters.contains(chapter.index)
        else { return nil }
        let master = try JSONDecoder().decode(Master.self, from: Data(record.record.utf8))
        let kept = try writer.keepChapter(
            release(chapter, master: master, path: "", inputs: record.recipe)
                .telling(words(of: takes))
        )
        return kept.map { Finished(chapter: $0, isUnchanged: true, master: master) }
    }

    private func words(of takes: [Take]) -> [[TimedWord]] {
        takes.map { store.words(of: $0) ?? [] }
    }

    private func release(
        _ chapter: ScriptChapter,
        master: Master,
        path: String,
        inputs: String
    ) -> ReleaseChapter {
        ReleaseChapter(
            index: chapter.index,
            mp3Path: path,
            master: master,
            utterances: chapter.utterances.count,
            characters: chapter.utterances.reduce(0) { $0 + $1.characterCount },
            source: chapter.source,
            inputs: inputs,
            script: chapter.utterances
        )
    }
}

extension ReleaseChapter {
    /// The chapter with the times of its words.
    fileprivate func telling(_ words: [[TimedWord]]) -> ReleaseChapter {
        var chapter = self
        chapter.words = words
        return chapter
    }
}
