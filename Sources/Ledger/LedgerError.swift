/// Why the ledger can't be used.
package struct LedgerError: Error, Sendable, CustomStringConvertible {
    /// What kind of trouble it is.
    package enum Code: String, Sendable {
        /// Reading or writing failed, disk full included (exit 74).
        case storage
        /// It is not a ledger, or it is damaged (exit 65).
        case damaged
        /// A newer narrate wrote it (exit 65).
        case newer
        /// There is none (exit 66).
        case missing
    }

    package var code: Code
    /// One sentence, lower case, no full stop.
    package var message: String

    package var description: String { message }
}

extension LedgerError {
    static func newer(_ path: String, found: Int, known: Int) -> Self {
        Self(
            code: .newer,
            message: "'\(path)' has format \(found), this narrate knows up to \(known); "
                + "use the narrate that wrote it, or a newer one"
        )
    }

    static func foreign(_ path: String) -> Self {
        Self(
            code: .damaged,
            message: "'\(path)' is a database of another program, expected a narrate ledger; "
                + "choose another folder with --project"
        )
    }

    static func damaged(_ path: String, _ what: String) -> Self {
        Self(
            code: .damaged,
            message: "'\(path)' is damaged (\(what)); move it away and run again: "
                + "the takes beside it are adopted and nothing is recorded twice"
        )
    }

    static func storage(_ path: String, _ what: String) -> Self {
        Self(code: .storage, message: "can't write '\(path)': \(what)")
    }

    static func missing(_ path: String) -> Self {
        Self(code: .missing, message: "there is no ledger at '\(path)', expected a project folder")
    }
}
