import GRDB
import NarrateModel

/// What is done, what is missing and what it cost.
package struct LedgerStatus: Sendable, Equatable {
    /// How far a chapter is.
    package struct Chapter: Sendable, Equatable {
        package var index: Int
        package var title: String
        package var utterances: Int
        /// Utterances with a take, judged well or not.
        package var recorded: Int
        package var accepted: Int
        package var failed: Int
        package var isAssembled: Bool
        package var isLocked: Bool
        package var accounts: Accounts
    }

    package var title: String?
    package var chapters: [Chapter]
    /// Outcome of the last run; `nil` while it goes on or when it never said.
    package var lastOutcome: String?
    package var hasRun: Bool
    package var retakes: Int
    /// Of everything the project ever asked for.
    package var accounts: Accounts
    package var runs: [RunAccount]
    /// Takes that no utterance of the script uses, kept until they are cleaned away.
    package var orphanedTakes: Int

    package var creditsSpent: Int { accounts.credits.billed }
    package var charactersBilled: Int { accounts.characters.billed }
    package var charactersNeeded: Int { accounts.characters.needed }

    /// Whether every utterance is accepted and every chapter assembled.
    package var isFinished: Bool {
        !chapters.isEmpty && chapters.allSatisfy { $0.isAssembled && $0.accepted == $0.utterances }
    }
}

/// An accepted take that kept its failed checks.
package struct FlaggedTake: Sendable, Equatable {
    package var chapter: Int
    package var utterance: Int
    package var number: Int
    package var messages: [String]
}

extension Ledger {
    /// What is done, what is missing and what it cost.
    package func status() async throws -> LedgerStatus {
        try await read { database in
            let run = try Row.fetchOne(
                database,
                sql: "SELECT outcome FROM run ORDER BY id DESC LIMIT 1"
            )
            let runs = try Self.runAccounts(database)
            return LedgerStatus(
                title: try String.fetchOne(database, sql: "SELECT title FROM publication"),
                chapters: try Self.chapters(database),
                lastOutcome: try run?.value("outcome"),
                hasRun: run != nil,
                retakes: try Int.fetchOne(
                    database,
                    sql: "SELECT count(*) FROM take WHERE number > 1"
                ) ?? 0,
                accounts: try Self.projectAccounts(database, runs: runs),
                runs: runs,
                orphanedTakes: try Int.fetchOne(
                    database,
                    sql: """
                        SELECT count(*) FROM take
                        WHERE fingerprint NOT IN (SELECT fingerprint FROM utterance)
                        """
                ) ?? 0
            )
        }
    }

    /// Takes in use that failed their checks, in the order of the book.
    package func flaggedTakes() async throws -> [FlaggedTake] {
        try await read { database in
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT utterance.chapter, utterance.position, take.number,
                        group_concat(finding.message, '; ') AS messages
                    FROM utterance
                    JOIN recording USING (fingerprint)
                    JOIN take ON take.fingerprint = utterance.fingerprint
                        AND take.number = recording.takeInUse
                    LEFT JOIN finding ON finding.fingerprint = take.fingerprint
                        AND finding.take = take.number
                    WHERE recording.state = 'accepted' AND take.isAccepted = 0
                    GROUP BY utterance.chapter, utterance.position
                    ORDER BY utterance.chapter, utterance.position
                    """
            )
            return try rows.map { row in
                let messages: String? = try row.value("messages")
                return FlaggedTake(
                    chapter: try row.value("chapter"),
                    utterance: try row.value("position"),
                    number: try row.value("number"),
                    messages: messages.map { [$0] } ?? []
                )
            }
        }
    }

    private static func chapters(_ database: Database) throws -> [LedgerStatus.Chapter] {
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT chapter.position, chapter.title, count(*) AS utterances,
                    sum(EXISTS (SELECT 1 FROM take WHERE take.fingerprint = utterance.fingerprint))
                        AS recorded,
                    sum(recording.state = 'accepted') AS accepted,
                    sum(recording.state = 'failed') AS failed,
                    EXISTS (SELECT 1 FROM master WHERE master.chapter = chapter.position)
                        AS assembled,
                    EXISTS (
                        SELECT 1 FROM lock
                        WHERE lock.chapter = chapter.position AND lock.isWholeChapter
                    ) AS locked
                FROM chapter
                JOIN utterance ON utterance.chapter = chapter.position
                JOIN recording USING (fingerprint)
                GROUP BY chapter.position ORDER BY chapter.position
                """
        )
        let accounts = try chapterAccounts(database)
        return try rows.map { row in
            LedgerStatus.Chapter(
                index: try row.value("position"),
                title: try row.value("title"),
                utterances: try row.value("utterances"),
                recorded: try row.value("recorded"),
                accepted: try row.value("accepted"),
                failed: try row.value("failed"),
                isAssembled: try row.value("assembled"),
                isLocked: try row.value("locked"),
                accounts: try accounts[row.value("position")] ?? Accounts()
            )
        }
    }
}

/// A finding and where the take it is about is heard.
package struct TakeFinding: Sendable, Equatable {
    /// `nil` when no utterance of the script uses the take.
    package var chapter: Int?
    package var utterance: Int?
    package var fingerprint: Fingerprint
    /// Number of the take.
    package var number: Int
    package var finding: Finding
}

extension Ledger {
    /// Everything the checks said, in the order of the book.
    package func findings() async throws -> [TakeFinding] {
        try await read { database in
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT finding.*, min(utterance.chapter) AS chapter, utterance.position AS place
                    FROM finding LEFT JOIN utterance USING (fingerprint)
                    GROUP BY finding.rowid ORDER BY chapter, place, finding.take
                    """
            )
            return try rows.map { row in
                TakeFinding(
                    chapter: try row.value("chapter"),
                    utterance: try row.value("place"),
                    fingerprint: try Fingerprint.decoded(row.value("fingerprint")),
                    number: try row.value("take"),
                    finding: Finding(
                        check: try row.value("check"),
                        severity: try Self.severity(row),
                        message: try row.value("message"),
                        measured: try row.value("measured"),
                        limit: try row.value("limit"),
                        unit: try row.value("unit"),
                        position: try row.value("position"),
                        passages: try Self.passages(row.value("passages"))
                    )
                )
            }
        }
    }

    static func severity(_ row: Row) throws -> Finding.Severity {
        Finding.Severity(rawValue: try row.value("severity")) ?? .warning
    }

    /// Ranges as they stand in a column: `12-20 31-35`.
    static func spelled(_ passages: [Range<Int>]) -> String {
        passages.map { "\($0.lowerBound)-\($0.upperBound)" }.joined(separator: " ")
    }

    private static func passages(_ text: String?) -> [Range<Int>]? {
        text?.split(separator: " ").compactMap { piece in
            let ends = piece.split(separator: "-").compactMap { Int($0) }
            return ends.count == 2 && ends[0] <= ends[1] ? ends[0]..<ends[1] : nil
        }
    }
}
