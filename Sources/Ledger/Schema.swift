import GRDB

/// The ledger's tables, whole, in the order they came to be.
///
/// A migration that was released is never edited: what changes is a new one at the end.
///
/// - `run`: each start of narrate on this project: when, where, how it ended, what its script needed
///   and how much of that was there already.
/// - `publication`: the one book of this project and the choices the last run made for it.
/// - `chapter`, `utterance`: its script as it stands now; an utterance points at its request by
///   fingerprint, so two utterances of the same words share their takes.
/// - `recording`: one row per fingerprint ever asked for: its state and the take in use.
/// - `attempt`: one row per request sent, written before the first byte leaves, with what it cost
///   and its outcome: `sent` while it is under way, `delivered`, `notPaid`, `paid` (charged, its audio
///   is not here), `maybePaid` and `lost` (nobody knows; the service's history may tell), `adopted`
///   (the audio was found on disk after a crash), `reclaimed` (an earlier attempt's audio was
///   fetched, nothing was sent). `content` is a digest of text, voice and model, by which an attempt is
///   found in the service's history.
///   `whole`: the fingerprint of the utterance that this is a half of.
/// - `hearing`: each time somebody was paid to listen to a take.
/// - `take`: one row per audio file below `takes/`, written after the file is durable; `voice` and
///   `figures` are what its voice is learned from.
/// - `finding`: what the checks said of a take; `passages` are ranges of the text's scalars, such as
///   `12-20 31-35`.
/// - `voice`: what a voice is used to, learned from its accepted takes.
/// - `listener`: what who listens to words knows of a voice, as JSON.
/// - `lock`: utterances that must not change any more, with the take that stays.
/// - `master`: what each chapter's mastered audio measures, the recipe it was made by, and the file
///   of the release that holds it.
/// - `release`: where the finished release is.
enum Schema {
    /// The newest version this program knows; kept in `PRAGMA user_version`.
    static let version = 5

