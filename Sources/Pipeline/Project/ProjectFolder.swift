import FoundationEssentials

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

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
    /// What the engine said of voices and model when it was last asked.
    package var sessions: String { path + "/sessions.json" }

    /// Makes sure that a new project is there after a power cut, too.
    func syncNew() throws {
        try TakeStore.syncFolder(path)
        try TakeStore.syncFolder(URL(filePath: path).deletingLastPathComponent().path)
    }

    /// How names of ledgers begin that a repair set aside.
    static let setAside = "ledger.damaged"

    /// A name for a damaged ledger that nothing has yet.
    func freeNameAside() -> String {
        var number = 1
        while FileManager.default.fileExists(atPath: "\(path)/\(Self.setAside)-\(number)") {
            number += 1
        }
        return "\(Self.setAside)-\(number)"
    }

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
                atPath: URL(filePath: path).deletingLastPathComponent().path,
                withIntermediateDirectories: true
            )
            try FileManager.default.createDirectory(
                atPath: path,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
        } catch {
            throw ProjectError.cantCreate(path, error)
        }
        // One that was there may be open to others; file systems without owners can't close it.
        chmod(path, 0o700)
    }
}
