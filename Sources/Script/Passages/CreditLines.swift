import NarrateModel

/// What is spoken before the first and after the last chapter.
package struct CreditLines: Sendable, Equatable, Codable {
    /// Text with `{title}`, `{subtitle}`, `{author}`, `{narrator}`, `{translator}`,
    /// `{publisher}`, `{date}` and `{series}`; nothing is spoken when it is empty or `nil`.
    package var opening: String?
    package var closing: String?
    /// Whether a line that is `nil` is made from the metadata, in the words of the book's language.
    package var areMade: Bool

    /// Creates credit lines; by default there are none.
    package init(opening: String? = nil, closing: String? = nil, areMade: Bool = false) {
        self.opening = opening
        self.closing = closing
        self.areMade = areMade
    }

    /// Words that may stand between braces.
    package static let names = [
        "title", "subtitle", "author", "narrator", "translator", "publisher", "date", "series",
    ]

    /// The first name between braces that means nothing here.
    package static func unknownName(in template: String) -> String? {
        var rest = template[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            let name = String(rest[rest.index(after: open)..<close])
            if !names.contains(name) { return name }
            rest = rest[rest.index(after: close)...]
        }
        return nil
    }

    /// The lines for a book in a language, in its words where none were given.
    func lines(in language: String) -> CreditLines {
        guard areMade else { return self }
        let words = CreditWords.of(language: language)
        return CreditLines(opening: opening ?? words.opening, closing: closing ?? words.closing)
    }

    /// A line with the book's words in it.
    ///
    /// A phrase between commas that names something unknown is left out.
    /// - Returns: `nil` when nothing is left.
    package static func line(
        _ template: String,
        of metadata: Metadata,
        language: String = "en"
    ) -> String? {
        let sentences = template.split(separator: ". ").map { sentence in
            sentence.split(separator: ",").compactMap { phrase(String($0), metadata, language) }
                .joined(separator: ",")
        }
        let kept = sentences.map { $0.drop { $0 == " " || $0 == "," } }
            .filter { $0.contains { $0.isLetter || $0.isNumber } }
        guard !kept.isEmpty else { return nil }
        let line = kept.joined(separator: ". ")
        guard let last = line.last, !".!?。".contains(last) else { return line }
        return line + "."
    }

    private static func phrase(
        _ phrase: String,
        _ metadata: Metadata,
        _ language: String
    ) -> String? {
        var result = ""
        var rest = phrase[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            result += rest[..<open]
            let name = rest[rest.index(after: open)..<close]
            guard let value = value(of: name, metadata, language), !value.isEmpty else {
                return nil
            }
            result += value
            rest = rest[rest.index(after: close)...]
        }
        return result + rest
    }

    private static func value(
        of name: Substring,
        _ metadata: Metadata,
        _ language: String
    ) -> String? {
        let and = CreditWords.of(language: language).and
        return switch name {
        case "title": metadata.title
        case "subtitle": metadata.subtitle
        case "author": list(metadata.authors, and)
        case "narrator": list(metadata.narrators, and)
        case "translator": list(names(.translator, metadata), and)
        case "publisher": metadata.publisher
        case "date": metadata.date
        case "series": metadata.series
        default: nil
        }
    }

    private static func names(_ role: Contributor.Role, _ metadata: Metadata) -> [String] {
        metadata.contributors.filter { $0.role == role }.map(\.name)
    }

    private static func list(_ names: [String], _ and: String) -> String? {
        guard let last = names.last else { return nil }
        guard names.count > 1 else { return last }
        return names.dropLast().joined(separator: ", ") + and + last
    }
}
