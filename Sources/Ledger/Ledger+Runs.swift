import GRDB
import NarrateModel

/// Names one start of narrate in a ledger.
package struct RunID: Sendable, Hashable {
    let value: Int64
}

extension Ledger {
    /// Notes that a run has begun; runs that never said how they ended are marked as killed.
    package func beginRun(host: String, process: Int, version: String) async throws -> RunID {
        try await write { database in
            try Self.endKilledRuns(in: database)
            try database.execute(
                sql: """
                    INSERT INTO run (startedAt, host, process, narrateVersion) VALUES (?, ?, ?, ?)
                    """,
                arguments: [Self.now, host, process, version]
            )
            return RunID(value: database.lastInsertedRowID)
        }
    }

    /// Notes that what was under way in a run that was killed is not any more.
    ///
    /// Only whoever holds the project may say so.
    package func endKilledRuns() async throws {
        try await write { try Self.endKilledRuns(in: $0) }
    }

    private static func endKilledRuns(in database: Database) throws {
        try database.execute(sql: "UPDATE run SET outcome = 'killed' WHERE outcome IS NULL")
        try loseWhatIsUnderWay(in: database)
    }

    private static func loseWhatIsUnderWay(in database: Database) throws {
        try database.execute(
            sql: """
                UPDATE attempt SET outcome = 'lost', message = 'the process ended first'
                WHERE outcome = 'sent'
                """
        )
        let interrupted = try Row.fetchAll(
            database,
            sql: "SELECT fingerprint FROM recording WHERE state = ?",
            arguments: [UtteranceState.requested.rawValue]
        )
        for row in interrupted {
            try move(try Fingerprint.decoded(row.value("fingerprint")), by: .lose, in: database)
        }
    }

    /// Notes what a run's script needs and how much of that is there already, in characters.
    package func noteNeeds(
        of run: RunID,
        characters: Int,
        reused: Int,
        creditsPerCharacter: Double
    ) async throws {
        try await write { database in
            try database.execute(
                sql: """
                    UPDATE run SET charactersNeeded = ?, charactersReused = ?,
                        creditsPerCharacter = ? WHERE id = ?
                    """,
                arguments: [characters, reused, creditsPerCharacter, run.value]
            )
        }
    }

    /// Notes what listening to a take cost.
    ///
    /// `fingerprint`: of the utterance it is heard in; `seconds`: of its audio.
    package func noteHearing(
        in run: RunID,
        of fingerprint: Fingerprint,
        seconds: Double,
        credits: Double
    ) async throws {
        try await write { database in
            try database.execute(
                sql: """
                    INSERT INTO hearing (run, fingerprint, seconds, credits, heardAt)
                    VALUES (?, ?, ?, ?, ?)
                    """,
                arguments: [run.value, fingerprint.bytes, seconds, credits, Self.now]
            )
        }
    }

    /// Notes how a run ended, in one word: `finished`, `stopped`, `failed`.
    ///
    /// Not cut short by the cancellation of a task: it is often what a run ends by.
    package func endRun(_ run: RunID, outcome: String) throws {
        try naming {
            try database.write { database in
                try database.execute(
                    sql: "UPDATE run SET endedAt = ?, outcome = ? WHERE id = ?",
                    arguments: [Self.now, outcome, run.value]
                )
                try Self.loseWhatIsUnderWay(in: database)
            }
        }
    }
}
