import NarrateModel
import NarratePublish
import NarrateSynthesize

/// Chapters on their way into the release, as many at once as there are workers, while later ones
/// are still being recorded.
struct AssemblyLine: Sendable {
    let script: NarrationScript
    let plan: Workplan
    let desk: LedgerDesk
    /// `nil` when the run ends before assembly.
    let finishing: ChapterFinishing?
    let workers: Int
    /// Places that other books are assembled at, too.
    var shared: Workbenches?
    let report: @Sendable (PipelineEvent) -> Void

    /// What came of the chapters.
    struct Outcome: Sendable {
        /// Those that were finished, in the order of the book.
        var chapters: [ChapterFinishing.Finished] = []
        /// Whether the run was stopped before the last of them.
        var wasStopped = false
    }

    /// Finishes chapters in the order they come, until there are no more or the run is stopped.
    func run(_ chapters: AsyncStream<Int>, until control: RunControl) async throws -> Outcome {
        try await withThrowingTaskGroup(of: [ChapterFinishing.Finished]?.self) { group in
            group.addTask { try await work(chapters, control: control) }
            group.addTask {
                await control.assemblyStop()
                return nil
            }
            defer { group.cancelAll() }
            var outcome = Outcome()
            while let result = try await group.next() {
                if let finished = result {
                    outcome.chapters = finished
                    break
                }
                // Stopped: what is under way is given up, what is finished is in the ledger.
                outcome.wasStopped = true
                group.cancelAll()
            }
            return outcome
        }
    }

    private func work(
        _ chapters: AsyncStream<Int>,
        control: RunControl
    ) async throws -> [ChapterFinishing.Finished] {
        try await withThrowingTaskGroup(of: ChapterFinishing.Finished?.self) { group in
            // While chapters are still recorded, most of the machine is for that: what is left over
            // at its end is then enough for every core, and none waits for the last chapter.
            let early = max(1, workers / 2)
            let benches = shared ?? Workbenches(count: early)
            var finished: [ChapterFinishing.Finished] = []
            for await index in SettledChapters(chapters, desk: desk) {
                guard let finishing,
                    let chapter = script.chapters.first(where: { $0.index == index })
                else { continue }
                group.addTask {
                    let work = chapter.utterances.reduce(0) { $0 + $1.characterCount }
                    await benches.take(for: work)
                    do {
                        let result = try await finishUnlessCancelled(chapter, finishing: finishing)
                        await benches.giveBack()
                        return result
                    } catch {
                        // A chapter that can't be written: nothing more is recorded for it.
                        control.stop()
                        await benches.giveBack()
                        throw error
                    }
                }
            }
            if shared == nil { await benches.add(workers - early) }
            for try await case let next? in group { finished.append(next) }
            return finished.sorted { $0.number < $1.number }
        }
    }

    private func finishUnlessCancelled(
        _ chapter: ScriptChapter,
        finishing: ChapterFinishing
    ) async throws -> ChapterFinishing.Finished? {
        do {
            return try await finish(chapter, finishing: finishing)
        } catch is CancellationError {
            return nil
        }
    }

    private func finish(
        _ chapter: ScriptChapter,
        finishing: ChapterFinishing
    ) async throws -> ChapterFinishing.Finished {
        var takes: [Take] = []
        for item in plan.items where item.chapter == chapter.index {
            guard let take = await desk.takeInUse(plan.fingerprints[item.id]) else {
                throw ProjectError(
                    code: .storage,
                    message: "chapter \(chapter.index), utterance \(item.utterance) has no take",
                    hint: "run again"
                )
            }
            takes.append(take)
        }
        let finished = try await finishing.finish(chapter, takes: takes)
        for part in finished.parts {
            for finding in part.master.findings where finding.severity > .info {
                report(.warning(message: "chapter \(chapter.index): \(finding.message)"))
            }
            report(
                .chapterAssembled(
                    PipelineEvent.Assembled(
                        chapter: chapter.index,
                        title: part.chapter.title,
                        file: part.chapter.file.file,
                        duration: part.chapter.duration,
                        measures: part.chapter.measures,
                        isUnchanged: finished.isUnchanged
                    )
                )
            )
        }
        return finished
    }
}
