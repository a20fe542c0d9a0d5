import ArgumentParser
import NarratePipeline

/// `narrate plan`: what a run would do and cost.
struct PlanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "Say what a run would do and cost, without doing it."
    )

    @Argument(help: "What to read.", completion: .file())
    var source: String

    @OptionGroup(title: "Reading") var reading: SourceOptions
    @OptionGroup(title: "Voice") var voice: VoiceOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Reports") var reports: ReportOptions

    func run() async throws {
        let settings = try await Settings(key: voice.key, engine: voice.engine, words: voice.words)
        let resolution = SourceResolution(
            settings: settings,
            options: try reading.choices().over(voice.choices).over(output.choices),
            manifest: reading.manifest
        )
        for source in try await resolution.resolve(source) {
            let plan = try await Plan(
                source.configuration,
                input: source.input,
                engines: settings.engines
            )
            if reports.json {
                Console.output(JSONText.document(PlanDocument(plan)))
            } else {
                Console.output(PlanSummary(plan).text)
            }
        }
    }
}
