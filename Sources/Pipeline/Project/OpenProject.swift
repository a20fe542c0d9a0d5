import FoundationEssentials
import NarrateAssemble
import NarrateAudio
import NarrateCheck
import NarrateLedger
import NarrateModel
import NarratePublish
import NarrateSynthesize

/// A project while a run works on it.
struct OpenProject: Sendable {
    let project: Project
    let ledger: Ledger
    let store: TakeStore
    let run: RunID
    let pinning: Pinning

    var configuration: ProjectConfiguration { project.preparation.configuration }
    var script: NarrationScript { pinning.script }

    func work(through stage: Stage, control: RunControl) async throws -> RunOutcome {
        let settling = Settling(ledger: ledger, engine: project.engine, report: project.report)
        let (plan, takes) = try await plan(for: stage, settling: settling)
        try await record(plan)
        let missing = try open(plan, for: stage)
        let delivery = try await delivery(for: stage)
        if missing > 0 { try await project.engine.furnish() }
        let mastered = try await ledger.masters().compactMapValues(\.madeAt)
        let desk = LedgerDesk(
            ledger: ledger,
            store: store,
            run: run,
            rules: rules,
            plan: plan,
            takes: takes,
            ears: missing > 0 ? try await ears() : LedgerDesk.Ears(),
            unjudged: missing > 0 ? unjudgedChapters(of: plan, takes: takes, mastered) : [],
            mastered: mastered,
            pinned: Set(pinning.pins.values),
            shared: project.shared,
            clock: { [engine = project.engine] in
                engine.serviceTime ?? Date.now.timeIntervalSince1970
            },
            report: project.report
        )
        let finishing = stage >= .assemble ? try await chapterFinishing() : nil
        let result: Result
        do {
            result = try await record(plan, desk: desk, finishing: finishing, control: control)
        } catch {
            // What went wrong is the news, not what can't be written down after it.
            try? await desk.close()
            throw error
        }
        try await desk.close()
        for message in [await desk.spending.surprise, await desk.shortage] {
            if let message { project.report(.warning(message: message)) }
        }
        // What broke off on the way may be in the service's account by now.
        try await settling.settle()
        var outcome = try await conclude(
            result,
            plan: plan,
            missing: missing,
            finishing: finishing
        )
        outcome.summary.creditsOfRun = await desk.spending.total
        if let delivery, let release = outcome.release, case .finished = outcome.end {
            outcome.summary.delivery = try await delivery.deliver(
                release,
                report: project.report
            )
        }
        return outcome
    }

    /// Who takes the release to where it is wanted; nobody where it stays.
    private func delivery(for stage: Stage) async throws -> ReleaseDelivery? {
        guard stage == .publish, let options = configuration.delivery else { return nil }
        return try await ReleaseDelivery(
            options,
            project: configuration.folder,
            title: description.title
        )
    }

    /// Makes sure of the room that the run needs and says what it begins with.
    ///
    /// - Returns: how many utterances have to be recorded.
    private func open(_ plan: Workplan, for stage: Stage) throws -> Int {
        let missing = plan.missing
        try space(for: stage, plan: plan, missing: missing)
            .check(project: configuration.folder.path, output: configuration.output)
        if stage >= .assemble { try checkEncoders() }
        project.report(.started(overview(plan, missing: missing)))
        for warning in project.session.warnings { project.report(.warning(message: warning)) }
        if let obstacle = project.engine.obstacle {
            guard missing.isEmpty else { throw obstacle }
            let message =
                "nothing has to be recorded, so it is done without the engine: \(obstacle)"
            project.report(.warning(message: message))
        }
        return missing.count
    }

    /// Makes sure that the formats can be made of what the engine delivers with what is installed.
    private func checkEncoders() throws {
        let foreign = configuration.release.formats.filter { $0.encoding != .mp3 }
        let delivered = project.session.template.outputFormat
        if configuration.mastering.isLossless, !foreign.isEmpty || !delivered.hasPrefix("mp3") {
            throw ProjectError(
                code: .usage,
                message: "only MP3 takes can be joined without loss, and only to MP3; "
                    + "the engine delivers '\(delivered)'",
                hint: "leave --lossless out"
            )
        }
        guard let format = foreign.first, !FFmpegProcess.isInstalled else { return }
        throw ProjectError(
            code: .cantCreate,
            message: "the format '\(format.rawValue)' needs the program ffmpeg: it was not found",
            hint: "install it, with: apt install ffmpeg; or choose --format mp3"
        )
    }

