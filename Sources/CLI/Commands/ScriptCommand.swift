import ArgumentParser
import NarrateModel
import NarratePipeline

/// `narrate script`: reads the source and shows what will be spoken.
struct ScriptCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "script",
        abstract: "Write the narration script: the text exactly as it will be spoken."
    )

    @Argument(help: "What to read.")
    var source: String

    @OptionGroup(title: "Reading") var reading: SourceOptions
    @OptionGroup(title: "Voice") var voice: VoiceOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Reports") var reports: ReportOptions

    func run() async throws {
        let settings = Settings()
        let resolution = SourceResolution(
            settings: settings,
            options: try reading.choices().over(voice.choices).over(output.choices),
            manifest: reading.manifest
        )
        for source in try await resolution.resolve(source) {
            let prepared = try await prepare(source, engines: settings.engines)
            if reports.json {
                Console.output(
                    JSONText.document(ScriptDocument(prepared.publication, prepared.script))
                )
            } else {
                Console.output(ScriptSummary(prepared.script).text)
            }
        }
    }

    /// The script for the engine that would speak it; no engine is asked over a network for it.
    private func prepare(
        _ source: SourceResolution.Resolved,
        engines: EngineCatalog
    ) async throws -> Preparation {
        guard source.configuration.engine == "espeak" else {
            return try Preparation(source.configuration, input: source.input)
        }
        let engine = try engines.engine(named: source.configuration.engine)
        return try await Preparation.prepare(
            source.configuration,
            input: source.input,
            engine: engine
        ).0
    }
}
