import GRDB

/// Names one start of narrate in a ledger.
package struct RunID: Sendable, Hashable {
    let value: Int64
}

extension Ledger {
    /// Notes that a run has begun; runs that never said how they ended are marked as killed.
    package func beginRun(host: String, process: Int, version: String) async throws -> RunID {
        try await write { database in
            try database.execute(
                sql: "UPDATE run SET outcome = 'killed' WHERE outcome IS NULL"
            )
            try database.execute(
                sql: """
                    UPDATE attempt SET outcome = 'lost', message = 'the process ended first'
                    WHERE outcome = 'sent'
                    """
            )
            try database.execute(
                sql: "UPDATE recording SET state = 'pending' WHERE state = 'requested'"
            )
            try database.execute(
                sql: """
                    INSERT INTO run (startedAt, host, process, narrateVersion) VALUES (?, ?, ?, ?)
                    """,
                arguments: [Self.now, host, process, version]
            )
            return RunID(value: database.lastInsertedRowID)
        }
    }

    /// Notes how a run ended, in one word: `finished`, `stopped`, `failed`.
    package func endRun(_ run: RunID, outcome: String) async throws {
        try await write { database in
            try database.execute(
                sql: "UPDATE run SET endedAt = ?, outcome = ? WHERE id = ?",
                arguments: [Self.now, outcome, run.value]
            )
        }
    }
}
