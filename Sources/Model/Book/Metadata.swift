/// What is known about a publication besides its text (EPUB 3.3, section 5.5; Dublin Core).
package struct Metadata: Sendable, Equatable, Codable {
    package var title: String?
    package var subtitle: String?
    /// People and bodies behind the work, in the order of the source, authors included.
    package var contributors: [Contributor]
    /// BCP 47 tag.
    package var language: String?
    /// Values by kind of identifier, such as `isbn`, `uuid`, `doi`, `asin` or `uri`.
    package var identifiers: [String: String]
    package var publisher: String?
    /// As the source gives it, an ISO 8601 date or its beginning where it can be read as one.
    package var date: String?
    package var description: String?
    package var rights: String?
    package var subjects: [String]
    package var series: String?
    /// Position in the series; a string because books are numbered `1.5` and `II` too.
    package var seriesPosition: String?

    /// Creates metadata; everything may be unknown.
    package init(
        title: String? = nil,
        subtitle: String? = nil,
        contributors: [Contributor] = [],
        language: String? = nil,
        identifiers: [String: String] = [:],
        publisher: String? = nil,
        date: String? = nil,
        description: String? = nil,
        rights: String? = nil,
        subjects: [String] = [],
        series: String? = nil,
        seriesPosition: String? = nil
    ) {
        self.title = title
        self.subtitle = subtitle
        self.contributors = contributors
        self.language = language
        self.identifiers = identifiers
        self.publisher = publisher
        self.date = date
        self.description = description
        self.rights = rights
        self.subjects = subjects
        self.series = series
        self.seriesPosition = seriesPosition
    }

    /// Names of the authors, in order.
    package var authors: [String] { names(of: .author) }

    /// Names of the narrators, in order.
    package var narrators: [String] { names(of: .narrator) }

    private func names(of role: Contributor.Role) -> [String] {
        contributors.filter { $0.role == role }.map(\.name)
    }
}
