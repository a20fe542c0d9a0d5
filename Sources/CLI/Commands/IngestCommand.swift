import ArgumentParser
import NarrateModel
import NarratePipeline

/// `narrate ingest`: reads the source.
struct IngestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ingest",
        abstract: "Read a source: metadata, chapters, warnings.",
        discussion:
            "Several sources are read one after the other; --json then prints a line for each."
    )

    @Argument(help: "What to read.")
    var sources: [String]

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
        var codes: [Int32] = []
        for source in sources {
            do {
                for resolved in try await resolution.resolve(source) {
                    let publication = try Preparation.publication(
                        resolved.configuration,
                        input: resolved.input
                    )
                    .chosen
                    show(publication)
                }
            } catch  where sources.count > 1 {
                codes.append(Failure(error).report(asJSON: reports.json))
            }
        }
        if let code = codes.min() { throw ExitCode(code) }
    }

    private func show(_ publication: Publication) {
        guard reports.json else {
            return Console.output(IngestSummary(publication).text)
        }
        let document = IngestDocument(publication, includesText: text)
        Console.output(
            sources.count > 1 ? JSONText.line(document) : JSONText.document(document)
        )
    }
}
