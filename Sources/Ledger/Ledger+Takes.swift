import FoundationEssentials
import GRDB
import NarrateModel

/// Names one request that was sent.
package struct AttemptID: Sendable, Hashable {
    let value: Int64
}

/// What became of a request that did not bring a take.
package enum AttemptOutcome: String, Sendable, CaseIterable {
    /// The service did not charge for it.
    case notPaid
    /// Nobody knows whether the service charged for it.
    case maybePaid
    /// It was charged and its audio was lost.
    case paid
}

/// A take and what the ledger knows of it.
package struct TakeRecord: Sendable, Equatable {
    package var take: Take
    /// Seconds; `nil` until it was judged.
    package var duration: Double?
    /// `nil` until it was judged.
    package var isAccepted: Bool?
    package var score: Double?
    package var isInUse: Bool
    /// Seconds since 1970, where that is known.
    package var recordedAt: Double?

    /// Creates a record.
    package init(
        take: Take,
        duration: Double? = nil,
        isAccepted: Bool? = nil,
        score: Double? = nil,
        isInUse: Bool = false,
        recordedAt: Double? = nil
    ) {
        self.take = take
        self.duration = duration
        self.isAccepted = isAccepted
        self.score = score
        self.isInUse = isInUse
        self.recordedAt = recordedAt
    }
}

extension Ledger {
    /// Notes that a request is about to be sent; durable before it is.
    package func beginAttempt(
        run: RunID,
        fingerprint: Fingerprint,
        characters: Int,
        context: String?
    ) async throws -> AttemptID {
        try await write { database in
            try database.execute(
                sql: """
                    INSERT INTO attempt (run, fingerprint, sentAt, outcome, characters, context)
                    VALUES (?, ?, ?, 'sent', ?, ?)
                    """,
                arguments: [run.value, fingerprint.bytes, Self.now, characters, context]
            )
            let id = AttemptID(value: database.lastInsertedRowID)
            try Self.setState(.requested, of: fingerprint, in: database)
            return id
        }
    }

    /// Notes that a request's audio is durable on disk, and how it was judged.
    package func finishAttempt(_ attempt: AttemptID?, take: Take, verdict: Verdict) async throws {
        try await write { database in
            if let attempt {
                try database.execute(
                    sql: """
                        UPDATE attempt SET answeredAt = ?, outcome = 'delivered', credits = ?
                        WHERE id = ?
                        """,
                    arguments: [Self.now, take.credits?.amount, attempt.value]
                )
            }
            try Self.insert(take, attempt: attempt, verdict: verdict, into: database)
            if verdict.isAccepted {
                try Self.use(take.number, of: take.fingerprint, in: database)
            } else {
                try Self.setState(.rejected, of: take.fingerprint, in: database)
            }
        }
    }

    /// Notes that a request brought nothing.
    package func loseAttempt(
        _ attempt: AttemptID,
        fingerprint: Fingerprint,
        outcome: AttemptOutcome,
        message: String
    ) async throws {
        try await write { database in
            try database.execute(
                sql: "UPDATE attempt SET answeredAt = ?, outcome = ?, message = ? WHERE id = ?",
                arguments: [Self.now, outcome.rawValue, message, attempt.value]
            )
            try Self.setState(.pending, of: fingerprint, in: database)
        }
    }

    /// Takes a recording's best take although it failed its checks.
    package func useBest(of fingerprint: Fingerprint, number: Int) async throws {
        try await write { try Self.use(number, of: fingerprint, in: $0) }
    }

    /// Sets a recording aside; the next run tries again.
    package func setAside(_ fingerprint: Fingerprint, reason: String) async throws {
        try await write { database in
            try Self.setState(.failed, of: fingerprint, reason: reason, in: database)
        }
    }

    /// Marks recordings to be made again; their takes are kept.
    package func retake(_ fingerprints: [Fingerprint]) async throws {
        try await write { database in
            for fingerprint in fingerprints {
                try Self.setState(.pending, of: fingerprint, in: database)
            }
        }
    }

    /// Forgets takes whose files are gone, so that they are asked for again.
    package func forget(_ takes: [Take]) async throws {
        guard !takes.isEmpty else { return }
        try await write { database in
            for take in takes {
                try database.execute(
                    sql: "DELETE FROM take WHERE fingerprint = ? AND number = ?",
                    arguments: [take.fingerprint.bytes, take.number]
                )
                try database.execute(
                    sql: """
                        UPDATE recording SET state = 'pending', takeInUse = NULL
                        WHERE fingerprint = ? AND takeInUse = ?
                        """,
                    arguments: [take.fingerprint.bytes, take.number]
                )
            }
        }
    }

