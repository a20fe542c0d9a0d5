import FoundationEssentials
import Glibc
import NarrateModel

/// Bare audio of chapters in the project: on its way into the release, or kept because files of the
/// whole book are made of it again when another chapter changes.
package struct MasterFiles: Sendable {
    private let folder: String

    /// Names a folder; nothing is made.
    package init(folder: String) { self.folder = folder }

    /// Where the audio of a chapter that was made from these inputs stands, or is to stand.
    package func path(of index: Int, inputs: String, as encoding: AudioEncoding) -> String {
        "\(folder)/\(index)-\(inputs.prefix(16)).\(encoding.fileExtension)"
    }

    /// What is there of a chapter, by encoding.
    package func audio(of index: Int, inputs: String) -> [AudioEncoding: String] {
        var found: [AudioEncoding: String] = [:]
        for encoding in AudioEncoding.allCases {
            let path = path(of: index, inputs: inputs, as: encoding)
            if FileManager.default.fileExists(atPath: path) { found[encoding] = path }
        }
        return found
    }

    /// Removes what a killed run left on its way: all but whole files of these encodings.
    package func removeUnfinished(keeping encodings: Set<AudioEncoding>) {
        let endings = encodings.map { ".\($0.fileExtension)" }
        removeAll { name in !endings.contains { name.hasSuffix($0) } }
    }

    /// Removes everything but some files.
    package func removeAll(but kept: Set<String>) {
        removeAll { !kept.contains("\(folder)/\($0)") }
    }

    /// Removes files, and the folder when nothing is left.
    private func removeAll(where isGone: (String) -> Bool) {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
            return
        }
        for name in names where isGone(name) {
            // What can't be removed is in nobody's way.
            try? FileManager.default.removeItem(atPath: "\(folder)/\(name)")
        }
        rmdir(folder)
    }

    /// Makes the folder.
    package func create() throws {
        try FileManager.default.createDirectory(
            atPath: folder,
            withIntermediateDirectories: true
        )
    }
}
