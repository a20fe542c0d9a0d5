import Foundation

/// The built program, run as a user runs it.
package enum Narrate {
    /// Where the build put it: beside the tests.
    package static let path = packageFolder.appending(path: ".build/debug/narrate").path

    /// Runs it to its end.
    package static func run(
        _ arguments: String...,
        in folder: String? = nil,
        environment: [String: String] = [:]
    ) async throws -> ProgramResult {
        try await runProgram(path, arguments, in: folder, environment: environment)
    }
}
