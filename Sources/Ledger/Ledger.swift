import FoundationEssentials
import GRDB
import NarrateModel

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// What was asked, billed, received and judged: the only database handle in the process.
///
/// Commits are durable when they return (WAL with `synchronous=FULL`), and `narrate status` may read
/// while a run writes.
package final class Ledger: Sendable {
    let database: DatabaseQueue
    let path: String
    private let queue: WriteQueue

    /// Opens a project's ledger for a run, making it when there is none, and makes sure that none of
    /// its pages is damaged.
    ///
    /// - Throws: `LedgerError`.
    package convenience init(path: String) throws {
        try self.init(path, database: Self.named(path) { try Self.writable(path) })
    }

    /// Opens the ledger of a project that exists.
    ///
    /// - Throws: `LedgerError`, with code `missing` when there is none.
    package static func existing(at path: String) throws -> Ledger {
        guard FileManager.default.fileExists(atPath: path) else { throw LedgerError.missing(path) }
        return try Ledger(path: path)
    }

    /// Opens the ledger of a project that exists, to be read only, whether a run writes it or not.
    ///
    /// - Throws: `LedgerError`, with code `missing` when there is none.
    package static func reading(_ path: String) throws -> Ledger {
        guard FileManager.default.fileExists(atPath: path) else { throw LedgerError.missing(path) }
        let folder = URL(filePath: path).deletingLastPathComponent().path
        guard FileManager.default.isWritableFile(atPath: folder) else { return try copied(path) }
        let queue = try named(path) {
            // Allowed to write: who closes a ledger last tidies up what the log holds.
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            let version = try queue.read { try vettedVersion($0, path: path) }
            guard version == Schema.version else { return nil as DatabaseQueue? }
            try queue.inDatabase { try $0.execute(sql: "PRAGMA query_only = ON") }
            return queue
        }
        return try queue.map { Ledger(path, database: $0) } ?? Ledger(path: path)
    }

    init(_ path: String, database: DatabaseQueue) {
        self.path = path
        self.database = database
        queue = WriteQueue(database)
    }

    /// What a ledger may keep in memory at most; it takes no more than it reads.
    private static let cacheKibibytes = 16 * 1024

    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.busyMode = .timeout(10)
        configuration.foreignKeysEnabled = true
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON")
            // The rows of a long book (10,000 takes: 27 MB) are looked up in the order of its text, not of their pages.
            try database.execute(sql: "PRAGMA cache_size = -\(Self.cacheKibibytes)")
        }
        return configuration
    }

    /// One connection: a pool's readers would be the last to close, and leave the log behind.
    private static func writable(_ path: String) throws -> DatabaseQueue {
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        let version = try queue.read { database in
            let version = try vettedVersion(database, path: path)
            let complaint = try String.fetchOne(database, sql: "PRAGMA quick_check(1)")
            guard complaint == "ok" else {
                throw LedgerError.damaged(path, complaint ?? "nothing is said of it")
            }
            return version
        }
        try queue.inDatabase { database in
            // First of all: what ends before its tables are whole is known as ours.
            if version == 0 {
                try database.execute(sql: "PRAGMA application_id = \(Schema.applicationID)")
            }
            try database.execute(sql: "PRAGMA journal_mode = WAL")
            // A build of SQLite may have another default for WAL; these rows stand for money.
            try database.execute(sql: "PRAGMA synchronous = FULL")
        }
        if version != Schema.version { try migrate(queue) }
        try queue.inDatabase { database in
            if version != Schema.version {
                try database.execute(sql: "PRAGMA user_version = \(Schema.version)")
            }
            let level = try Int.fetchOne(database, sql: "PRAGMA synchronous")
            let mode = try String.fetchOne(database, sql: "PRAGMA journal_mode")
            guard level == 2, mode == "wal" else {
                throw LedgerError.storage(path, "it can't be made durable here")
            }
        }
        return queue
    }

    /// Brings the tables up to date.
    ///
    /// Another process may be at it, too: a step that it has taken first fails here, and is none of what is left when
    /// that is looked up again.
    private static func migrate(_ queue: DatabaseQueue) throws {
        for _ in 0..<20 {
            do {
                return try Schema.migrator.migrate(queue)
            } catch let error as DatabaseError where error.resultCode == .SQLITE_ERROR {
                usleep(50_000)
            }
        }
        try Schema.migrator.migrate(queue)
    }

    /// The version of the schema, once it is known to be one of ours.
    private static func vettedVersion(_ database: Database, path: String) throws -> Int {
        let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        guard version <= Schema.version else {
            throw LedgerError.newer(path, found: version, known: Schema.version)
        }
        let id = try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0
        let tables = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master") ?? 0
        // Without a mark but with our tables: the process that made them ended before the mark.
        let isOurs = try id == Schema.applicationID || database.tableExists("attempt")
        guard isOurs || tables == 0 else { throw LedgerError.foreign(path) }
        return version
    }

    // MARK: Errors

    /// Runs a piece of work, giving SQLite's errors a name people can use.
    static func named<Result>(_ path: String, _ work: () throws -> Result) throws -> Result {
        do {
            return try work()
        } catch let error as DatabaseError {
            throw LedgerError(error, path: path)
        } catch let error as RowDecodingError {
            throw LedgerError(error, path: path)
        }
    }

    func naming<Result>(_ work: () throws -> Result) throws -> Result {
        try Self.named(path, work)
    }

    /// Writes all or nothing; durable when it returns.
    ///
    /// `work` may be done a second time, after what it did was taken back.
    func write<Result: Sendable>(
        _ work: @Sendable @escaping (Database) throws -> Result
    ) async throws -> Result {
        do {
            return try await queue.write(work)
        } catch let error as DatabaseError {
            throw LedgerError(error, path: path)
        } catch let error as RowDecodingError {
            throw LedgerError(error, path: path)
        }
    }

    /// Reads a consistent state.
    func read<Result: Sendable>(
        _ work: @Sendable @escaping (Database) throws -> Result
    ) async throws -> Result {
        do {
            return try await database.read(work)
        } catch let error as DatabaseError {
            throw LedgerError(error, path: path)
        } catch let error as RowDecodingError {
            throw LedgerError(error, path: path)
        }
    }

    /// Closes the database; its log is written back into the one file when nobody else reads it.
    package func close() throws {
        try naming { try database.close() }
    }

    /// Now, as the ledger writes it: ISO 8601, UTC.
    static var now: String { Timestamp.text(of: Date.now.timeIntervalSince1970) }
}