    /// `PRAGMA application_id`: "narr" in ASCII, so that another program's database is known as such.
    static let applicationID = 0x6E61_7272

    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1") { try $0.execute(sql: first) }
        migrator.registerMigration("2") { try $0.execute(sql: second) }
        migrator.registerMigration("3") { try $0.execute(sql: third) }
        migrator.registerMigration("4") { try $0.execute(sql: fourth) }
        migrator.registerMigration("5") { try $0.execute(sql: fifth) }
        return migrator
    }

    private static let first = """
        CREATE TABLE run (
            id INTEGER PRIMARY KEY,
            startedAt TEXT NOT NULL,
            endedAt TEXT,
            outcome TEXT,
            host TEXT NOT NULL,
            process INTEGER NOT NULL,
            narrateVersion TEXT NOT NULL
        ) STRICT;

        CREATE TABLE publication (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            source TEXT NOT NULL,
            title TEXT,
            engine TEXT NOT NULL,
            voice TEXT NOT NULL,
            model TEXT NOT NULL,
            scriptDigest TEXT NOT NULL,
            scriptedAt TEXT NOT NULL
        ) STRICT;

        CREATE TABLE chapter (
            position INTEGER PRIMARY KEY,
            title TEXT NOT NULL,
            source TEXT NOT NULL
        ) STRICT;

        CREATE TABLE utterance (
            chapter INTEGER NOT NULL REFERENCES chapter (position) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            fingerprint BLOB NOT NULL CHECK (length(fingerprint) = 32),
            role TEXT NOT NULL,
            characters INTEGER NOT NULL,
            text TEXT,
            PRIMARY KEY (chapter, position)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX utteranceByFingerprint ON utterance (fingerprint);

        CREATE TABLE recording (
            fingerprint BLOB PRIMARY KEY CHECK (length(fingerprint) = 32),
            state TEXT NOT NULL,
            takeInUse INTEGER,
            reason TEXT
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE attempt (
            id INTEGER PRIMARY KEY,
            run INTEGER NOT NULL REFERENCES run (id),
            fingerprint BLOB NOT NULL CHECK (length(fingerprint) = 32),
            sentAt TEXT NOT NULL,
            answeredAt TEXT,
            outcome TEXT NOT NULL,
            characters INTEGER NOT NULL,
            credits INTEGER,
            context TEXT,
            message TEXT
        ) STRICT;
        CREATE INDEX attemptByFingerprint ON attempt (fingerprint);

        CREATE TABLE take (
            fingerprint BLOB NOT NULL CHECK (length(fingerprint) = 32),
            number INTEGER NOT NULL,
            attempt INTEGER REFERENCES attempt (id),
            file TEXT NOT NULL UNIQUE,
            bytes INTEGER NOT NULL,
            sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
            requestID TEXT,
            credits INTEGER,
            duration REAL,
            score REAL,
            isAccepted INTEGER,
            recordedAt TEXT NOT NULL,
            PRIMARY KEY (fingerprint, number)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE finding (
            fingerprint BLOB NOT NULL,
            take INTEGER NOT NULL,
            "check" TEXT NOT NULL,
            severity TEXT NOT NULL,
            message TEXT NOT NULL,
            measured REAL,
            "limit" REAL,
            unit TEXT,
            position REAL,
            FOREIGN KEY (fingerprint, take) REFERENCES take (fingerprint, number) ON DELETE CASCADE
        ) STRICT;
        CREATE INDEX findingByTake ON finding (fingerprint, take);

        CREATE TABLE master (
            chapter INTEGER PRIMARY KEY,
            recipe TEXT NOT NULL,
            file TEXT NOT NULL,
            record TEXT NOT NULL,
            madeAt TEXT NOT NULL
        ) STRICT;

        CREATE TABLE release (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            folder TEXT NOT NULL,
            finishedAt TEXT NOT NULL
        ) STRICT;
        """

    /// Accounts that can be settled with the service's own, and locks.
    private static let second = """
        ALTER TABLE run ADD COLUMN charactersNeeded INTEGER;
        ALTER TABLE run ADD COLUMN charactersReused INTEGER;
        ALTER TABLE run ADD COLUMN creditsPerCharacter REAL;

        ALTER TABLE attempt ADD COLUMN content BLOB;
        ALTER TABLE attempt ADD COLUMN requestID TEXT;
        ALTER TABLE attempt ADD COLUMN isAccepted INTEGER;
        UPDATE attempt SET (requestID, isAccepted) = (
            SELECT requestID, isAccepted FROM take WHERE take.attempt = attempt.id
        );
        CREATE INDEX attemptUnsettled ON attempt (outcome)
            WHERE outcome NOT IN ('delivered', 'notPaid', 'reclaimed');
        CREATE INDEX takeByAttempt ON take (attempt);

        ALTER TABLE utterance ADD COLUMN boundary TEXT NOT NULL DEFAULT 'paragraph';
        ALTER TABLE utterance ADD COLUMN pauseAfter REAL NOT NULL DEFAULT 0;
        UPDATE publication SET scriptDigest = '';

        CREATE TABLE lock (
            chapter INTEGER NOT NULL,
            position INTEGER NOT NULL,
            title TEXT NOT NULL,
            isWholeChapter INTEGER NOT NULL,
            fingerprint BLOB NOT NULL CHECK (length(fingerprint) = 32),
            take INTEGER NOT NULL,
            role TEXT NOT NULL,
            characters INTEGER NOT NULL,
            text TEXT,
            boundary TEXT NOT NULL,
            pauseAfter REAL NOT NULL,
            lockedAt TEXT NOT NULL,
            PRIMARY KEY (chapter, position)
        ) STRICT, WITHOUT ROWID;
        """

    /// Voices that are learned, and where in the text a finding is.
    private static let third = """
        ALTER TABLE finding ADD COLUMN passages TEXT;
        ALTER TABLE take ADD COLUMN voice BLOB;
        ALTER TABLE take ADD COLUMN figures TEXT;
        CREATE INDEX takeByVoice ON take (voice) WHERE voice IS NOT NULL;

        CREATE TABLE voice (
            id BLOB PRIMARY KEY CHECK (length(id) = 32),
            engine TEXT NOT NULL,
            name TEXT NOT NULL,
            model TEXT NOT NULL,
            takes INTEGER NOT NULL,
            profile TEXT NOT NULL,
            learnedAt TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        """

    /// Halves are put down to their utterance, and listening has its price.
    private static let fourth = """
        ALTER TABLE attempt ADD COLUMN whole BLOB;

        CREATE TABLE hearing (
            id INTEGER PRIMARY KEY,
            run INTEGER NOT NULL REFERENCES run (id),
            fingerprint BLOB NOT NULL CHECK (length(fingerprint) = 32),
            seconds REAL NOT NULL,
            credits REAL NOT NULL,
            heardAt TEXT NOT NULL
        ) STRICT;
        CREATE INDEX hearingByRun ON hearing (run);
        """

    /// Who listens remembers voices.
    private static let fifth = """
        CREATE TABLE listener (
            name TEXT NOT NULL,
            voice BLOB NOT NULL CHECK (length(voice) = 32),
            memory TEXT NOT NULL,
            learnedAt TEXT NOT NULL,
            PRIMARY KEY (name, voice)
        ) STRICT, WITHOUT ROWID;
        """
}
