import ArgumentParser
import FoundationEssentials

/// A command as the argument parser describes it: what `--experimental-dump-help` prints.
struct CommandDescription: Decodable {
    /// An argument, option or flag.
    struct Argument: Decodable {
        /// A way to write it.
        struct Name: Decodable {
            var kind: String
            var name: String
        }

        var kind: String
        var names: [Name]?
        var valueName: String?
        var abstract: String?
        var discussion: String?
        var sectionTitle: String?
        var shouldDisplay: Bool
        var isOptional: Bool
        var isRepeating: Bool

        /// What tells it from others.
        var identity: String { names?.map(\.name).joined(separator: ",") ?? "<\(valueName ?? "")>" }
    }

    var commandName: String
    var abstract: String?
    var discussion: String?
    var shouldDisplay: Bool
    var arguments: [Argument]?
    var subcommands: [CommandDescription]?

    private struct Dump: Decodable {
        var command: CommandDescription
    }

    /// The whole command line.
    ///
    /// - Throws: `DecodingError` when the parser describes itself otherwise than it did.
    static func whole() throws -> CommandDescription {
        try JSONDecoder().decode(Dump.self, from: Data(NarrateCommand._dumpHelp().utf8)).command
    }
}
