import Foundation

/// The folder of the package, found from where this file stands.
package let packageFolder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

/// A file below `fixtures/`.
package func fixture(_ path: String) -> String {
    packageFolder.appending(path: "fixtures").appending(path: path).path
}

/// Runs a test in a folder of its own that is gone afterwards.
package func withTemporaryFolder<Result>(
    _ body: (String) async throws -> Result
) async throws -> Result {
    let folder = FileManager.default.temporaryDirectory
        .appending(path: "narrate-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try await body(folder.resolvingSymlinksInPath().path)
}
