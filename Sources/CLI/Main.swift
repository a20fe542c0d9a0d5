import ArgumentParser
import CAllocator

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Where the program begins: reads the command line, runs the command, ends with its exit code.
@main
enum Main {
    static func main() async {
        // A reader that left must not end a run that is paid for.
        signal(SIGPIPE, SIG_IGN)
        // A file that may not grow is an error like a full disk, not the end of the process.
        signal(SIGXFSZ, SIG_IGN)
        narrate_limit_heaps()
        do {
            try OpenFiles.allow()
            var command = try NarrateCommand.parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            exit(Failure(error).report(asJSON: CommandLine.arguments.contains("--json")))
        }
    }
}

/// The whole command line.
struct NarrateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "narrate",
        abstract: "Turns a book or a documentation tree into a finished audiobook.",
        usage: """
            narrate <source> ... [options]
            narrate <command> <source> ... [options]
            """,
        discussion: """
            SOURCE is a file (.epub, .html, .htm, .xhtml, .txt, .md), a folder of them, '-' for \
            text on standard input, an http(s) address, a project folder, or a manifest \
            (narrate.yaml). 'narrate SOURCE' is 'narrate run SOURCE'.
            """,
        version: "narrate \(Version.current)",
        subcommands: [
            RunCommand.self, BatchCommand.self, StatusCommand.self, SentencesCommand.self,
            ManualCommand.self,
        ],
        groupedSubcommands: [
            CommandGroup(
                name: "Stages:",
                subcommands: [
                    IngestCommand.self, ScriptCommand.self, PlanCommand.self,
                    SynthesizeCommand.self, CheckCommand.self, AssembleCommand.self,
                    PublishCommand.self,
                ]
            ),
            CommandGroup(
                name: "Manifests:",
                subcommands: [InitCommand.self, ManifestCommand.self]
            ),
            CommandGroup(
                name: "Voices and words:",
                subcommands: [VoicesCommand.self, ModelsCommand.self, LexiconCommand.self]
            ),
            CommandGroup(
                name: "Takes:",
                subcommands: [
                    TakesCommand.self, RetakeCommand.self, ChooseCommand.self, LockCommand.self,
                    UnlockCommand.self,
                ]
            ),
            CommandGroup(
                name: "Upkeep:",
                subcommands: [VerifyCommand.self, CleanCommand.self, DoctorCommand.self]
            ),
        ],
        defaultSubcommand: RunCommand.self
    )
}
