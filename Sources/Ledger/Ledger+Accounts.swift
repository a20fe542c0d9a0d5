import GRDB
import NarrateModel

/// What a piece of work needed and what was paid for it, in characters or in credits.
package struct Account: Sendable, Equatable {
    /// What has to be recorded, equal utterances counted once.
    package var needed = 0
    /// What the service charged for.
    package var billed = 0
    /// What did not have to be recorded because a take was there.
    package var reused = 0
    /// What was billed and is heard nowhere: rejected takes and answers that were lost.
    package var wasted = 0
    /// What was asked and may have been charged; nobody knows yet.
    package var unsettled = 0

    /// Creates an account of nothing.
    package init() {}

    /// Adds what another one cost, not what it needed.
    mutating func addCosts(of other: Account) {
        billed += other.billed
        wasted += other.wasted
        unsettled += other.unsettled
    }
}

/// An account in both currencies.
package struct Accounts: Sendable, Equatable {
    package var characters = Account()
    package var credits = Account()

    /// Creates accounts of nothing.
    package init() {}
}

/// A start of narrate on a project, and its account.
package struct RunAccount: Sendable, Equatable {
    /// ISO 8601, UTC.
    package var startedAt: String
    package var endedAt: String?
    /// One word; `nil` while it goes on.
    package var outcome: String?
    package var accounts: Accounts
}

extension Ledger {
    /// What attempts cost, put together by some key.
    private static let costs = """
        cost AS (
            SELECT attempt.run, coalesce(attempt.whole, attempt.fingerprint) AS fingerprint,
                characters, coalesce(credits, 0) AS credits,
                attempt.outcome IN ('delivered', 'adopted', 'paid') AS isBilled,
                attempt.outcome = 'paid' OR (
                    attempt.outcome IN ('delivered', 'adopted') AND attempt.isAccepted IS 0
                    AND NOT EXISTS (
                        SELECT 1 FROM take JOIN recording USING (fingerprint)
                        WHERE take.attempt = attempt.id AND recording.takeInUse = take.number
                            AND recording.state = 'accepted'
                    )
                ) AS isWasted,
                attempt.outcome IN ('sent', 'lost', 'maybePaid') AS isUnsettled
            FROM attempt JOIN run ON run.id = attempt.run
            WHERE attempt.outcome NOT IN ('notPaid', 'reclaimed')
                AND coalesce(run.creditsPerCharacter, 1) > 0
            UNION ALL
            SELECT run, fingerprint, 0, credits, 1, 0, 0 FROM hearing
        )
        """

    private static let sums = """
        sum(characters * isBilled) AS billed,
        CAST(round(sum(credits * isBilled)) AS INTEGER) AS creditsBilled,
        sum(characters * isWasted) AS wasted,
        CAST(round(sum(credits * isWasted)) AS INTEGER) AS creditsWasted,
        sum(characters * isUnsettled) AS unsettled
        """

    /// What the last run that paid said a character costs.
    private static func rate(_ database: Database) throws -> Double {
        try Double.fetchOne(
            database,
            sql: """
                SELECT creditsPerCharacter FROM run WHERE creditsPerCharacter IS NOT NULL
                ORDER BY id DESC LIMIT 1
                """
        ) ?? 0
    }

    private static func accounts(
        _ row: Row?,
        needed: Int,
        reused: Int,
        rate: Double
    ) throws -> Accounts {
        func price(_ characters: Int) -> Int { Int((Double(characters) * rate).rounded(.up)) }
        var accounts = Accounts()
        accounts.characters.needed = needed
        accounts.characters.reused = reused
        accounts.characters.billed = try row?.optional("billed") ?? 0
        accounts.characters.wasted = try row?.optional("wasted") ?? 0
        accounts.characters.unsettled = try row?.optional("unsettled") ?? 0
        accounts.credits.needed = price(needed)
        accounts.credits.reused = price(reused)
        accounts.credits.billed = try row?.optional("creditsBilled") ?? 0
        accounts.credits.wasted = try row?.optional("creditsWasted") ?? 0
        accounts.credits.unsettled = price(accounts.characters.unsettled)
        return accounts
    }

    /// The account of everything this project ever asked for, from those of its runs.
    static func projectAccounts(_ database: Database, runs: [RunAccount]) throws -> Accounts {
        let script = try Row.fetchOne(
            database,
            sql: """
                SELECT coalesce(sum(most), 0) AS needed, coalesce(sum(total - most), 0) AS reused
                FROM (SELECT max(characters) AS most, sum(characters) AS total
                    FROM utterance GROUP BY fingerprint)
                """
        )
        var accounts = try accounts(
            nil,
            needed: try script?.optional("needed") ?? 0,
            reused: try script?.optional("reused") ?? 0,
            rate: try rate(database)
        )
        for run in runs {
            accounts.characters.addCosts(of: run.accounts.characters)
            accounts.credits.addCosts(of: run.accounts.credits)
        }
        return accounts
    }

    /// The account of each chapter; a take that several share is put down to the first.
    static func chapterAccounts(_ database: Database) throws -> [Int: Accounts] {
        let rate = try rate(database)
        let costs = try Row.fetchAll(
            database,
            sql: """
                WITH \(costs),
                first AS (SELECT fingerprint, min(chapter) AS chapter FROM utterance GROUP BY fingerprint)
                SELECT first.chapter, \(sums) FROM cost JOIN first USING (fingerprint)
                GROUP BY first.chapter
                """
        )
        var costOf: [Int: Row] = [:]
        for row in costs { costOf[try row.value("chapter")] = row }
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT chapter, sum(characters * isFirst) AS needed,
                    sum(characters * NOT isFirst) AS reused
                FROM (
                    SELECT chapter, characters, row_number() OVER (
                        PARTITION BY fingerprint ORDER BY chapter, position
                    ) = 1 AS isFirst
                    FROM utterance
                ) GROUP BY chapter
                """
        )
        var chapters: [Int: Accounts] = [:]
        for row in rows {
            chapters[try row.value("chapter")] = try accounts(
                costOf[try row.value("chapter")],
                needed: try row.value("needed"),
                reused: try row.value("reused"),
                rate: rate
            )
        }
        return chapters
    }

    /// The account of each run, the first one first.
    static func runAccounts(_ database: Database) throws -> [RunAccount] {
        let rows = try Row.fetchAll(
            database,
            sql: """
                WITH \(costs), total AS (SELECT run, \(sums) FROM cost GROUP BY run)
                SELECT run.*, total.* FROM run LEFT JOIN total ON total.run = run.id ORDER BY run.id
                """
        )
        return try rows.map { row in
            RunAccount(
                startedAt: try row.value("startedAt"),
                endedAt: try row.value("endedAt"),
                outcome: try row.value("outcome"),
                accounts: try accounts(
                    row,
                    needed: try row.optional("charactersNeeded") ?? 0,
                    reused: try row.optional("charactersReused") ?? 0,
                    rate: try row.optional("creditsPerCharacter") ?? 0
                )
            )
        }
    }
}
