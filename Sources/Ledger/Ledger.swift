import FoundationEssentials
import GRDB
import NarrateModel

/// What was asked, billed, received and judged: the only database handle in the process.
///
/// Commits are durable when they return (WAL with `synchronous=FULL`), and `narrate status` may read
/// while a run writes.
package final class Ledger: Sendable {
    let database: any DatabaseWriter
    let path: String

    /// Opens a project's ledger, making it when there is none.
    ///
    /// - Throws: `LedgerError`.
    package convenience init(path: String) throws {
        try self.init(path: path, mustExist: false)
    }

    /// Opens the ledger of a project that exists.
    ///
    /// - Throws: `LedgerError`, with code `missing` when there is none.
    package static func existing(at path: String) throws -> Ledger {
        guard FileManager.default.fileExists(atPath: path) else { throw LedgerError.missing(path) }
        return try Ledger(path: path, mustExist: true)
    }

    private init(path: String, mustExist: Bool) throws {
        self.path = path
        database = try Self.naming(path) {
            var configuration = Configuration()
            configuration.busyMode = .timeout(10)
            configuration.foreignKeysEnabled = true
            configuration.prepareDatabase { database in
                try database.execute(
                    sql: "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON"
                )
            }
            let pool = try DatabasePool(path: path, configuration: configuration)
            try Self.refuseStrangers(pool, path: path)
            try Schema.migrator.migrate(pool)
            // GRDB sets NORMAL when it turns WAL on; these rows stand for money.
            try pool.writeWithoutTransaction { database in
                try database.execute(sql: "PRAGMA synchronous = FULL")
                try database.execute(sql: "PRAGMA application_id = \(Schema.applicationID)")
                try database.execute(sql: "PRAGMA user_version = \(Schema.version)")
                let level = try Int.fetchOne(database, sql: "PRAGMA synchronous")
                guard level == 2 else {
                    throw LedgerError.storage(path, "it can't be made durable")
                }
            }
            return pool
        }
    }

    private static func refuseStrangers(_ pool: DatabasePool, path: String) throws {
        try pool.read { database in
            let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
            guard version <= Schema.version else {
                throw LedgerError.newer(path, found: version, known: Schema.version)
            }
            let id = try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0
            let tables = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master") ?? 0
            // Without a mark but with our tables: the process that made them ended before the mark.
            let isOurs = try id == Schema.applicationID || database.tableExists("attempt")
            guard isOurs || tables == 0 else { throw LedgerError.foreign(path) }
        }
    }

    /// Runs a piece of work, giving SQLite's errors a name people can use.
    static func naming<Result>(_ path: String, _ work: () throws -> Result) throws -> Result {
        do {
            return try work()
        } catch let error as DatabaseError {
            throw named(error, path: path)
        }
    }

    static func named(_ error: DatabaseError, path: String) -> LedgerError {
        switch error.resultCode {
        case .SQLITE_CORRUPT, .SQLITE_NOTADB:
            .damaged(path, error.message ?? "not a database")
        case .SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_PERM:
            .storage(path, "the folder can't be written to")
        case .SQLITE_FULL:
            .storage(path, "the disk is full")
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            .storage(path, "another program holds it")
        default:
            .storage(path, error.message ?? "\(error.resultCode)")
        }
    }

    /// Writes in one transaction; durable when it returns.
    func write<Result: Sendable>(
        _ work: @Sendable @escaping (Database) throws -> Result
    ) async throws -> Result {
        do {
            return try await database.write(work)
        } catch let error as DatabaseError {
            throw Self.named(error, path: path)
        }
    }

    /// Reads a consistent state.
    func read<Result: Sendable>(
        _ work: @Sendable @escaping (Database) throws -> Result
    ) async throws -> Result {
        do {
            return try await database.read(work)
        } catch let error as DatabaseError {
            throw Self.named(error, path: path)
        }
    }

    /// Closes the database after writing its log back into one file.
    package func close() throws {
        try Self.naming(path) {
            // One file to look at, copy and back up; readers of another process may forbid it.
            _ = try? database.writeWithoutTransaction { try $0.checkpoint(.truncate) }
            try database.close()
        }
    }

    /// Now, as the ledger writes it: ISO 8601, UTC.
    static var now: String { Date.now.formatted(.iso8601) }
}
