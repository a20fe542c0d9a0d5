import Foundation

/// Folders of documents for tests.
enum SampleFolder {
    /// Calls a body with the path of a new folder that holds the files and is removed afterwards.
    static func with(_ files: [String: String], _ body: (String) throws -> Void) throws {
        let folder = URL.temporaryDirectory.appending(path: "narrate-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, text) in files {
            let file = folder.appending(path: name)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try Data(text.utf8).write(to: file)
        }
        try body(folder.path())
    }
}
