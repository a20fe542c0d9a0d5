import FoundationEssentials
import GRDB
import NarrateModel

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
    /// Takes files on record that became durable just before the process that wrote them ended.
    package func adopt(_ found: [(take: Take, verdict: Verdict?)]) async throws {
        try await write { database in
            for (take, verdict) in found { try Self.adopt(take, verdict: verdict, in: database) }
        }
    }

    private static func adopt(_ take: Take, verdict: Verdict?, in database: Database) throws {
        // The request that brought it was charged: its audio is here.
        let attempt = try Int64.fetchOne(
            database,
            sql: """
                SELECT id FROM attempt
                WHERE fingerprint = ? AND outcome IN ('lost', 'maybePaid', 'paid')
                ORDER BY requestID IS NULL, id DESC
                """,
            arguments: [take.fingerprint.bytes]
        ).map(AttemptID.init)
        if let attempt {
            try database.execute(
                sql: """
                    UPDATE attempt SET isAccepted = ?, outcome =
                        iif(requestID IS NULL OR credits IS NULL, 'adopted', 'delivered')
                    WHERE id = ?
                    """,
                arguments: [verdict?.isAccepted, attempt.value]
            )
        }
        try insert(take, attempt: attempt, verdict: verdict, into: database)
        let state = try state(of: take.fingerprint, in: database)
        if state.after(.deliver) != nil { try move(take.fingerprint, by: .deliver, in: database) }
        if let verdict { try judge(take, verdict, in: database) }
    }

    /// Notes the judgement of takes that had none.
    package func judge(_ judged: [(take: Take, verdict: Verdict)]) async throws {
        try await write { database in
            for (take, verdict) in judged {
                try database.execute(
                    sql: """
                        UPDATE take SET duration = ?, score = ?, isAccepted = ?
                        WHERE fingerprint = ? AND number = ?
                        """,
                    arguments: [
                        verdict.duration, verdict.score, verdict.isAccepted,
                        take.fingerprint.bytes, take.number,
                    ]
                )
                try Self.insert(verdict.findings, of: take, into: database)
                try Self.judge(take, verdict, in: database)
            }
        }
    }

    /// A take that was found can only better how its recording stands.
    private static func judge(
        _ take: Take,
        _ verdict: Verdict,
        in database: Database
    ) throws {
        let event: UtteranceState.Event = verdict.isAccepted ? .accept : .reject
        let state = try state(of: take.fingerprint, in: database)
        guard state.after(event) != nil else { return }
        let number = verdict.isAccepted ? take.number : nil
        try move(take.fingerprint, by: event, use: number, in: database)
    }

    /// Takes a recording's best take although it failed its checks.
    ///
    /// A take that was only doubted stands as accepted: another was tried.
    package func useBest(of fingerprint: Fingerprint, number: Int) async throws {
        try await write { database in
            try Self.use(number, of: fingerprint, in: database)
        }
    }

    private static func use(
        _ number: Int,
        of fingerprint: Fingerprint,
        in database: Database
    ) throws {
        // Another take may have been wanted, and never came.
        let mayAccept = try state(of: fingerprint, in: database).after(.accept) != nil
        try move(fingerprint, by: mayAccept ? .accept : .choose, use: number, in: database)
        guard Verdict.accepts(try findings(of: fingerprint, number: number, in: database)) else {
            return
        }
        try database.execute(
            sql: "UPDATE take SET isAccepted = 1 WHERE fingerprint = ? AND number = ?",
            arguments: [fingerprint.bytes, number]
        )
    }

    /// What was found in a take, without its figures.
    private static func findings(
        of fingerprint: Fingerprint,
        number: Int,
        in database: Database
    ) throws -> [Finding] {
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT "check", severity, message FROM finding WHERE fingerprint = ? AND take = ?
                """,
            arguments: [fingerprint.bytes, number]
        )
        return try rows.map { row in
            Finding(
                check: try row.value("check"),
                severity: try severity(row),
                message: try row.value("message")
            )
        }
    }

    /// Puts a take on record that was made here, of others.
    package func insert(_ take: Take, verdict: Verdict) async throws {
        try await write { database in
            try Self.insert(take, attempt: nil, verdict: verdict, into: database)
        }
    }

    /// Replaces the judgement of a take in use by a later one; one that fails is recorded again, or
    /// stands with what is said of it.
    package func revise(_ take: Take, verdict: Verdict, isRetaken: Bool) async throws {
        try await write { database in
            let key: StatementArguments = [take.fingerprint.bytes, take.number]
            try database.execute(
                // Nobody listened to the words a second time.
                sql: """
                    DELETE FROM finding WHERE fingerprint = ? AND take = ? AND "check" <> ?
                    """,
                arguments: key + [Finding.words]
            )
            try Self.insert(verdict.findings, of: take, into: database)
            try database.execute(
                sql: """
                    UPDATE take SET score = ?, isAccepted = ? WHERE fingerprint = ? AND number = ?
                    """,
                arguments: [verdict.score, verdict.isAccepted] + key
            )
            if isRetaken { try Self.move(take.fingerprint, by: .retake, in: database) }
        }
    }

    /// Takes a found recording's best take, unless it waits for something else than a judgement.
    package func settleForBest(of fingerprint: Fingerprint, number: Int) async throws {
        try await write { database in
            let state = try Self.state(of: fingerprint, in: database)
            guard state == .rejected else { return }
            try Self.use(number, of: fingerprint, in: database)
        }
    }

    /// Has a recording heard by a take that somebody picked.
    package func choose(_ number: Int, of fingerprint: Fingerprint) async throws {
        try await write { database in
            try Self.move(fingerprint, by: .choose, use: number, in: database)
        }
    }

    /// Sets a recording aside; the next run tries again.
    package func setAside(_ fingerprint: Fingerprint, reason: String) async throws {
        try await write { try Self.move(fingerprint, by: .giveUp, reason: reason, in: $0) }
    }

    /// Marks recordings to be made again; their takes are kept.
    package func retake(_ fingerprints: [Fingerprint]) async throws {
        try await write { database in
            for fingerprint in Set(fingerprints) {
                try Self.move(fingerprint, by: .retake, in: database)
            }
        }
    }

    /// Forgets takes whose files are gone, so that they are asked for again; what they were paid by
    /// counts as lost, and may be fetched from the service's history.
    package func forget(_ takes: [Take]) async throws {
        guard !takes.isEmpty else { return }
        try await write { database in
            for take in takes {
                let arguments: StatementArguments = [take.fingerprint.bytes, take.number]
                try database.execute(
                    sql: """
                        UPDATE attempt SET outcome = 'paid' WHERE id = (
                            SELECT attempt FROM take WHERE fingerprint = ? AND number = ?
                        )
                        """,
                    arguments: arguments
                )
                try Self.delete(take, from: database)
            }
        }
    }

    /// Takes rows off the ledger whose files are about to be removed on request.
    package func remove(_ takes: [Take]) async throws {
        try await write { database in
            for take in takes { try Self.delete(take, from: database) }
        }
    }

    /// Removes a take's row; a recording that was heard by it has none then.
    private static func delete(_ take: Take, from database: Database) throws {
        try database.execute(
            sql: "DELETE FROM take WHERE fingerprint = ? AND number = ?",
            arguments: [take.fingerprint.bytes, take.number]
        )
        let inUse = try Int.fetchOne(
            database,
            sql: "SELECT takeInUse FROM recording WHERE fingerprint = ?",
            arguments: [take.fingerprint.bytes]
        )
        guard inUse == take.number else { return }
        try move(take.fingerprint, by: .forget, in: database)
        try database.execute(
            sql: "UPDATE recording SET takeInUse = NULL WHERE fingerprint = ?",
            arguments: [take.fingerprint.bytes]
        )
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

    private static func record(_ row: Row) throws -> TakeRecord {
        let sha256: Data = try row.value("sha256")
        let credits: Int? = try row.value("credits")
        return TakeRecord(
            take: Take(
                fingerprint: try Fingerprint.decoded(row.value("fingerprint")),
                number: try row.value("number"),
                file: try row.value("file"),
                bytes: try row.value("bytes"),
                sha256: sha256.hexadecimal,
                requestID: try row.value("requestID"),
                credits: credits.map(Credits.init)
            ),
            duration: try row.value("duration"),
            isAccepted: try row.value("isAccepted"),
            score: try row.value("score"),
            isInUse: try row.optional("isInUse") ?? false,
            recordedAt: try seconds(row.value("recordedAt"))
        )
    }

    static func insert(
        _ take: Take,
        attempt: AttemptID?,
        verdict: Verdict?,
        study: TakeStudy? = nil,
        into database: Database
    ) throws {
        try database.cachedStatement(
            sql: """
                INSERT INTO take (fingerprint, number, attempt, file, bytes, sha256, requestID, credits,
                    duration, score, isAccepted, recordedAt, voice, figures)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            take.fingerprint.bytes, take.number, attempt?.value, take.file, take.bytes,
            Data(hexadecimal: take.sha256), take.requestID, take.credits?.amount,
            verdict?.duration, verdict?.score, verdict?.isAccepted, now, study?.voice.bytes,
            study?.figures,
        ])
        try insert(verdict?.findings ?? [], of: take, into: database)
    }

    private static func insert(
        _ findings: [Finding],
        of take: Take,
        into database: Database
    ) throws {
        for finding in findings {
            try database.cachedStatement(
                sql: """
                    INSERT INTO finding (fingerprint, take, "check", severity, message, measured,
                        "limit", unit, position, passages) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """
            ).execute(arguments: [
                take.fingerprint.bytes, take.number, finding.check, finding.severity.rawValue,
                finding.message, finding.measured, finding.limit, finding.unit, finding.position,
                finding.passages.map(Self.spelled),
            ])
        }
    }
}
