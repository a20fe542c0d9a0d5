import ArgumentParser
import NarratePipeline

/// `narrate clean`: frees space, and says first what it would remove.
struct CleanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clean",
        abstract: "Remove takes that are heard nowhere; says first which.",
        discussion: """
            Removed are takes of texts that are not in the script any more, takes in whose place another \
            one is heard, and leftovers. Takes in use and locked ones stay.
            """
    )

    @Argument(help: "The project folder.", completion: .directory)
    var project: String

    @Flag(help: "Keep takes in whose place another one is heard.")
    var keepSuperseded = false

    @Flag(name: .shortAndLong, help: "Remove without asking.")
    var yes = false

    @Flag(help: "Print JSON for machines; removes nothing without --yes.")
    var json = false

    func run() async throws {
        let held = try await HeldProject(project)
        var cleaning = try await held.cleaning()
        if keepSuperseded { cleaning.items.removeAll { $0.reason == .superseded } }
        let document = CleaningDocument(cleaning, removed: try consent(to: cleaning))
        if document.removed { try await held.clean(cleaning) }
        try held.close()
        if json {
            Console.output(JSONText.document(document))
        } else if document.removed {
            Console.output("removed: \(document.totals)\n")
        } else if !cleaning.items.isEmpty {
            Console.output("nothing was removed; remove them with --yes\n")
        }
    }

    private func consent(to cleaning: Cleaning) throws -> Bool {
        if !json { Console.output(CleaningDocument(cleaning, removed: false).summary) }
        guard !cleaning.items.isEmpty else { return false }
        if yes { return true }
        guard !json, Console.isInputTerminal, Console.isErrorTerminal else { return false }
        Console.error("remove them? [y/N] ")
        return ["y", "yes"].contains((readLine() ?? "").lowercased())
    }
}

/// `clean --json`.
private struct CleaningDocument: Encodable {
    struct Item: Encodable {
        var reason: String
        var file: String
        var bytes: Int
    }

    var version = 1
    var removed: Bool
    var bytes: Int
    var items: [Item]

    init(_ cleaning: Cleaning, removed: Bool) {
        self.removed = removed
        items = cleaning.items.map {
            Item(reason: $0.reason.rawValue, file: $0.file, bytes: $0.bytes)
        }
        bytes = items.reduce(0) { $0 + $1.bytes }
    }

    var totals: String { "\(Durations.count(items.count, "file")), \(Self.size(bytes))" }

    /// What would go, for people.
    var summary: String {
        guard !items.isEmpty else { return "nothing to remove\n" }
        let rows = items.map { [$0.reason, Self.size($0.bytes), $0.file] }
        return TextTable(["why", "size", "file"], rows).text + "\(totals)\n"
    }

    private static func size(_ bytes: Int) -> String {
        bytes < 1_000_000 ? "\((bytes + 999) / 1000) kB" : "\(bytes / 1_000_000) MB"
    }
}
