import ArgumentParser
import FoundationEssentials
import NarrateModel
import NarratePipeline

/// What the commands that record have in common: sources, options and the way through the stages.
struct StageWork: ParsableArguments {
    @Argument(
        help: "What to narrate: files, folders, addresses, projects, manifests.",
        completion: .file()
    )
    var sources: [String]

    @OptionGroup(title: "Reading") var reading: SourceOptions
    @OptionGroup(title: "Voice") var voice: VoiceOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Reports") var reports: ReportOptions
    @OptionGroup(title: "At the end") var hooks: HookOptions

    /// Runs every source through the stages; one that fails does not stop the others.
    ///
    /// `tell`: what is told of each that ended, in the place of its progress and its end.
    func run(
        through stage: Stage,
        tell: (@Sendable (ProjectFolder) async throws -> Void)? = nil
    ) async throws {
        let settings = try await Settings(
            key: voice.key,
            engine: voice.engine,
            words: voice.words
        )
        let control = RunControl()
        let signals = InterruptSignals(stopping: control, isQuiet: reports.json)
        let resolution = SourceResolution(
            settings: settings,
            options: try reading.choices().over(voice.choices).over(output.choices)
                .over(hooks.choices),
            manifest: reading.manifest
        )
        try resolution.checkDestination(output.choices.delivery, of: sources.count)
        var codes: [Int32] = []
        let chosen = try self.chosen(by: resolution, codes: &codes)
        try refuseSharedProjects(chosen, of: resolution)
        let releases = ReleaseFolders()
        for book in chosen {
            guard signals.exitCode == nil else { break }
            do {
                codes.append(
                    try await run(
                        book,
                        of: resolution,
                        through: stage,
                        under: Limits(
                            control: control,
                            signals: signals,
                            releases: releases,
                            tell: tell
                        )
                    )
                )
            } catch  where signals.exitCode != nil {
                // What a run says that was cut short is no news, another trouble is.
                if !(error is CancellationError) {
                    _ = Failure(error).report(asJSON: reports.json)
                } else if !reports.json {
                    Console.error("stopped; \(InterruptSignals.howToGoOn)\n")
                }
            } catch  where sources.count > 1 || chosen.count > 1 {
                codes.append(Failure(error).report(asJSON: reports.json))
            }
        }
        if let code = signals.exitCode { throw ExitCode(code) }
        let gravest = codes.filter { $0 >= 64 }.min() ?? codes.max() ?? 0
        if gravest != 0 { throw ExitCode(gravest) }
    }

    /// What all books of a command have in common.
    private struct Limits {
        var control: RunControl
        var signals: InterruptSignals
        var releases: ReleaseFolders
        var tell: (@Sendable (ProjectFolder) async throws -> Void)?
    }

    /// The books that all sources stand for; a source that is none does not keep the others.
    private func chosen(
        by resolution: SourceResolution,
        codes: inout [Int32]
    ) throws -> [SourceResolution.Chosen] {
        var chosen: [SourceResolution.Chosen] = []
        for source in sources {
            do {
                chosen += try resolution.choices(for: source)
            } catch  where sources.count > 1 {
                codes.append(Failure(error).report(asJSON: reports.json))
            }
        }
        return chosen
    }

    /// Two books in one project folder would each undo what the other made.
    private func refuseSharedProjects(
        _ chosen: [SourceResolution.Chosen],
        of resolution: SourceResolution
    ) throws {
        var owners: [String: String] = [:]
        for book in chosen {
            // What is wrong with a book is said when its turn comes.
            guard let configuration = try? resolution.configuration(for: book) else { continue }
            let folder = SourceLocation(configuration.folder.path).path
            let owner = owners[folder] ?? book.source
            owners[folder] = owner
            guard SourceLocation(owner).path != SourceLocation(book.source).path else { continue }
            throw SourceError(
                code: .invalid,
                message: "'\(owner)' and '\(book.source)' have the same project folder '\(folder)'",
                source: book.source,
                hint: "give each its own, or leave --project and 'project' out"
            )
        }
    }

