import FoundationEssentials
import GRDB
import NarrateModel

/// What the voice of a take can be learned from.
package struct TakeStudy: Sendable, Equatable {
    /// Names the voice with everything that changes its sound but the words.
    package var voice: Fingerprint
    /// What the take measures, as JSON.
    package var figures: String

    /// Creates a study.
    package init(voice: Fingerprint, figures: String) {
        self.voice = voice
        self.figures = figures
    }
}

/// A voice as it was learned from accepted takes.
package struct VoiceRecord: Sendable, Equatable {
    package var id: Fingerprint
    package var engine: String
    package var name: String
    package var model: String
    /// Takes it was learned from.
    package var takes: Int
    /// What it is used to, as JSON.
    package var profile: String

    /// Creates a record.
    package init(
        id: Fingerprint,
        engine: String,
        name: String,
        model: String,
        takes: Int,
        profile: String
    ) {
        self.id = id
        self.engine = engine
        self.name = name
        self.model = model
        self.takes = takes
        self.profile = profile
    }
}

/// What a listener knows of a voice.
package struct ListenerRecord: Sendable, Equatable {
    /// Who listens.
    package var listener: String
    package var voice: Fingerprint
    /// What it knows, as JSON.
    package var memory: String

    /// Creates a record.
    package init(listener: String, voice: Fingerprint, memory: String) {
        self.listener = listener
        self.voice = voice
        self.memory = memory
    }
}

extension Ledger {
    /// Figures of the newest accepted takes of each voice, oldest first.
    package func figures(limit: Int) async throws -> [Fingerprint: [String]] {
        try await read { database in
            let rows = try Row.fetchCursor(
                database,
                sql: """
                    SELECT voice, figures FROM (
                        SELECT voice, figures, recordedAt, row_number() OVER (
                            PARTITION BY voice ORDER BY recordedAt DESC, fingerprint
                        ) AS place
                        FROM take WHERE voice IS NOT NULL AND isAccepted = 1
                    ) WHERE place <= ? ORDER BY recordedAt
                    """,
                arguments: [limit]
            )
            var figures: [Fingerprint: [String]] = [:]
            while let row = try rows.next() {
                let voice = try Fingerprint.decoded(row.value("voice"))
                figures[voice, default: []].append(try row.value("figures"))
            }
            return figures
        }
    }

    /// What was measured of takes when they were judged, as JSON; `nil` where nothing was.
    package func figures(of takes: [Take]) async throws -> [String?] {
        try await read { database in
            let statement = try database.cachedStatement(
                sql: "SELECT figures FROM take WHERE fingerprint = ? AND number = ?"
            )
            return try takes.map { take in
                try String.fetchOne(
                    statement,
                    arguments: [take.fingerprint.bytes, take.number]
                )
            }
        }
    }

    /// Notes what voices are used to.
    package func save(_ voices: [VoiceRecord]) async throws {
        guard !voices.isEmpty else { return }
        try await write { database in
            for voice in voices {
                try database.execute(
                    sql: """
                        INSERT INTO voice (id, engine, name, model, takes, profile, learnedAt)
                        VALUES (?, ?, ?, ?, ?, ?, ?)
                        ON CONFLICT (id) DO UPDATE SET takes = excluded.takes,
                            profile = excluded.profile, learnedAt = excluded.learnedAt
                        """,
                    arguments: [
                        voice.id.bytes, voice.engine, voice.name, voice.model, voice.takes,
                        voice.profile, Self.now,
                    ]
                )
            }
        }
    }

    /// What a listener knows of voices, as JSON.
    package func memories(of listener: String) async throws -> [Fingerprint: String] {
        try await read { database in
            let rows = try Row.fetchAll(
                database,
                sql: "SELECT voice, memory FROM listener WHERE name = ?",
                arguments: [listener]
            )
            return try rows.reduce(into: [:]) { memories, row in
                memories[try Fingerprint.decoded(row.value("voice"))] = try row.value("memory")
            }
        }
    }

    /// Notes what listeners know of voices.
    package func save(_ records: [ListenerRecord]) async throws {
        guard !records.isEmpty else { return }
        try await write { database in
            for record in records {
                try database.execute(
                    sql: """
                        INSERT INTO listener (name, voice, memory, learnedAt) VALUES (?, ?, ?, ?)
                        ON CONFLICT (name, voice) DO UPDATE SET memory = excluded.memory,
                            learnedAt = excluded.learnedAt
                        """,
                    arguments: [
                        record.listener, record.voice.bytes, record.memory, Self.now,
                    ]
                )
            }
        }
    }

    /// Every voice that was learned.
    package func voices() async throws -> [VoiceRecord] {
        try await read { database in
            try Row.fetchAll(database, sql: "SELECT * FROM voice ORDER BY engine, name, model, id")
                .map { row in
                    VoiceRecord(
                        id: try Fingerprint.decoded(row.value("id")),
                        engine: try row.value("engine"),
                        name: try row.value("name"),
                        model: try row.value("model"),
                        takes: try row.value("takes"),
                        profile: try row.value("profile")
                    )
                }
        }
    }
}
