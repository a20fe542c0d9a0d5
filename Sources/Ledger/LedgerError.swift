import GRDB
import NarrateModel

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
        /// Our own mistake (exit 70).
        case bug
    }

    package var code: Code
    /// One sentence, lower case, no full stop.
    package var message: String
    /// What is damaged, without where and what to do.
    package var what = ""

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
            message: "'\(path)' is damaged (\(what)); heal it with: narrate doctor PROJECT "
                + "--repair; no take is lost by that",
            what: what
        )
    }

    static func storage(_ path: String, _ what: String) -> Self {
        Self(code: .storage, message: "can't write '\(path)': \(what)")
    }

    /// There is no project in a folder.
    package static func noProject(_ path: String) -> Self {
        Self(code: .missing, message: "there is no project at '\(path)', expected a project folder")
    }

    static func missing(_ path: String) -> Self {
        Self(code: .missing, message: "there is no ledger at '\(path)', expected a project folder")
    }

    static func illegal(_ state: UtteranceState, _ event: UtteranceState.Event) -> Self {
        Self(code: .bug, message: "an utterance that is \(state) can't be told '\(event)'")
    }

    /// A value that none of our rows has: columns hold what they were made for until a page is damaged.
    init(_ error: RowDecodingError, path: String) {
        self = .damaged(path, "a row holds what can't be in it")
    }

    /// Gives an error of SQLite a name people can use.
    init(_ error: DatabaseError, path: String) {
        switch error.resultCode {
        case .SQLITE_CORRUPT, .SQLITE_NOTADB:
            self = .damaged(path, error.message ?? "not a database")
        case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH:
            self = .storage(path, "it can't be opened")
        case .SQLITE_READONLY:
            self = .storage(path, "the folder is read-only")
        case .SQLITE_FULL:
            self = .storage(path, "the disk is full")
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            self = .storage(path, "another program holds it")
        case .SQLITE_IOERR:
            self = .storage(path, "the disk refused (\(error.message ?? "input/output error"))")
        default:
            self = .storage(path, error.message ?? "\(error.resultCode)")
        }
    }
}
