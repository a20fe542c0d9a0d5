import FoundationEssentials
import GRDB

extension Ledger {
    /// Opens a ledger where nothing can be written, such as on a backup or a read-only disk.
    ///
    /// SQLite can't read a ledger in WAL mode without making files beside it, so a copy in memory is
    /// read.
    static func copied(_ path: String) throws -> Ledger {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "narrate-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let copy = "\(folder)/ledger.sqlite"
        do {
            try FileManager.default.createDirectory(
                atPath: folder,
                withIntermediateDirectories: false,
                attributes: [.posixPermissions: 0o700]
            )
            for ending in ["", "-wal"] where FileManager.default.fileExists(atPath: path + ending) {
                try FileManager.default.copyItem(atPath: path + ending, toPath: copy + ending)
            }
        } catch {
            throw LedgerError.storage(path, "it can't be copied to '\(folder)' (\(error))")
        }
        return try named(path) {
            let ledger = try Ledger(path: copy)
            let memory = try DatabaseQueue()
            try ledger.database.backup(to: memory)
            try ledger.close()
            try memory.inDatabase { try $0.execute(sql: "PRAGMA query_only = ON") }
            return Ledger(path, database: memory)
        }
    }
}
