import Foundation

/// A file of its own for a test, gone with it.
final class TemporaryFile {
    let path: String

    init(_ data: Data, extension: String = "wav") throws {
        let name = "narrate-check-\(UUID().uuidString).\(`extension`)"
        path = FileManager.default.temporaryDirectory.path + "/" + name
        try data.write(to: URL(filePath: path))
    }

    deinit { unlink(path) }
}
