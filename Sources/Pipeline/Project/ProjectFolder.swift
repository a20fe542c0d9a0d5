import FoundationEssentials

/// Where a project keeps what must not be lost, and where its release goes.
package struct ProjectFolder: Sendable, Equatable {
    /// The project: the ledger and the takes.
    package var path: String

    /// Creates a project folder's description; nothing is touched.
    package init(path: String) { self.path = path }

    package var ledger: String { path + "/ledger.sqlite" }
    package var takes: String { path + "/takes" }
    package var masters: String { path + "/masters" }
    package var lock: String { path + "/lock" }
    package var log: String { path + "/narrate.log" }

    /// Whether a folder is a project.
    package static func isProject(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: path + "/ledger.sqlite")
    }

    /// Makes the folder, readable by its owner only.
    ///
    /// - Throws: `ProjectError` with code `cantCreate`.
    func create() throws {
        do {
            try FileManager.default.createDirectory(
                atPath: path,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
        } catch {
            throw ProjectError.cantCreate(path, error)
        }
    }
}
