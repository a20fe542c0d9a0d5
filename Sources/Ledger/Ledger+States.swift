import GRDB
import NarrateModel

extension Ledger {
    /// Where a recording stands.
    static func state(of fingerprint: Fingerprint, in database: Database) throws -> UtteranceState {
        let word = try String.fetchOne(
            database.cachedStatement(sql: "SELECT state FROM recording WHERE fingerprint = ?"),
            arguments: [fingerprint.bytes]
        )
        guard let word else { return .pending }
        guard let state = UtteranceState(rawValue: word) else {
            throw LedgerError(
                code: .damaged,
                message: "the ledger holds the state '\(word)', which there is not"
            )
        }
        return state
    }

    /// Takes a recording through events, in order; what is not legal is refused.
    ///
    /// `use`: the number of the take that it is heard by from now on; `nil` leaves that as it is.
    static func move(
        _ fingerprint: Fingerprint,
        by events: UtteranceState.Event...,
        reason: String? = nil,
        use number: Int? = nil,
        in database: Database
    ) throws {
        var state = try state(of: fingerprint, in: database)
        for event in events {
            guard let next = state.after(event) else { throw LedgerError.illegal(state, event) }
            state = next
        }
        try database.cachedStatement(
            sql: """
                INSERT INTO recording (fingerprint, state, reason, takeInUse) VALUES (?, ?, ?, ?)
                ON CONFLICT (fingerprint) DO UPDATE SET state = excluded.state,
                    reason = excluded.reason, takeInUse = coalesce(excluded.takeInUse, takeInUse)
                """
        ).execute(arguments: [fingerprint.bytes, state.rawValue, reason, number])
    }
}
