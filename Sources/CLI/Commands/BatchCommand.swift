import ArgumentParser
import FoundationEssentials
import NarrateModel
import NarratePipeline
import NarratePublish

/// `narrate batch`: many projects under one limit.
struct BatchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "batch",
        abstract: "Narrate many projects under one limit and one budget.",
        discussion: """
            SOURCE is a batch manifest (a narrate.yaml with 'projects:'), a manifest, a book, a \
            project folder, or a folder: every book and manifest in it. --concurrency and \
            --max-credits hold for all books together. Starting it again goes on, and passes over \
            what is finished.
            """
    )

    @Argument(
        help: "What to narrate: a batch manifest, or manifests, books, folders of them.",
        completion: .file()
    )
    var sources: [String]

    @OptionGroup(title: "Batch") var batch: BatchOptions
    @OptionGroup(title: "Reading") var reading: SourceOptions
    @OptionGroup(title: "Voice") var voice: VoiceOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Reports") var reports: ReportOptions
    @OptionGroup(title: "At the end") var hooks: HookOptions

    func run() async throws {
        let settings = try await Settings(key: voice.key, engine: voice.engine, words: voice.words)
        let control = RunControl()
        let signals = InterruptSignals(stopping: control, isQuiet: reports.json)
        let found = try BatchSources(sources, resolution: try resolution(settings))
        let choices = try choices(found.rules, settings: settings)
        let rules = choices.rules
        let ends = try BatchEnds(
            of: found.books,
            shared: choices,
            authorities: settings.engines.certificateAuthorities,
            isJSON: reports.json
        )
        let progress = progress(for: found.books)
        let shelf = try Batch(
            found.books,
            rules: rules,
            surroundings: surroundings(found.resolution, progress: progress, ends: ends),
            control: control
        )
        try await obtainConsent(for: shelf, rules: rules)
        let results = try await shelf.run()
        progress.end()
        let summary = conclude(results, of: found)
        if let code = signals.exitCode {
            if !reports.json { Console.error("stopped; \(InterruptSignals.howToGoOn)\n") }
            throw ExitCode(code)
        }
        await ends.end(summary)
        if summary.code != 0 { throw ExitCode(summary.code) }
    }

    /// What goes for each book; limits are those of all of them together.
    private func resolution(_ settings: Settings) throws -> SourceResolution {
        var choices = try reading.choices().over(voice.choices).over(output.choices)
        choices.concurrency = nil
        choices.maxCredits = nil
        return SourceResolution(settings: settings, options: choices, manifest: reading.manifest)
    }

    private func choices(_ manifest: BatchChoices, settings: Settings) throws -> BatchChoices {
        let environment = try settings.choices()
        var last = BatchChoices()
        last.concurrency = environment.concurrency
        last.maxCredits = environment.maxCredits
        var first = batch.choices(concurrency: voice.concurrency, maxCredits: voice.maxCredits)
        first.notify = hooks.notify
        first.onFinish = hooks.onFinish
        return first.over(manifest).over(last)
    }

    private func surroundings(
        _ resolution: SourceResolution,
        progress: any BatchProgress,
        ends: BatchEnds
    ) -> Batch.Surroundings {
        var surroundings = Batch.Surroundings(
            engines: resolution.settings.engines,
            input: { try await resolution.input(for: $0) },
            consent: { [reports] plan, left in
                try SpendingConsent(options: reports, limit: left).check(plan)
            },
            report: { progress.show($0) }
        )
        surroundings.ended = { await ends.end($1, of: $0) }
        return surroundings
    }

    /// Asks once for all books, where nobody has agreed and something is going to cost.
    private func obtainConsent(for shelf: Batch, rules: Batch.Rules) async throws {
        guard !reports.yes, rules.maxCredits == nil else { return }
        let consent = SpendingConsent(options: reports, limit: nil)
        let credits = await shelf.estimatedCredits()
        try consent.obtain(for: credits, details: "the books that are not finished")
    }

    private func progress(for books: [BatchBook]) -> any BatchProgress {
        let names = books.map(\.name)
        if reports.json { return JSONBatch(names: names) }
        if reports.quiet { return SilentBatch() }
        let lines = BatchLine(names: names, isVerbose: reports.verbose)
        guard Console.isErrorTerminal, !reports.noProgress else { return PlainBatch(lines: lines) }
        let usesColor = ProcessInfo.processInfo.environment["NO_COLOR"] == nil
        return LiveBatch(lines: lines, usesColor: usesColor)
    }

    /// Writes the summary and tells where it is.
    private func conclude(_ results: [BatchResult], of found: BatchSources) -> BatchSummary {
        var summary = BatchSummary(found.books, results)
        let chosen = output.output ?? found.summaryFolder ?? "."
        let folder = URL(filePath: chosen).standardizedFileURL.path
        let name = found.summaryName
        let path = "\(folder)/\(name)\(BatchSources.summarySuffix)"
        do {
            try summary.page(title: name == "narrate" ? "narrate batch" : name)
                .write(to: path, in: folder)
            summary.page = path
        } catch {
            // The books are finished whatever becomes of the page about them.
            Console.error("narrate: warning: \(Failure(error).message)\n")
        }
        if reports.json {
            Console.output(JSONText.line(summary))
        } else if !reports.quiet {
            Console.output(summary.text)
        }
        return summary
    }
}
