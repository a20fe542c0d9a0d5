import ArgumentParser
import NarrateModel
import NarratePipeline

/// `narrate ingest`: reads the source.
struct IngestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ingest",
        abstract: "Read a source: metadata, chapters, warnings."
    )

    @Argument(help: "What to read.")
    var source: String

    @OptionGroup(title: "Reading") var reading: SourceOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Reports") var reports: ReportOptions

    @Flag(help: "With --json: the text of every narrated chapter too.")
    var text = false

    func run() async throws {
        let resolution = SourceResolution(
            settings: Settings(),
            options: try reading.choices().over(output.choices),
            manifest: reading.manifest
        )
        for source in try await resolution.resolve(source) {
            let publication = try Preparation.publication(source.configuration, input: source.input)
                .chosen
            if reports.json {
                Console.output(
                    JSONText.document(IngestDocument(publication, includesText: text))
                )
            } else {
                Console.output(IngestSummary(publication).text)
            }
        }
    }
}