    /// Runs a source, and tells of its end whoever is to be told.
    private func run(
        _ chosen: SourceResolution.Chosen,
        of resolution: SourceResolution,
        through stage: Stage,
        under limits: Limits
    ) async throws -> Int32 {
        let configuration = try resolution.configuration(for: chosen)
        let hooks = try FinishHooks(
            notify: chosen.choices.notify,
            onFinish: chosen.choices.onFinish,
            authorities: resolution.settings.engines.certificateAuthorities
        )
        func tell(_ end: BatchResult.End) async {
            // Whoever stops a run knows of it.
            guard limits.signals.exitCode == nil else { return }
            let name = SourceLocation(chosen.source).name
            let book = BatchSummary.Book(
                BatchBook(name: name, configuration: configuration, choices: chosen.choices),
                BatchResult(end: end)
            )
            let document = EndDocument(.finished, book)
            await EndTelling(isJSON: reports.json).tell(hooks, document, facts: document.facts)
        }
        do {
            let source = SourceResolution.Resolved(
                configuration: configuration,
                input: try await resolution.input(for: configuration)
            )
            let (code, summary) = try await run(
                source,
                through: stage,
                engines: resolution.settings.engines,
                limits: limits
            )
            await tell(.finished(summary))
            return code
        } catch {
            await tell(.failed(error))
            throw error
        }
    }

    private func run(
        _ source: SourceResolution.Resolved,
        through stage: Stage,
        engines: EngineCatalog,
        limits: Limits
    ) async throws -> (code: Int32, summary: PipelineEvent.Summary) {
        let engine = try engines.engine(for: source.configuration)
        let (prepared, session) = try await Preparation.prepareRecording(
            source.configuration,
            input: source.input,
            engine: engine
        )
        let progress = limits.tell == nil ? progress() : SilentProgress()
        for note in prepared.notes { progress.show(.warning(message: note)) }
        if Plan.isCalledFor(by: source.configuration, session: session) {
            let plan = try await Plan(prepared, session: session)
            if plan.toRecord > 0, let obstacle = engine.obstacle { throw obstacle }
            try SpendingConsent(options: reports, limit: source.configuration.maxCredits)
                .obtain(for: plan)
        }
        let project = Project(prepared, engine: engine, session: session) { progress.show($0) }
        let outcome: RunOutcome
        do {
            if stage >= .assemble {
                try limits.releases.claim(project.releaseFolder, for: source.configuration)
            }
            outcome = try await limits.control.part {
                try await project.run(through: stage, control: $0)
            }
        } catch {
            progress.end()
            throw error
        }
        progress.end()
        let code = try conclude(outcome, isTold: limits.tell == nil)
        try await limits.tell?(source.configuration.folder)
        return (code, outcome.summary)
    }

    private func progress() -> any ProgressReport {
        if reports.json { return JSONProgress() }
        if reports.quiet { return SilentProgress() }
        guard Console.isErrorTerminal, !reports.noProgress else {
            return PlainProgress(isVerbose: reports.verbose)
        }
        let usesColor = ProcessInfo.processInfo.environment["NO_COLOR"] == nil
        return LiveProgress(isVerbose: reports.verbose, usesColor: usesColor)
    }

    /// Tells how it ended, where that is to be told.
    ///
    /// - Returns: the exit code of this source.
    private func conclude(_ outcome: RunOutcome, isTold: Bool) throws -> Int32 {
        let summary = outcome.summary
        switch outcome.end {
        case .finished:
            if !isTold {
                return summary.needsEars ? 3 : 0
            } else if reports.json {
                Console.output(JSONText.line(EventDocument(.finished(summary))))
            } else if !reports.quiet {
                Console.output(RunSummary(summary).text)
            }
            return summary.needsEars ? 3 : 0
        case .stopped:
            if !reports.json {
                Console.error(
                    "stopped; what is recorded is kept in '\(summary.project)': "
                        + "\(InterruptSignals.howToGoOn)\n"
                )
            }
            return 130
        case .engineFailed(let error):
            throw error
        }
    }
}
