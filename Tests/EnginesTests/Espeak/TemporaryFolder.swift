import Foundation

/// A folder of a test's own.
struct TemporaryFolder {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory
            .appending(path: "narrate-engines-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    func emptyFile() throws -> String { try file(holding: "") }

    func file(holding text: String, mode: Int = 0o644) throws -> String {
        let path = url.appending(path: UUID().uuidString).path
        try Data(text.utf8).write(to: URL(filePath: path))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
        return path
    }

    func size(of path: String) throws -> Int {
        try Data(contentsOf: URL(filePath: path)).count
    }

    func remove() {
        do {
            try FileManager.default.removeItem(at: url)
        } catch {
            print("left behind: \(url.path): \(error)")
        }
    }
}
