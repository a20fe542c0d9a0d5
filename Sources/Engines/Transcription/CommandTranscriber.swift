import NarrateModel

/// Any program that prints what is said in an audio file, such as `whisper-cli`.
package struct CommandTranscriber: Transcriber {
    private let command: SpeechCommand
    package let identity: String
    /// The place of the audio's path in the command; without it the audio comes on standard input.
    private static let audio = "audio"
    private static let timeout = Duration.seconds(600)
    private static let longest = 1 << 20

    /// Splits a line into a program and its arguments; `{audio}` and `{language}` are filled in.
    ///
    /// - Throws: `EngineError` with `.refused` when the line is empty or a quotation never ends.
    package init(parsing line: String) throws(EngineError) {
        command = try SpeechCommand(parsing: line)
        identity = line
    }

    package func hearing(
        ofAudioAt path: String,
        saying text: String,
        language: String
    ) async throws -> Hearing {
        let program = ChildProgram(
            executable: command.program,
            installHint: "install it, or let somebody else listen with --words"
        )
        let tag = language.lowercased().prefix { $0 != "-" && $0 != "_" }
        let result = try await program.run(
            try command.arguments([Self.audio: path, SpeechCommand.Place.language: String(tag)]),
            input: command.places.contains(Self.audio) ? nil : path,
            output: .memory(limit: Self.longest),
            timeout: Self.timeout
        )
        return Hearing(.transcript(String(decoding: result.output, as: UTF8.self)))
    }
}
