import GRDB

/// A mastered chapter as the ledger keeps it.
package struct MasterRecord: Sendable, Equatable {
    package var chapter: Int
    /// What it was made from; another recipe means it has to be made again.
    package var recipe: String
    /// File of the release that holds it.
    package var file: String
    /// What was measured, as JSON.
    package var record: String
    /// When it was made, in whole seconds since 1970; `nil` before it is on record.
    package var madeAt: Double?

    /// Creates a record.
    package init(
        chapter: Int,
        recipe: String,
        file: String,
        record: String,
        madeAt: Double? = nil
    ) {
        self.chapter = chapter
        self.recipe = recipe
        self.file = file
        self.record = record
        self.madeAt = madeAt
    }
}

extension Ledger {
    /// Notes a chapter whose file is in the release.
    package func saveMaster(_ master: MasterRecord) async throws {
        try await write { database in
            try database.execute(
                sql: """
                    INSERT OR REPLACE INTO master (chapter, recipe, file, record, madeAt)
                    VALUES (?, ?, ?, ?, ?)
                    """,
                arguments: [
                    master.chapter, master.recipe, master.file, master.record, Self.now,
                ]
            )
        }
    }

    /// The mastered chapters, by index.
    package func masters() async throws -> [Int: MasterRecord] {
        try await read { database in
            let rows = try Row.fetchAll(database, sql: "SELECT * FROM master")
            let records = try rows.map { row in
                MasterRecord(
                    chapter: try row.value("chapter"),
                    recipe: try row.value("recipe"),
                    file: try row.value("file"),
                    record: try row.value("record"),
                    madeAt: try Self.seconds(row.value("madeAt"))
                )
            }
            return Dictionary(uniqueKeysWithValues: records.map { ($0.chapter, $0) })
        }
    }

    /// Where the last finished release is; `nil` when there was none.
    package func releaseFolder() async throws -> String? {
        try await read { try String.fetchOne($0, sql: "SELECT folder FROM release") }
    }

    /// Notes that the release is whole.
    package func saveRelease(folder: String) async throws {
        try await write { database in
            try database.execute(
                sql: "INSERT OR REPLACE INTO release (id, folder, finishedAt) VALUES (1, ?, ?)",
                arguments: [folder, Self.now]
            )
        }
    }
}
