import FoundationEssentials
import GRDB
import NarrateModel

/// Names one request that was sent.
package struct AttemptID: Sendable, Hashable {
    let value: Int64
}

/// A request that is about to be sent.
package struct AttemptIntent: Sendable {
    package var run: RunID
    package var fingerprint: Fingerprint
    /// The utterance that this is a half of; `nil` for whole ones.
    package var whole: Fingerprint?
    /// Digest of text, voice and model: what the service's history knows of it.
    package var content: Fingerprint
    /// Seconds since 1970, by the service's clock where that is known.
    package var sentAt: Double
    package var characters: Int
    /// What the engine is told of the neighbours, for people.
    package var context: String?

    /// Creates an intent.
    package init(
        run: RunID,
        fingerprint: Fingerprint,
        whole: Fingerprint? = nil,
        content: Fingerprint,
        sentAt: Double = Date.now.timeIntervalSince1970,
        characters: Int,
        context: String? = nil
    ) {
        self.run = run
        self.fingerprint = fingerprint
        self.whole = whole
        self.content = content
        self.sentAt = sentAt
        self.characters = characters
        self.context = context
    }
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

/// What is known of a request that brought nothing.
package struct AttemptLoss: Sendable {
    package var outcome: AttemptOutcome
    package var message: String
    /// The service's name for the request, where it gave one.
    package var requestID: String?

    /// Creates a loss.
    package init(outcome: AttemptOutcome, message: String, requestID: String? = nil) {
        self.outcome = outcome
        self.message = message
        self.requestID = requestID
    }
}

extension Ledger {
    /// Notes that a request is about to be sent; durable before it is.
    package func beginAttempt(_ intent: AttemptIntent) async throws -> AttemptID {
        try await write { database in
            try database.cachedStatement(
                sql: """
                    INSERT INTO attempt
                    (run, fingerprint, whole, content, sentAt, outcome, characters, context)
                    VALUES (?, ?, ?, ?, ?, 'sent', ?, ?)
                    """
            ).execute(arguments: [
                intent.run.value, intent.fingerprint.bytes, intent.whole?.bytes,
                intent.content.bytes,
                Timestamp.text(of: intent.sentAt),
                intent.characters, intent.context,
            ])
            let id = AttemptID(value: database.lastInsertedRowID)
            // A half may be recorded anew, and so may what lost its take on request.
            let state = try Self.state(of: intent.fingerprint, in: database)
            if state == .accepted,
                try intent.whole != nil || !Self.hasTakeInUse(intent.fingerprint, in: database)
            {
                try Self.move(intent.fingerprint, by: .retake, in: database)
            }
            try Self.move(intent.fingerprint, by: .send, in: database)
            return id
        }
    }

    private static func hasTakeInUse(
        _ fingerprint: Fingerprint,
        in database: Database
    ) throws -> Bool {
        try Bool.fetchOne(
            database,
            sql: """
                SELECT EXISTS (
                    SELECT 1 FROM recording JOIN take USING (fingerprint)
                    WHERE fingerprint = ? AND take.number = takeInUse
                )
                """,
            arguments: [fingerprint.bytes]
        ) ?? false
    }

    /// Notes that a request's audio is durable on disk, and how it was judged.
    ///
    /// `isReclaimed`: nothing was sent, an earlier attempt's audio was fetched.
    package func finishAttempt(
        _ attempt: AttemptID,
        take: Take,
        verdict: Verdict,
        study: TakeStudy? = nil,
        isReclaimed: Bool = false
    ) async throws {
        try await write { database in
            var paid = attempt
            if isReclaimed,
                let earlier = try Self.earlierAttempt(than: attempt, for: take, in: database)
            {
                paid = earlier
                try database.execute(
                    sql: "UPDATE attempt SET answeredAt = ?, outcome = 'reclaimed' WHERE id = ?",
                    arguments: [Self.now, attempt.value]
                )
            }
            try database.cachedStatement(
                sql: """
                    UPDATE attempt SET answeredAt = ?, outcome = 'delivered', credits = ?,
                        requestID = ?, isAccepted = ? WHERE id = ?
                    """
            ).execute(arguments: [
                Self.now, take.credits?.amount, take.requestID, verdict.isAccepted, paid.value,
            ])
            try Self.insert(take, attempt: paid, verdict: verdict, study: study, into: database)
            try Self.move(
                take.fingerprint,
                by: .deliver,
                verdict.isAccepted ? .accept : .reject,
                use: verdict.isAccepted ? take.number : nil,
                in: database
            )
        }
    }

    /// Notes that a request brought nothing.
    package func loseAttempt(
        _ attempt: AttemptID,
        fingerprint: Fingerprint,
        loss: AttemptLoss
    ) async throws {
        try await write { database in
            try database.execute(
                sql: """
                    UPDATE attempt SET answeredAt = ?, outcome = ?, message = ?, requestID = ?
                    WHERE id = ?
                    """,
                arguments: [
                    Self.now, loss.outcome.rawValue, loss.message, loss.requestID, attempt.value,
                ]
            )
            try Self.move(fingerprint, by: .lose, in: database)
        }
    }

    /// The attempt that a take from the service's history was paid by.
    private static func earlierAttempt(
        than attempt: AttemptID,
        for take: Take,
        in database: Database
    ) throws -> AttemptID? {
        try Int64.fetchOne(
            database,
            sql: """
                SELECT id FROM attempt
                WHERE fingerprint = ? AND id <> ? AND (
                    outcome = 'paid' AND (requestID IS NULL OR requestID = ?)
                    OR outcome IN ('maybePaid', 'lost')
                ) ORDER BY requestID IS NULL, id DESC
                """,
            arguments: [take.fingerprint.bytes, attempt.value, take.requestID]
        ).map(AttemptID.init)
    }
}
