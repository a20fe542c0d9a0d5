import NarrateDigest
import NarrateModel

/// What `ingest --json` prints.
struct IngestDocument: Encodable {
    /// The cover without its bytes.
    struct CoverSummary: Encodable {
        let mediaType: String
        let bytes: Int
        let sha256: String
    }

    /// A chapter without its blocks.
    struct ChapterSummary: Encodable {
        let index: Int
        let title: String
        let partTitles: [String]
        let role: String
        let narrated: Bool
        let reason: String?
        let characters: Int
        let source: String
        let text: String?
    }

    /// Someone with a part in the work.
    struct Person: Encodable {
        let name: String
        let role: String
    }

    /// The account of the source's visible text.
    struct Account: Encodable {
        let visible: Int
        let narrated: Int
        let setAside: [String: Int]
    }

    private let publication: Publication
    private let includesText: Bool

    /// Creates the document of a publication.
    ///
    /// - Parameters:
    ///   - publication: what was read.
    ///   - includesText: whether narrated chapters have their text.
    init(_ publication: Publication, includesText: Bool = false) {
        self.publication = publication
        self.includesText = includesText
    }

    private enum Key: String, CodingKey {
        case version, source, format, title, subtitle, authors, contributors, narrator, language,
            identifiers
        case publisher, date, description, rights, subjects, series, seriesPosition, cover,
            splitRule
        case splitReason, balance, chapters, warnings
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        let metadata = publication.metadata
        try container.encode(1, forKey: .version)
        try container.encode(publication.source, forKey: .source)
        try container.encode(publication.format, forKey: .format)
        try container.encode(metadata.title, forKey: .title)
        try container.encodeIfPresent(metadata.subtitle, forKey: .subtitle)
        try container.encode(metadata.authors, forKey: .authors)
        try container.encode(
            metadata.contributors.map { Person(name: $0.name, role: $0.role.rawValue) },
            forKey: .contributors
        )
        try container.encodeIfPresent(metadata.narrators.first, forKey: .narrator)
        try container.encode(metadata.language, forKey: .language)
        try container.encode(metadata.identifiers, forKey: .identifiers)
        try container.encode(metadata.publisher, forKey: .publisher)
        try container.encode(metadata.date, forKey: .date)
        try container.encode(metadata.description, forKey: .description)
        try container.encodeIfPresent(metadata.rights, forKey: .rights)
        try container.encode(metadata.subjects, forKey: .subjects)
        try container.encodeIfPresent(metadata.series, forKey: .series)
        try container.encodeIfPresent(metadata.seriesPosition, forKey: .seriesPosition)
        try container.encode(cover, forKey: .cover)
        try container.encode(publication.split.rule, forKey: .splitRule)
        try container.encode(publication.split.reason, forKey: .splitReason)
        try container.encode(balance, forKey: .balance)
        try container.encode(publication.chapters.map(summary), forKey: .chapters)
        try container.encode(publication.warnings, forKey: .warnings)
    }

    private var cover: CoverSummary? {
        publication.cover.map {
            CoverSummary(
                mediaType: $0.mediaType,
                bytes: $0.bytes.count,
                sha256: SHA256.hex(of: $0.bytes)
            )
        }
    }

    private var balance: Account {
        let account = publication.balance
        var setAside: [String: Int] = [:]
        for (reason, count) in account.setAside { setAside[reason.rawValue] = count }
        return Account(visible: account.visible, narrated: account.narrated, setAside: setAside)
    }

    private func summary(of chapter: Chapter) -> ChapterSummary {
        ChapterSummary(
            index: chapter.index,
            title: chapter.title,
            partTitles: chapter.partTitles,
            role: chapter.role.rawValue,
            narrated: chapter.isNarrated,
            reason: chapter.reason?.rawValue,
            characters: chapter.characterCount,
            source: chapter.source,
            text: includesText && chapter.isNarrated ? chapter.text : nil
        )
    }
}
