import GRDB
import NarrateModel

/// The book and the choices a script was written for.
package struct PublicationRecord: Sendable, Equatable {
    package var source: String
    package var title: String?
    package var engine: String
    package var voice: String
    package var model: String
    /// Digest of the script that is stored with it: an equal one is not written again.
    package var scriptDigest: String

    /// Creates a record.
    package init(
        source: String,
        title: String?,
        engine: String,
        voice: String,
        model: String,
        scriptDigest: String
    ) {
        self.source = source
        self.title = title
        self.engine = engine
        self.voice = voice
        self.model = model
        self.scriptDigest = scriptDigest
    }
}

/// An utterance as the ledger keeps it.
package struct UtteranceRecord: Sendable, Equatable {
    package var chapter: Int
    package var position: Int
    package var fingerprint: Fingerprint
    package var role: String
    package var characters: Int
    /// What is spoken; `nil` where texts are kept out of the ledger.
    package var text: String?
    /// The structure that follows it.
    package var boundary: String
    /// Silence after it, in seconds.
    package var pauseAfter: Double

    /// Creates a record.
    package init(
        chapter: Int,
        position: Int,
        fingerprint: Fingerprint,
        role: String,
        characters: Int,
        text: String?,
        boundary: String = "paragraph",
        pauseAfter: Double = 0
    ) {
        self.chapter = chapter
        self.position = position
        self.fingerprint = fingerprint
        self.role = role
        self.characters = characters
        self.text = text
        self.boundary = boundary
        self.pauseAfter = pauseAfter
    }
}

/// A narrated chapter as the ledger keeps it.
package struct ChapterRecord: Sendable, Equatable {
    package var position: Int
    package var title: String
    package var source: String

    /// Creates a record.
    package init(position: Int, title: String, source: String) {
        self.position = position
        self.title = title
        self.source = source
    }
}

extension Ledger {
    /// Replaces the project's script by the one that holds now; recordings and takes stay.
    ///
    /// Nothing is written when the script is the one that is there.
    package func store(
        _ publication: PublicationRecord,
        chapters: [ChapterRecord],
        utterances: [UtteranceRecord]
    ) async throws {
        guard try await self.publication() != publication else { return }
        // Texts that are not to be kept must not stay in pages that were given up either.
        let isSecret = utterances.contains { $0.text == nil }
        try await write { database in
            if isSecret { try database.execute(sql: "PRAGMA secure_delete = ON") }
            try database.execute(
                sql: """
                    INSERT OR REPLACE INTO publication
                    (id, source, title, engine, voice, model, scriptDigest, scriptedAt)
                    VALUES (1, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    publication.source, publication.title, publication.engine, publication.voice,
                    publication.model, publication.scriptDigest, Self.now,
                ]
            )
            try database.execute(sql: "DELETE FROM utterance; DELETE FROM chapter")
            let chapter = try database.makeStatement(
                sql: "INSERT INTO chapter (position, title, source) VALUES (?, ?, ?)"
            )
            for record in chapters {
                try chapter.execute(arguments: [record.position, record.title, record.source])
            }
            try Self.insert(utterances, into: database)
        }
    }

    private static func insert(_ utterances: [UtteranceRecord], into database: Database) throws {
        let utterance = try database.makeStatement(
            sql: """
                INSERT INTO utterance
                (chapter, position, fingerprint, role, characters, text, boundary, pauseAfter)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """
        )
        let recording = try database.makeStatement(
            sql: "INSERT OR IGNORE INTO recording (fingerprint, state) VALUES (?, 'pending')"
        )
        for record in utterances {
            let fingerprint = record.fingerprint.bytes
            try utterance.execute(arguments: [
                record.chapter, record.position, fingerprint, record.role, record.characters,
                record.text, record.boundary, record.pauseAfter,
            ])
            try recording.execute(arguments: [fingerprint])
        }
    }

    /// What the ledger holds of a script.
    package struct StoredScript: Sendable {
        package var publication: PublicationRecord?
        package var chapters: [ChapterRecord]
        package var utterances: [UtteranceRecord]
    }

    /// The script the ledger holds.
    package func script() async throws -> StoredScript {
        try await read { database in
            StoredScript(
                publication: try Self.publication(database),
                chapters: try Row.fetchAll(database, sql: "SELECT * FROM chapter ORDER BY position")
                    .map {
                        ChapterRecord(
                            position: try $0.value("position"),
                            title: try $0.value("title"),
                            source: try $0.value("source")
                        )
                    },
                utterances: try Self.utterances(database)
            )
        }
    }

    /// The book the script was written for.
    func publication() async throws -> PublicationRecord? {
        try await read { try Self.publication($0) }
    }

    private static func publication(_ database: Database) throws -> PublicationRecord? {
        try Row.fetchOne(database, sql: "SELECT * FROM publication").map {
            PublicationRecord(
                source: try $0.value("source"),
                title: try $0.value("title"),
                engine: try $0.value("engine"),
                voice: try $0.value("voice"),
                model: try $0.value("model"),
                scriptDigest: try $0.value("scriptDigest")
            )
        }
    }

    private static func utterances(_ database: Database) throws -> [UtteranceRecord] {
        let sql = "SELECT * FROM utterance ORDER BY chapter, position"
        return try Row.fetchAll(database, sql: sql).map(utterance)
    }

    /// An utterance of a row that has its columns.
    static func utterance(_ row: Row) throws -> UtteranceRecord {
        UtteranceRecord(
            chapter: try row.value("chapter"),
            position: try row.value("position"),
            fingerprint: try Fingerprint.decoded(row.value("fingerprint")),
            role: try row.value("role"),
            characters: try row.value("characters"),
            text: try row.value("text"),
            boundary: try row.value("boundary"),
            pauseAfter: try row.value("pauseAfter")
        )
    }
}

extension Ledger {
    /// The source the project was made from, or `nil` before its first script.
    package func source() throws -> String? {
        try naming {
            try database.read { try String.fetchOne($0, sql: "SELECT source FROM publication") }
        }
    }

    /// What the takes of the project were recorded with, or `nil` before the first.
    package func recordedWith() throws -> (engine: String, voice: String, model: String)? {
        try naming {
            try database.read { database in
                let sql = """
                    SELECT engine, voice, model FROM publication WHERE EXISTS (SELECT 1 FROM take)
                    """
                return try Row.fetchOne(database, sql: sql).map {
                    (try $0.value("engine"), try $0.value("voice"), try $0.value("model"))
                }
            }
        }
    }
}
