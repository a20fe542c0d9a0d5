import FoundationEssentials
import GRDB
import NarrateModel

/// Saves what can still be read of a damaged ledger into a new one.
///
/// Each table is read from both ends until a page refuses; what hangs in the air then is cut off.
/// Saved rows are to be doubted: the caller compares them with the takes on disk.
package enum LedgerSalvage {
    /// Tables, those that others refer to first.
    private static let tables = [
        "run", "publication", "chapter", "utterance", "recording", "attempt", "hearing", "take",
        "finding", "lock", "master", "release",
    ]

    /// Makes a new ledger at `fresh` from what is readable at `damaged`.
    ///
    /// - Returns: how many rows were saved.
    /// - Throws: `LedgerError` when the new one can't be written.
    package static func save(_ damaged: String, to fresh: String) throws -> Int {
        let target = try Ledger(path: fresh)
        var configuration = Configuration()
        configuration.busyMode = .timeout(5)
        // Not a database at all: then there is nothing to be saved.
        guard let source = try? DatabaseQueue(path: damaged, configuration: configuration) else {
            try target.close()
            return 0
        }
        let saved = try target.naming {
            try target.database.writeWithoutTransaction { database in
                try database.execute(sql: "PRAGMA foreign_keys = OFF")
                var saved = 0
                try database.inTransaction {
                    for table in tables {
                        saved += try copy(table, from: source, into: database)
                    }
                    try cutOff(in: database)
                    return .commit
                }
                try database.execute(sql: "PRAGMA foreign_keys = ON")
                return saved
            }
        }
        // A wreck that can't be closed well is only read from.
        try? source.close()
        try target.close()
        return saved
    }

    private static func copy(
        _ table: String,
        from source: DatabaseQueue,
        into database: Database
    ) throws -> Int {
        let wanted = try database.columns(in: table).map(\.name)
        guard let there = try? source.read({ try $0.columns(in: table).map(\.name) }) else {
            return 0
        }
        let columns = wanted.filter(there.contains)
        guard !columns.isEmpty else { return 0 }
        let key = try database.primaryKey(table).columns.map { "\"\($0)\"" }
        let names = columns.map { "\"\($0)\"" }.joined(separator: ", ")
        let places = columns.map { _ in "?" }.joined(separator: ", ")
        let insert = try database.makeStatement(
            sql: "INSERT OR IGNORE INTO \"\(table)\" (\(names)) VALUES (\(places))"
        )
        var saved = 0
        for direction in ["ASC", "DESC"] {
            let order = key.map { "\($0) \(direction)" }.joined(separator: ", ")
            let sql = "SELECT \(names) FROM \"\(table)\" ORDER BY \(order)"
            // A page that can't be read ends this direction, not the rescue.
            let isWhole: Void? = try? source.read { wreck in
                let rows = try Row.fetchCursor(wreck, sql: sql)
                while let row = try rows.next() {
                    // A row that breaks a rule of the schema is damage, too.
                    guard
                        (try? insert.execute(arguments: StatementArguments(row.databaseValues)))
                            != nil
                    else { continue }
                    saved += database.changesCount
                }
            }
            if isWhole != nil { break }
        }
        return saved
    }

    /// Removes what refers to rows that could not be saved.
    private static func cutOff(in database: Database) throws {
        try database.execute(
            sql: """
                DELETE FROM attempt WHERE run NOT IN (SELECT id FROM run);
                DELETE FROM hearing WHERE run NOT IN (SELECT id FROM run);
                UPDATE take SET attempt = NULL WHERE attempt NOT IN (SELECT id FROM attempt);
                DELETE FROM finding WHERE NOT EXISTS (
                    SELECT 1 FROM take
                    WHERE take.fingerprint = finding.fingerprint AND take.number = finding.take
                );
                DELETE FROM utterance WHERE chapter NOT IN (SELECT position FROM chapter);
                INSERT OR IGNORE INTO recording (fingerprint, state, takeInUse)
                    SELECT fingerprint,
                        iif(max(isAccepted) = 1, 'accepted',
                            iif(count(isAccepted) = 0, 'received', 'rejected')),
                        max(iif(isAccepted = 1, number, NULL))
                    FROM take GROUP BY fingerprint;
                INSERT OR IGNORE INTO recording (fingerprint, state)
                    SELECT fingerprint, 'pending' FROM utterance;
                UPDATE recording SET takeInUse = NULL, state = 'pending'
                WHERE takeInUse IS NOT NULL AND NOT EXISTS (
                    SELECT 1 FROM take
                    WHERE take.fingerprint = recording.fingerprint AND number = takeInUse
                );
                UPDATE recording SET state = 'pending'
                WHERE state = 'accepted' AND takeInUse IS NULL;
                UPDATE publication SET scriptDigest = '';
                """
        )
        for state in UtteranceState.allCases where state == .received || state == .rejected {
            try database.execute(
                sql: """
                    UPDATE recording SET state = 'pending' WHERE state = ?
                        AND NOT EXISTS (SELECT 1 FROM take WHERE take.fingerprint = recording.fingerprint)
                    """,
                arguments: [state.rawValue]
            )
        }
    }
}

extension Ledger {
    /// What SQLite finds wrong with the whole file; empty when nothing is.
    package func complaints() async throws -> [String] {
        try await read { database in
            let pages = try String.fetchAll(database, sql: "PRAGMA integrity_check(20)")
            let strays = try Row.fetchAll(database, sql: "PRAGMA foreign_key_check")
            var complaints = pages.filter { $0 != "ok" }
            if !strays.isEmpty {
                complaints.append("\(strays.count) rows refer to rows that are gone")
            }
            return complaints
        }
    }
}
