import FoundationEssentials
import NarrateModel

/// A program of the user's that is run at the end, without a shell.
package struct FinishProgram: Sendable {
    private let command: SpeechCommand

    /// Longest that it may take.
    package static let timeout = Duration.seconds(600)

    /// Splits a line into words, at blanks outside quotation marks.
    ///
    /// - Throws: `EngineError.refused` when there is no word, or a quotation does not end.
    package init(parsing line: String) throws(EngineError) {
        command = try SpeechCommand(parsing: line)
    }

    /// Runs it with a document on standard input and facts as environment variables.
    ///
    /// - Throws: `EngineError`, or `CancellationError` once it is killed.
    package func run(_ json: String, facts: [String: String]) async throws {
        let input = FileManager.default.temporaryDirectory
            .appending(path: "narrate-\(UUID().uuidString).json").path
        defer { try? FileManager.default.removeItem(atPath: input) }
        try Data(json.utf8).write(to: URL(filePath: input))
        var program = ChildProgram(executable: command.program, installHint: "check its name")
        program.environment = facts
        _ = try await program.run(
            Array(command.words.dropFirst()),
            input: input,
            output: .file("/dev/null"),
            timeout: Self.timeout
        )
    }
}
