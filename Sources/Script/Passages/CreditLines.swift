import NarrateModel

/// What is spoken before the first and after the last chapter.
package struct CreditLines: Sendable, Equatable, Codable {
    /// Text with `{title}`, `{subtitle}`, `{author}`, `{narrator}`, `{translator}`,
    /// `{publisher}`, `{date}` and `{series}`; nothing is spoken when it is `nil`.
    package var opening: String?
    package var closing: String?

    /// Creates credit lines; by default there are none.
    package init(opening: String? = nil, closing: String? = nil) {
        self.opening = opening
        self.closing = closing
    }

    /// Lines in the words audiobooks use.
    package static let usual = CreditLines(
        opening: "{title}, written by {author}, narrated by {narrator}.",
        closing: "The end. You have been listening to {title}, written by {author}, "
            + "narrated by {narrator}."
    )

    /// A line with the book's words in it.
    ///
    /// A phrase between commas that names something unknown is left out.
    /// - Returns: `nil` when nothing is left.
    package static func line(_ template: String, of metadata: Metadata) -> String? {
        let sentences = template.split(separator: ". ").map { sentence in
            sentence.split(separator: ",").compactMap { phrase(String($0), metadata) }
                .joined(separator: ",")
        }
        let kept = sentences.map { $0.drop { $0 == " " || $0 == "," } }.filter { !$0.isEmpty }
        guard !kept.isEmpty else { return nil }
        let line = kept.joined(separator: ". ")
        return line.hasSuffix(".") ? line : line + "."
    }

    private static func phrase(_ phrase: String, _ metadata: Metadata) -> String? {
        var result = ""
        var rest = phrase[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            result += rest[..<open]
            guard let value = value(of: rest[rest.index(after: open)..<close], metadata) else {
                return nil
            }
            result += value
            rest = rest[rest.index(after: close)...]
        }
        return result + rest
    }

    private static func value(of name: Substring, _ metadata: Metadata) -> String? {
        switch name {
        case "title": metadata.title
        case "subtitle": metadata.subtitle
        case "author": list(metadata.authors)
        case "narrator": list(metadata.narrators)
        case "translator": list(names(.translator, metadata))
        case "publisher": metadata.publisher
        case "date": metadata.date
        case "series": metadata.series
        default: nil
        }
    }

    private static func names(_ role: Contributor.Role, _ metadata: Metadata) -> [String] {
        metadata.contributors.filter { $0.role == role }.map(\.name)
    }

    private static func list(_ names: [String]) -> String? {
        guard let last = names.last else { return nil }
        guard names.count > 1 else { return last }
        return names.dropLast().joined(separator: ", ") + " and " + last
    }
}
