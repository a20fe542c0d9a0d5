import Foundation
import Subprocess
import SystemPackage

/// What a program that has ended left behind.
package struct ProgramResult: Sendable {
    /// Exit code; 128 plus the signal's number when a signal ended it, as a shell says it.
    package var code: Int32
    package var output: String
    package var error: String

    /// Standard output as a JSON document.
    package func json() throws -> JSON {
        try JSON(Data(output.utf8))
    }
}

/// Writes a script that can be run.
///
/// - Returns: its path.
package func writeProgram(
    _ script: String,
    as name: String,
    in folder: String
) throws -> String {
    let text = try SampleBook.write(script, as: name + ".text", in: folder)
    let path = "\(folder)/\(name)"
    // Another process writes what is run: of a file open for writing here, a child that is just being started would
    // hold a copy, and nobody can run it then.
    let copy = try Process.run(
        URL(filePath: "/usr/bin/install"),
        arguments: ["-m", "755", text, path]
    )
    copy.waitUntilExit()
    guard copy.terminationStatus == 0 else { throw CocoaError(.fileWriteUnknown) }
    return path
}

/// Runs a program to its end.
///
/// `environment`: variables added to a small, fixed environment.
package func runProgram(
    _ program: String,
    _ arguments: [String],
    in folder: String? = nil,
    environment: [String: String] = [:]
) async throws -> ProgramResult {
    let executable: Executable = program.contains("/") ? .path(FilePath(program)) : .name(program)
    var variables: [Environment.Key: String?] = [:]
    for (name, value) in environment { variables[Environment.Key(stringLiteral: name)] = value }
    // What a developer's own shell has set must not change a test.
    for name in ["ELEVENLABS_API_KEY", "ELEVENLABS_BASE_URL", "NARRATE_ENGINE", "NO_COLOR"]
    where environment[name] == nil {
        variables[Environment.Key(stringLiteral: name)] = .some(nil)
    }
    let result = try await run(
        executable,
        arguments: Arguments(arguments),
        environment: .inherit.updating(variables),
        workingDirectory: folder.map { FilePath($0) },
        output: .string(limit: 64 << 20),
        error: .string(limit: 16 << 20)
    )
    let code: Int32 =
        switch result.terminationStatus {
        case .exited(let code): code
        case .signaled(let signal): 128 + signal
        }
    return ProgramResult(
        code: code,
        output: result.standardOutput,
        error: result.standardError
    )
}

/// Runs a program and sends it a signal once what it has written to standard error is enough.
///
/// - Returns: what it left behind; its standard output is dropped.
package func runProgram(
    _ program: String,
    _ arguments: [String],
    sending signal: Signal,
    when isEnough: ([String]) -> Bool
) async throws -> ProgramResult {
    let result = try await run(
        .path(FilePath(program)),
        arguments: Arguments(arguments),
        input: .none,
        output: .discarded,
        error: .sequence
    ) { execution in
        var (lines, isSent) = ([String](), false)
        for try await line in execution.standardError.strings() {
            lines.append(line)
            guard !isSent, isEnough(lines) else { continue }
            try execution.send(signal: signal)
            isSent = true
        }
        return lines.joined(separator: "\n")
    }
    let code: Int32 =
        switch result.terminationStatus {
        case .exited(let code): code
        case .signaled(let signal): 128 + signal
        }
    return ProgramResult(code: code, output: "", error: result.closureResult)
}
