import ArgumentParser
import NarrateModel
import NarratePipeline

/// `narrate script`: reads the source and shows what will be spoken.
struct ScriptCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "script",
        abstract: "Write the narration script: the text exactly as it will be spoken."
    )

    @Argument(help: "What to read.", completion: .file())
    var source: String

    @Flag(help: "Compare with what is recorded: what would be recorded again, and its price.")
    var diff = false

    @OptionGroup(title: "Reading") var reading: SourceOptions
    @OptionGroup(title: "Voice") var voice: VoiceOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Reports") var reports: ReportOptions

    func run() async throws {
        let settings =
            diff
            ? try await Settings(key: voice.key, engine: voice.engine, words: voice.words)
            : Settings()
        let resolution = SourceResolution(
            settings: settings,
            options: try reading.choices().over(voice.choices).over(output.choices),
            manifest: reading.manifest
        )
        for source in try await resolution.resolve(source) {
            guard !diff else {
                try await compare(source, engines: settings.engines)
                continue
            }
            let prepared = try await prepare(source, engines: settings.engines)
            prepared.notes.forEach(note)
            if reports.json {
                Console.output(
                    JSONText.document(
                        ScriptDocument(
                            prepared.publication,
                            prepared.script,
                            notes: prepared.notes
                        )
                    )
                )
            } else {
                ScriptSummary(prepared.script).write { Console.output($0) }
            }
        }
    }

    /// Says what a run would record again; the engine is asked what it offers, and for nothing else.
    private func compare(
        _ source: SourceResolution.Resolved,
        engines: EngineCatalog
    ) async throws {
        let (prepared, session) = try await Preparation.prepare(
            source.configuration,
            input: source.input,
            engine: try engines.engine(for: source.configuration)
        )
        let comparison = try await ScriptComparison(prepared, session: session)
        let document = ScriptComparisonDocument(comparison)
        guard !reports.json else { return Console.output(JSONText.document(document)) }
        comparison.notes.forEach(note)
        Console.output(document.summary)
    }

    private func note(_ message: String) {
        guard !reports.quiet, !reports.json else { return }
        Console.error("note: \(message)\n")
    }

    /// The script for the engine that would speak it; no engine is asked over a network for it.
    private func prepare(
        _ source: SourceResolution.Resolved,
        engines: EngineCatalog
    ) async throws -> Preparation {
        guard source.configuration.engine == "espeak" else {
            return try Preparation(source.configuration, input: source.input)
        }
        return try await Preparation.prepare(
            source.configuration,
            input: source.input,
            engine: try engines.engine(for: source.configuration)
        ).0
    }
}
