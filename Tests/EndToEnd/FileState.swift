import Foundation

/// A file as a later look would tell whether anybody touched it.
struct FileState: Hashable {
    var path: String
    var bytes: Int
    var modified: Date
    var file: Int

    /// Every file below a folder whose path has none of some words in it.
    static func all(below folder: String, except words: [String]) throws -> Set<FileState> {
        var states: Set<FileState> = []
        for path in try FileManager.default.subpathsOfDirectory(atPath: folder)
        where !words.contains(where: path.contains) {
            let attributes = try FileManager.default.attributesOfItem(atPath: "\(folder)/\(path)")
            guard attributes[.type] as? FileAttributeType == .typeRegular else { continue }
            states.insert(
                FileState(
                    path: path,
                    bytes: attributes[.size] as? Int ?? -1,
                    modified: attributes[.modificationDate] as? Date ?? .distantPast,
                    file: attributes[.systemFileNumber] as? Int ?? -1
                )
            )
        }
        return states
    }

    /// The bytes of files, by name.
    static func contents(of folder: String, suffix: String) throws -> [String: Data] {
        var contents: [String: Data] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: folder)
        where name.hasSuffix(suffix) {
            contents[name] = try Data(contentsOf: URL(filePath: "\(folder)/\(name)"))
        }
        return contents
    }
}
