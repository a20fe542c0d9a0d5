import ArgumentParser
import NarrateLedger
import NarratePipeline

/// `narrate takes`: the takes of utterances, with cost and findings.
struct TakesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "takes",
        abstract: "List the takes of a project with cost and findings."
    )

    @Argument(help: "The project folder.", completion: .directory)
    var project: String

    @Option(help: "Only this chapter.")
    var chapter: Int?

    @Option(name: .customLong("utterance"), help: "Only this utterance; repeatable.")
    var utterances: [Int] = []

    @Flag(help: "Print JSON for machines.")
    var json = false

    func run() async throws {
        let ledger = try Ledger.reading(ProjectFolder(path: project).ledger)
        let listing = try await TakeListing(of: ledger, chapter: chapter, utterances: utterances)
        try ledger.close()
        let document = TakesDocument(project: project, listing)
        Console.output(json ? JSONText.document(document) : document.summary)
    }
}
