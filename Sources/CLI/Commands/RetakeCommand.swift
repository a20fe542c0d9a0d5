import ArgumentParser
import NarrateLedger
import NarrateModel
import NarratePipeline

/// `narrate retake`: marks takes to be recorded again.
struct RetakeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retake",
        abstract: "Mark takes to be recorded again; the old ones are kept."
    )

    @Argument(help: "The project folder.")
    var project: String

    @Option(help: "Chapter, as narrate status lists it.")
    var chapter: Int

    @Option(name: .customLong("utterance"), help: "Utterance of the chapter; repeatable.")
    var utterances: [Int] = []

    @Flag(help: "Print JSON for machines.")
    var json = false

    func run() async throws {
        let ledger = try Ledger.existing(at: ProjectFolder(path: project).ledger)
        let marked = try await Retaking(project: project, ledger: ledger)
            .mark(chapter: chapter, utterances: utterances)
        if json {
            Console.output(JSONText.document(RetakeDocument(chapter: chapter, utterances: marked)))
        } else {
            Console.output(
                "chapter \(chapter): \(marked.count) utterances are recorded again by the next run\n"
            )
        }
    }
}

/// `retake --json`.
private struct RetakeDocument: Encodable {
    var version = 1
    var chapter: Int
    var utterances: [Int]
}
