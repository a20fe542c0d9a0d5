import ArgumentParser
import FoundationEssentials
import NarrateLedger
import NarrateModel
import NarratePipeline

/// `narrate status`: what is done, what is missing, what it cost.
struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Say what is done, what is missing and what it cost."
    )

    @Argument(
        help: "Project folders (default: those in the current folder).",
        completion: .directory
    )
    var projects: [String] = []

    @Flag(help: "Print JSON for machines.")
    var json = false

    func run() async throws {
        for project in try folders() {
            let ledger = try Ledger.reading(ProjectFolder(path: project).ledger)
            let status = try await ledger.status()
            try ledger.close()
            let isRunning = ProjectFolder(path: project).isLocked
            let document = StatusDocument(project: project, status, isRunning: isRunning)
            Console.output(json ? JSONText.document(document) : document.summary)
        }
    }

    private func folders() throws -> [String] {
        guard projects.isEmpty else { return projects }
        let current = Settings().currentFolder
        let names = try FileManager.default.contentsOfDirectory(atPath: current).sorted()
        let found = names.filter {
            $0.hasSuffix(".narrate") && ProjectFolder.isProject("\(current)/\($0)")
        }
        guard !found.isEmpty else {
            throw SourceError(
                code: .unreadable,
                message: "there is no project in '\(current)'",
                hint: "name one: narrate status book.narrate"
            )
        }
        return found
    }
}
