import NarrateModel

/// Where the key of a service is read from when it is not given itself.
package enum KeySource: Sendable, Equatable {
    /// The first line of a file.
    case file(String)
    /// The first line that a program prints, such as a password manager; no shell is involved.
    case command(String)

    private static let longestKey = 4096

    /// Reads the key; nothing that the file or the program holds is repeated in an error.
    ///
    /// - Throws: `EngineError.refused` when there is none to be had.
    package func key() async throws -> String {
        switch self {
        case .file(let path):
            guard let bytes = try? FileBytes.read(path, upTo: Self.longestKey) else {
                throw EngineError.noKey(
                    "can't read the key file '\(path)'",
                    hint: "check its permissions"
                )
            }
            return try Self.firstLine(bytes, of: "the key file '\(path)'")
        case .command(let line):
            let command = try SpeechCommand(parsing: line)
            let source = "the key command '\(command.program)'"
            return try Self.firstLine(try await output(of: command, called: source), of: source)
        }
    }

    private func output(of command: SpeechCommand, called source: String) async throws -> [UInt8] {
        let program = ChildProgram(executable: command.program, installHint: "check its name")
        do {
            return try await program.run(
                Array(command.words.dropFirst()),
                output: .memory(limit: Self.longestKey),
                timeout: .seconds(60)
            ).output
        } catch let error as EngineError where error.code == .notInstalled {
            throw EngineError.noKey(
                "\(source) was not found",
                hint: "give the program with its full path"
            )
        } catch is EngineError {
            // What it said may hold the key: it is for the eyes of whoever runs it by hand.
            throw EngineError.noKey("\(source) failed", hint: "run it by hand to see why")
        }
    }

    private static func firstLine(_ bytes: [UInt8], of source: String) throws(EngineError) -> String
    {
        let text = String(decoding: bytes, as: UTF8.self)
        let line = text.split(whereSeparator: \.isNewline).lazy.map { String($0).trimmed }
            .first { !$0.isEmpty }
        guard let line else { throw .noKey("\(source) gives nothing", hint: "expected a key") }
        return line
    }
}

extension EngineError {
    fileprivate static func noKey(_ message: String, hint: String) -> EngineError {
        EngineError(code: .refused, message: message, hint: hint)
    }
}
