import ArgumentParser
import FoundationEssentials
import NarrateModel
import NarratePipeline

/// `narrate ingest`: reads the source.
struct IngestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ingest",
        abstract: "Read a source: metadata, chapters, warnings.",
        discussion:
            "Several sources are read side by side and reported in their order; --json then prints a line for each."
    )

    @Argument(help: "What to read.", completion: .file())
    var sources: [String]

    @OptionGroup(title: "Reading") var reading: SourceOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Reports") var reports: ReportOptions

    @Flag(help: "With --json: the text of every narrated chapter too.")
    var text = false

    /// What is said about a source, and what ended its reading.
    private struct Report: Sendable {
        var output: [String] = []
        var failure: (any Error)?
    }

    func run() async throws {
        let resolution = SourceResolution(
            settings: Settings(),
            options: try reading.choices().over(output.choices),
            manifest: reading.manifest
        )
        var codes: [Int32] = []
        try await withThrowingTaskGroup(of: (Int, Report).self) { group in
            var pending = order.makeIterator()
            var finished: [Int: Report] = [:]
            var next = 0
            for _ in 0..<ProcessInfo.processInfo.activeProcessorCount {
                guard let index = pending.next() else { break }
                group.addTask { (index, await report(on: sources[index], resolution)) }
            }
            while let (index, report) = try await group.next() {
                if let index = pending.next() {
                    group.addTask { (index, await self.report(on: sources[index], resolution)) }
                }
                finished[index] = report
                while let report = finished.removeValue(forKey: next) {
                    if let code = try show(report) { codes.append(code) }
                    next += 1
                }
            }
        }
        if let code = codes.min() { throw ExitCode(code) }
    }

    /// Sources whose reports may have to wait for each other.
    private static let window = 32

    /// The sources by position, the largest first, so that no core is left with one at the end.
    private var order: [Int] {
        let sizes = sources.map { FileSize.bytes(at: $0) }
        return stride(from: 0, to: sources.count, by: Self.window).flatMap { start in
            (start..<min(start + Self.window, sources.count)).sorted { sizes[$0] > sizes[$1] }
        }
    }

    private func report(on source: String, _ resolution: SourceResolution) async -> Report {
        var report = Report()
        do {
            for resolved in try await resolution.resolve(source) {
                let publication = try Preparation.publication(
                    resolved.configuration,
                    input: resolved.input
                )
                .chosen
                report.output.append(words(on: publication))
            }
        } catch {
            report.failure = error
        }
        return report
    }

    /// Prints a report.
    ///
    /// - Returns: the exit code of a source that could not be read, where it is one of several.
    private func show(_ report: Report) throws -> Int32? {
        for output in report.output { Console.output(output) }
        guard let failure = report.failure else { return nil }
        guard sources.count > 1 else { throw failure }
        return Failure(failure).report(asJSON: reports.json)
    }

    private func words(on publication: Publication) -> String {
        guard reports.json else { return IngestSummary(publication).text }
        let document = IngestDocument(publication, includesText: text)
        return sources.count > 1 ? JSONText.line(document) : JSONText.document(document)
    }
}
