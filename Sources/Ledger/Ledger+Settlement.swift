import FoundationEssentials
import GRDB
import NarrateModel

/// An attempt whose price or fate the service's own account may tell.
package struct UnsettledAttempt: Sendable, Equatable {
    package var id: AttemptID
    package var fingerprint: Fingerprint
    /// Digest of text, voice and model; `nil` where an early narrate wrote it.
    package var content: Fingerprint?
    /// Seconds since 1970.
    package var sentAt: Double
    package var requestID: String?
    /// Whether it is known to have been charged.
    package var isCharged: Bool
}

/// What the service's account says of an attempt.
package struct Settlement: Sendable, Equatable {
    package var attempt: AttemptID
    /// `nil`: it was never charged.
    package var answer: ChargedAnswer?

    /// Creates a settlement.
    package init(attempt: AttemptID, answer: ChargedAnswer?) {
        self.attempt = attempt
        self.answer = answer
    }
}

/// A request that was sent and whose audio is not here.
package struct MissingAnswer: Sendable, Equatable {
    /// The service's name for it, where that is known.
    package var requestID: String?
    /// Seconds since 1970.
    package var sentAt: Double
}

extension Ledger {
    /// Attempts whose price or fate is not known, the oldest first.
    package func unsettledAttempts() async throws -> [UnsettledAttempt] {
        try await read { database in
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT id, fingerprint, content, sentAt, requestID,
                        outcome IN ('adopted', 'paid') AS isCharged
                    FROM attempt
                    WHERE outcome NOT IN ('delivered', 'notPaid', 'reclaimed')
                        AND outcome <> 'sent' AND (outcome <> 'paid' OR credits IS NULL)
                    ORDER BY id
                    """
            )
            return try rows.map { row in
                let content: Data? = try row.value("content")
                return UnsettledAttempt(
                    id: try AttemptID(value: row.value("id")),
                    fingerprint: try Fingerprint.decoded(row.value("fingerprint")),
                    content: try content.map(Fingerprint.decoded),
                    sentAt: try Self.seconds(row.value("sentAt")) ?? 0,
                    requestID: try row.value("requestID"),
                    isCharged: try row.value("isCharged")
                )
            }
        }
    }

    /// The service's names of every answer that is on record as paid.
    package func settledRequestIDs() async throws -> Set<String> {
        try await read { database in
            try String.fetchSet(
                database,
                sql: """
                    SELECT requestID FROM attempt WHERE requestID IS NOT NULL
                        AND (outcome = 'delivered' OR outcome = 'paid' AND credits IS NOT NULL)
                    UNION SELECT requestID FROM take WHERE requestID IS NOT NULL
                    """
            )
        }
    }

    /// The service's names of the answers to a request whose audio is here, or was.
    package func knownRequestIDs(of fingerprint: Fingerprint) async throws -> Set<String> {
        try await read { database in
            try String.fetchSet(
                database,
                sql: """
                    SELECT requestID FROM attempt
                    WHERE fingerprint = ? AND requestID IS NOT NULL AND outcome = 'delivered'
                    """,
                arguments: [fingerprint.bytes]
            )
        }
    }

    /// Writes down what the service's account says.
    package func settle(_ settlements: [Settlement]) async throws {
        guard !settlements.isEmpty else { return }
        try await write { database in
            let charged = try database.makeStatement(
                sql: """
                    UPDATE attempt SET requestID = ?, credits = ?,
                        outcome = iif(outcome = 'adopted', 'delivered', 'paid') WHERE id = ?
                    """
            )
            for settlement in settlements {
                guard let answer = settlement.answer else {
                    try database.execute(
                        sql: """
                            UPDATE attempt SET outcome = 'notPaid' WHERE id = ?
                            """,
                        arguments: [settlement.attempt.value]
                    )
                    continue
                }
                try charged.execute(arguments: [
                    answer.requestID, answer.credits?.amount, settlement.attempt.value,
                ])
                try database.execute(
                    sql: """
                        UPDATE take SET requestID = ?, credits = ?
                        WHERE attempt = ? AND requestID IS NULL
                        """,
                    arguments: [
                        answer.requestID, answer.credits?.amount, settlement.attempt.value,
                    ]
                )
            }
        }
    }

    /// Requests that were sent and whose audio is not here, by fingerprint: of each, the one the
    /// service has a name for, or else the last.
    package func missingAnswers() async throws -> [Fingerprint: MissingAnswer] {
        try await read { database in
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT fingerprint, sentAt, requestID FROM attempt
                    WHERE outcome NOT IN ('delivered', 'notPaid', 'reclaimed')
                        AND outcome IN ('paid', 'maybePaid', 'lost')
                    ORDER BY requestID IS NOT NULL, id
                    """
            )
            var missing: [Fingerprint: MissingAnswer] = [:]
            for row in rows {
                guard let sentAt = try Self.seconds(row.value("sentAt")) else { continue }
                missing[try Fingerprint.decoded(row.value("fingerprint"))] = MissingAnswer(
                    requestID: try row.value("requestID"),
                    sentAt: sentAt
                )
            }
            return missing
        }
    }

    /// Seconds since 1970 of a time as the ledger writes it.
    static func seconds(_ time: String) -> Double? {
        (try? Date(time, strategy: .iso8601))?.timeIntervalSince1970
    }
}
