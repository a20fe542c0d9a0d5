import ArgumentParser

/// `narrate manual`: the manual page, for who installs it.
struct ManualCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "manual",
        abstract: "Print the manual page, as man reads it.",
        shouldDisplay: false
    )

    func run() throws { Console.output(ManualPage(root: try .whole()).text) }
}
