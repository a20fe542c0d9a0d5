import GRDB
import NarrateModel

/// An utterance that must not change any more, with the take that stays.
package struct LockedUtterance: Sendable, Equatable {
    package var utterance: UtteranceRecord
    /// Number of the take.
    package var take: Int
    /// Title of its chapter.
    package var title: String
    /// Whether the chapter was locked as a whole, so that its utterances are these and no others.
    package var isWholeChapter: Bool

    /// Creates a record.
    package init(utterance: UtteranceRecord, take: Int, title: String, isWholeChapter: Bool) {
        self.utterance = utterance
        self.take = take
        self.title = title
        self.isWholeChapter = isWholeChapter
    }
}

extension Ledger {
    /// What must not change any more, in the order of the book.
    package func locks() async throws -> [LockedUtterance] {
        try await read { database in
            try Row.fetchAll(database, sql: "SELECT * FROM lock ORDER BY chapter, position").map {
                LockedUtterance(
                    utterance: try Self.utterance($0),
                    take: try $0.value("take"),
                    title: try $0.value("title"),
                    isWholeChapter: try $0.value("isWholeChapter")
                )
            }
        }
    }

    /// Protects utterances from any later change.
    package func lock(_ utterances: [LockedUtterance]) async throws {
        try await write { database in
            let statement = try database.makeStatement(
                sql: """
                    INSERT OR REPLACE INTO lock (chapter, position, title, isWholeChapter,
                        fingerprint, take, role, characters, text, boundary, pauseAfter, lockedAt)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """
            )
            for lock in utterances {
                let record = lock.utterance
                try statement.execute(arguments: [
                    record.chapter, record.position, lock.title, lock.isWholeChapter,
                    record.fingerprint.bytes, lock.take, record.role, record.characters,
                    record.text, record.boundary, record.pauseAfter, Self.now,
                ])
            }
        }
    }

    /// Lets utterances of a chapter change again.
    package func unlock(chapter: Int, utterances: [Int]) async throws {
        try await write { database in
            for position in utterances {
                try database.execute(
                    sql: "DELETE FROM lock WHERE chapter = ? AND position = ?",
                    arguments: [chapter, position]
                )
            }
            try database.execute(
                sql: "UPDATE lock SET isWholeChapter = 0 WHERE chapter = ?",
                arguments: [chapter]
            )
        }
    }
}