    /// Every take, by fingerprint, in the order of their numbers.
    package func takes() async throws -> [Fingerprint: [TakeRecord]] {
        try await read { database in
            let rows = try Row.fetchCursor(
                database,
                sql: """
                    SELECT take.*, recording.takeInUse = take.number AND recording.state = 'accepted'
                        AS isInUse
                    FROM take LEFT JOIN recording USING (fingerprint) ORDER BY fingerprint, number
                    """
            )
            var takes: [Fingerprint: [TakeRecord]] = [:]
            while let row = try rows.next() {
                let record = try Self.record(row)
                takes[record.take.fingerprint, default: []].append(record)
            }
            return takes
        }
    }

    /// When requests were sent whose answers never came, by fingerprint, in seconds since 1970:
    /// the last one of each recording that has no take.
    package func lostAttempts() async throws -> [Fingerprint: Double] {
        try await read { database in
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT fingerprint, max(sentAt) AS sentAt FROM attempt
                    WHERE outcome IN ('lost', 'maybePaid')
                        AND NOT EXISTS (SELECT 1 FROM take WHERE take.fingerprint = attempt.fingerprint)
                    GROUP BY fingerprint
                    """
            )
            var lost: [Fingerprint: Double] = [:]
            for row in rows {
                lost[try Fingerprint.decoded(row["fingerprint"])] = Self.seconds(row["sentAt"])
            }
            return lost
        }
    }

    /// Seconds since 1970 of a time as the ledger writes it.
    private static func seconds(_ time: String) -> Double? {
        (try? Date(time, strategy: .iso8601))?.timeIntervalSince1970
    }

    private static func record(_ row: Row) throws -> TakeRecord {
        let sha256: Data = row["sha256"]
        let credits: Int? = row["credits"]
        return TakeRecord(
            take: Take(
                fingerprint: try Fingerprint.decoded(row["fingerprint"]),
                number: row["number"],
                file: row["file"],
                bytes: row["bytes"],
                sha256: sha256.hexadecimal,
                requestID: row["requestID"],
                credits: credits.map(Credits.init)
            ),
            duration: row["duration"],
            isAccepted: row["isAccepted"],
            score: row["score"],
            isInUse: row["isInUse"] ?? false,
            recordedAt: seconds(row["recordedAt"])
        )
    }

    private static func insert(
        _ take: Take,
        attempt: AttemptID?,
        verdict: Verdict,
        into database: Database
    ) throws {
        try database.execute(
            sql: """
                INSERT INTO take (fingerprint, number, attempt, file, bytes, sha256, requestID, credits,
                    duration, score, isAccepted, recordedAt)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                take.fingerprint.bytes, take.number, attempt?.value, take.file, take.bytes,
                Data(hexadecimal: take.sha256), take.requestID, take.credits?.amount,
                verdict.duration, verdict.score, verdict.isAccepted, now,
            ]
        )
        for finding in verdict.findings {
            try database.execute(
                sql: """
                    INSERT INTO finding (fingerprint, take, "check", severity, message, measured,
                        "limit", unit, position) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    take.fingerprint.bytes, take.number, finding.check, finding.severity.rawValue,
                    finding.message, finding.measured, finding.limit, finding.unit,
                    finding.position,
                ]
            )
        }
    }

    private static func use(
        _ number: Int,
        of fingerprint: Fingerprint,
        in database: Database
    ) throws {
        try setState(.accepted, of: fingerprint, in: database)
        try database.execute(
            sql: "UPDATE recording SET takeInUse = ? WHERE fingerprint = ?",
            arguments: [number, fingerprint.bytes]
        )
    }

    private static func setState(
        _ state: UtteranceState,
        of fingerprint: Fingerprint,
        reason: String? = nil,
        in database: Database
    ) throws {
        try database.execute(
            sql: """
                INSERT INTO recording (fingerprint, state, reason) VALUES (?, ?, ?)
                ON CONFLICT (fingerprint) DO UPDATE SET state = excluded.state,
                    reason = excluded.reason
                """,
            arguments: [fingerprint.bytes, state.rawValue, reason]
        )
    }
}
