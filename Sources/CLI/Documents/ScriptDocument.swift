import NarrateDigest
import NarrateModel

/// What `script --json` prints: the publication with the utterances of its narrated chapters.
struct ScriptDocument: Encodable {
    private let publication: Publication
    private let script: NarrationScript
    private let notes: [String]

    init(_ publication: Publication, _ script: NarrationScript, notes: [String]) {
        self.publication = publication
        self.script = script
        self.notes = notes
    }

    private enum Key: String, CodingKey {
        case version, source, format, title, authors, language, identifiers, publisher, date
        case description, cover, splitRule, splitReason, balance, chapters, lexicons, warnings
        case notes
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        let metadata = publication.metadata
        try container.encode(1, forKey: .version)
        try container.encode(publication.source, forKey: .source)
        try container.encode(publication.format.rawValue, forKey: .format)
        try container.encode(metadata.title, forKey: .title)
        try container.encode(metadata.authors, forKey: .authors)
        try container.encode(metadata.language, forKey: .language)
        try container.encode(metadata.identifiers, forKey: .identifiers)
        try container.encode(metadata.publisher, forKey: .publisher)
        try container.encode(metadata.date, forKey: .date)
        try container.encode(metadata.description, forKey: .description)
        try container.encode(publication.cover.map(CoverFields.init), forKey: .cover)
        try container.encode(publication.split.rule.rawValue, forKey: .splitRule)
        try container.encode(publication.split.reason, forKey: .splitReason)
        try container.encode(BalanceFields(publication.balance), forKey: .balance)
        try container.encode(chapters, forKey: .chapters)
        try container.encode(script.lexiconUses.map(LexiconFields.init), forKey: .lexicons)
        try container.encode(publication.warnings, forKey: .warnings)
        try container.encode(notes, forKey: .notes)
    }

    /// Every chapter of the publication, and the credits around them where there are any.
    private var chapters: [ChapterFields] {
        let scripts = Dictionary(
            script.chapters.map { ($0.index, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        let known = Set(publication.chapters.map(\.index))
        let credits = script.chapters.filter { !known.contains($0.index) }.map(ChapterFields.init)
        let chapters = publication.chapters.map { ChapterFields($0, scripts[$0.index]) }
        return (credits + chapters).sorted { $0.index < $1.index }
    }

    private struct CoverFields: Encodable {
        let mediaType: String
        let bytes: Int
        let sha256: String

        init(_ cover: Cover) {
            mediaType = cover.mediaType
            bytes = cover.bytes.count
            sha256 = SHA256.hex(of: cover.bytes)
        }
    }

    private struct BalanceFields: Encodable {
        let visible: Int
        let narrated: Int
        let setAside: [String: Int]

        init(_ balance: Balance) {
            visible = balance.visible
            narrated = balance.narrated
            setAside = Dictionary(
                uniqueKeysWithValues: balance.setAside.map { ($0.key.rawValue, $0.value) }
            )
        }
    }

    private struct LexiconFields: Encodable {
        let file: String
        let lexemes: Int
        let applied: Int
        let undelivered: [String]
        let respelled: [String]

        init(_ use: LexiconUse) {
            file = use.source
            lexemes = use.lexemes
            applied = use.applied
            undelivered = use.undelivered
            respelled = use.respelled
        }
    }

    private struct ChapterFields: Encodable {
        let index: Int
        let title: String
        let role: String
        let narrated: Bool
        let reason: String?
        let characters: Int
        let source: String
        let utterances: [UtteranceFields]?

        init(_ chapter: Chapter, _ script: ScriptChapter?) {
            index = chapter.index
            title = script?.title ?? chapter.title
            role = chapter.role.rawValue
            narrated = chapter.isNarrated
            reason = chapter.reason?.rawValue
            characters = chapter.characterCount
            source = chapter.source
            utterances = script?.utterances.map(UtteranceFields.init)
        }

        init(_ credits: ScriptChapter) {
            index = credits.index
            title = credits.title
            role = (credits.index == 0 ? Chapter.Role.front : .back).rawValue
            narrated = true
            reason = nil
            characters = credits.utterances.reduce(0) { $0 + $1.characterCount }
            source = credits.source
            utterances = credits.utterances.map(UtteranceFields.init)
        }
    }

    private struct ChangeFields: Encodable {
        let written: String
        let spoken: String
        let by: String
        let lexicon: String?
        let line: Int?

        init(_ change: TextChange) {
            written = change.written
            spoken = change.spoken
            by = change.origin.rawValue
            lexicon = change.lexicon
            line = change.line
        }
    }

    private struct UtteranceFields: Encodable {
        let index: Int
        let role: String
        let text: String
        let written: String?
        let changes: [ChangeFields]?
        let characters: Int
        let language: String?
        let speaker: String?
        let voice: String?
        let source: String
        let boundary: String
        let pauseAfter: Double

        init(_ utterance: Utterance) {
            index = utterance.index
            role = utterance.role.rawValue
            text = utterance.text
            written = utterance.written
            changes =
                utterance.changes.isEmpty ? nil : utterance.changes.map(ChangeFields.init)
            characters = utterance.characterCount
            language = utterance.language
            speaker = utterance.speaker
            voice = utterance.voice
            source = utterance.source
            boundary = utterance.boundary.rawValue
            pauseAfter = utterance.pauseAfter
        }
    }
}