    private var rules: LedgerDesk.Rules {
        LedgerDesk.Rules(
            retakes: configuration.retakes,
            maxCredits: configuration.maxCredits,
            creditsPerCharacter: project.session.model.creditsPerCharacter,
            looksUpLostAnswers: project.session.remembersRequests,
            isRepeatable: project.session.isRepeatable,
            mayJoin: !configuration.mastering.isLossless,
            bytesPerCharacter: project.session.model.creditsPerCharacter > 0
                ? SpaceNeed.bytesPerCharacter(project.session) : 0
        )
    }

    private func overview(_ plan: Workplan, missing: [RecordingItem]) -> PipelineEvent.Overview {
        PipelineEvent.Overview(
            title: project.preparation.publication.metadata.title ?? configuration.source,
            source: configuration.source,
            project: configuration.folder.path,
            engine: project.engine.name,
            voice: project.session.voiceNames,
            chapters: script.chapters.count,
            utterances: plan.items.count,
            recorded: plan.items.count { $0.standing != nil },
            characters: plan.items.reduce(0) { $0 + $1.request.characterCount },
            charactersToRecord: missing.reduce(0) { $0 + $1.request.characterCount },
            isPaid: project.session.model.creditsPerCharacter > 0
        )
    }

    // MARK: Recording and assembling side by side

    /// What the recording and the chapters made beside it came to.
    private struct Result: Sendable {
        var synthesis: SynthesisSummary
        var assembly: AssemblyLine.Outcome
    }

    private func record(
        _ plan: Workplan,
        desk: LedgerDesk,
        finishing: ChapterFinishing?,
        control: RunControl
    ) async throws -> Result {
        let (finishedChapters, continuation) = AsyncStream.makeStream(of: Int.self)
        let synthesizer = Synthesizer(
            engine: project.engine,
            desk: desk,
            options: SynthesisOptions(configuration, session: project.session),
            timing: Timing(ContinuousClock()),
            share: plan.missing.isEmpty
                ? nil : project.shared.slots?.share(rank: project.shared.rank),
            observe: { observe($0, chapters: continuation) }
        )
        let assembly = AssemblyLine(
            script: script,
            plan: plan,
            desk: desk,
            finishing: finishing,
            // One more than cores: while a chapter is written to disk, another is encoded.
            workers: ProcessInfo.processInfo.activeProcessorCount + 1,
            shared: project.shared.assembly,
            report: project.report
        )
        async let assembled = stopping(control) {
            try await assembly.run(finishedChapters, until: control)
        }
        do {
            let synthesis = try await synthesizer.run(plan.agedItems, stop: control.synthesis)
            continuation.finish()
            let result = Result(synthesis: synthesis, assembly: try await assembled)
            if finishing != nil { try checkNothingIsMissing(result, plan: plan) }
            return result
        } catch {
            continuation.finish()
            throw error
        }
    }

    /// A book whose takes are all there has all its chapters.
    private func checkNothingIsMissing(_ result: Result, plan: Workplan) throws {
        guard case .finished = result.synthesis.cause, result.synthesis.setAside.isEmpty,
            !result.assembly.wasStopped
        else { return }
        let (made, wanted) = (result.assembly.chapters.count, Set(plan.items.map(\.chapter)).count)
        guard made < wanted else { return }
        throw ProjectError(
            code: .storage,
            message: "nothing is left to record, but \(made) of \(wanted) chapters are made",
            hint: "run again"
        )
    }

    /// Runs a piece of work whose failure ends the recording beside it, too.
    private func stopping<Value: Sendable>(
        _ control: RunControl,
        onFailureOf work: @Sendable () async throws -> Value
    ) async throws -> Value {
        do {
            return try await work()
        } catch {
            control.stop()
            throw error
        }
    }

    private func observe(_ event: SynthesisEvent, chapters: AsyncStream<Int>.Continuation) {
        switch event {
        case .chapterFinished(let chapter): chapters.yield(chapter)
        case .setAside(let item, let reason):
            project.report(
                .utteranceSetAside(
                    chapter: item.chapter,
                    utterance: item.utterance,
                    message: reason
                )
            )
        case .waiting(let duration, let error):
            project.report(
                .waiting(
                    seconds: duration / .seconds(1),
                    message: error.message
                )
            )
        case .began, .accepted, .retaken, .retried, .paced: break
        }
    }

    // MARK: The release

    private func chapterFinishing() async throws -> ChapterFinishing {
        let files = MasterFiles(folder: configuration.folder.masters)
        files.removeUnfinished(keeping: configuration.release.keptEncodings)
        return ChapterFinishing(
            ledger: ledger,
            store: store,
            mastering: configuration.mastering,
            writer: try ReleaseWriter(
                folder: configuration.releaseFolder(title: description.title),
                description: description,
                options: configuration.release,
                masters: files,
                earlier: try await ledger.releaseFolder()
            ),
            files: files,
            masters: try await ledger.masters(),
            lockedChapters: pinning.lockedChapters,
            sampleChapter: configuration.release.sampleMinutes == nil ? nil : firstBodyChapter
        )
    }

