import ArgumentParser
import NarratePipeline

/// `narrate choose`: has an utterance heard by another of its takes.
struct ChooseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "choose",
        abstract: "Choose the take an utterance is heard by; narrate takes lists them."
    )

    @Argument(help: "The project folder.", completion: .directory)
    var project: String

    @Option(help: "Chapter, as narrate status lists it.")
    var chapter: Int

    @Option(help: "Utterance of the chapter.")
    var utterance: Int

    @Option(help: "Number of the take.")
    var take: Int

    @Flag(help: "Print JSON for machines.")
    var json = false

    func run() async throws {
        let held = try await HeldProject(project)
        try await held.choose(chapter: chapter, utterance: utterance, take: take)
        try held.close()
        if json {
            let choice = ChoiceDocument(chapter: chapter, utterance: utterance, take: take)
            Console.output(JSONText.document(choice))
        } else {
            Console.output(
                "chapter \(chapter), utterance \(utterance): take \(take) is heard; the next run "
                    + "makes the chapter again\n"
            )
        }
    }
}

/// `choose --json`.
private struct ChoiceDocument: Encodable {
    var version = 1
    var chapter: Int
    var utterance: Int
    var take: Int
}