    /// The first chapter of the text itself.
    private var firstBodyChapter: Int? {
        let chapters = project.preparation.publication.chapters
        let body = Set(chapters.filter { $0.role == .body }.map(\.index))
        return script.chapters.first { body.contains($0.index) }?.index
    }

    private var description: ReleaseDescription {
        let whole = project.preparation.wholePublication
        let chosen = Set(script.chapters.map(\.index))
        let tracks = whole.chapters.filter { $0.isNarrated || chosen.contains($0.index) }
        let titles = configuration.selection.titles
        let known = Set(tracks.map(\.index))
        let credits = script.chapters.filter { !known.contains($0.index) }.map {
            ReleaseTrack(index: $0.index, title: $0.title)
        }
        let named = tracks.map { track in
            ReleaseTrack(
                index: track.index,
                title: titles[track.index].flatMap { $0.isEmpty ? nil : $0 } ?? track.title,
                partTitles: track.partTitles
            )
        }
        return ReleaseDescription(
            metadata: project.preparation.publication.metadata,
            cover: project.preparation.publication.cover,
            tracks: (named + credits).sorted { $0.index < $1.index },
            sourceName: SourcePlace(source: configuration.source, currentFolder: "/").name,
            engine: project.engine.name,
            model: project.session.template.model,
            voice: project.session.template.voice,
            voiceName: project.session.voiceName,
            voices: project.session.voices(of: script),
            profile: configuration.mastering.profile,
            generator: "narrate \(Project.version)",
            encoder: configuration.mastering.isLossless
                ? "MP3 frames of the takes, joined as they are"
                : configuration.mastering.assembler.encoderName
        )
    }

    private func conclude(
        _ result: Result,
        plan: Workplan,
        missing: Int,
        finishing: ChapterFinishing?
    ) async throws -> RunOutcome {
        let status = try await ledger.status()
        var release: Release?
        let chapters = result.assembly.chapters
        let isWhole = chapters.count == script.chapters.count
        if let finishing, !chapters.isEmpty {
            let released = chapters.flatMap { $0.parts.map(\.chapter) }
            let whole = BookFinishing(
                writer: finishing.writer,
                files: finishing.files,
                folder: configuration.folder.masters
            )
            release = try finishing.writer.finish(
                released,
                books: isWhole ? try await whole.books(of: released) : [],
                sample: chapters.compactMap(\.sample).first,
                totals: ReleaseTotals(
                    charactersBilled: status.charactersBilled,
                    credits: Credits(status.creditsSpent),
                    retakes: status.retakes
                ),
                report: try await reportWriting(plan).report(on: chapters),
                createdAt: Date.now.formatted(.iso8601)
            )
            if isWhole, let release {
                whole.removeFormerAudio(of: released)
                try await ledger.saveRelease(folder: release.folder)
            }
        }
        let flagged = try await ledger.flaggedTakes().count
        let summary = PipelineEvent.Summary(
            release: release?.folder,
            project: configuration.folder.path,
            chapters: chapters.count,
            duration: chapters.reduce(0) { $0 + $1.duration },
            recorded: result.synthesis.accepted,
            reused: plan.items.count { $0.standing != nil },
            retakes: result.synthesis.retakes,
            flagged: flagged,
            outsideProfile: chapters.flatMap(\.parts).count { $0.master.isOutsideProfile },
            setAside: result.synthesis.setAside.map {
                PipelineEvent.LeftOut(
                    chapter: $0.item.chapter,
                    utterance: $0.item.utterance,
                    reason: $0.reason
                )
            },
            reclaimed: result.synthesis.reclaimed,
            credits: Credits(status.creditsSpent),
            isUnchanged: missing == 0 && chapters.allSatisfy(\.isUnchanged)
        )
        return RunOutcome(
            end: end(
                of: result.synthesis,
                brokeOff: finishing != nil && result.assembly.wasStopped && !isWhole
            ),
            summary: summary,
            release: isWhole ? release : nil
        )
    }

    private func reportWriting(_ plan: Workplan) -> ReportWriting {
        ReportWriting(
            preparation: project.preparation,
            session: project.session,
            plan: plan,
            ledger: ledger,
            store: store
        )
    }

    private func end(of synthesis: SynthesisSummary, brokeOff: Bool) -> RunOutcome.End {
        switch synthesis.cause {
        case .finished: brokeOff ? .stopped : .finished
        case .stopRequested: .stopped
        case .failed(let error): .engineFailed(error)
        }
    }
}
