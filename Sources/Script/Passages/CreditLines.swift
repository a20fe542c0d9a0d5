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

/// The words credits are made of in a language.
struct CreditWords {
    var opening: String
    var closing: String
    /// What the tracks are called.
    var titles: (opening: String, closing: String)
    /// Before the last of several names.
    var and: String

    static func of(language: String) -> CreditWords {
        words[LanguageTag.primary(language)] ?? elsewhere
    }

    private static let elsewhere = CreditWords(
        opening: "{title}. {author}. {narrator}.",
        closing: "{title}. {author}.",
        titles: ("Opening Credits", "Closing Credits"),
        and: ", "
    )

    private init(
        opening: String,
        closing: String,
        titles: (opening: String, closing: String),
        and: String
    ) {
        self.opening = opening
        self.closing = closing
        self.titles = titles
        self.and = and
    }

    /// Both lines around the same words about the book.
    private init(
        _ book: String,
        after end: String,
        titles: (opening: String, closing: String),
        and: String
    ) {
        self.init(opening: "\(book).", closing: "\(end) \(book).", titles: titles, and: and)
    }

    private static let words = [
        "en": CreditWords(
            "{title}, written by {author}, narrated by {narrator}",
            after: "The end. You have been listening to",
            titles: ("Opening Credits", "Closing Credits"),
            and: " and "
        ),
        "fr": CreditWords(
            "{title}, de {author}, lu par {narrator}",
            after: "Fin. Vous avez écouté",
            titles: ("Générique de début", "Générique de fin"),
            and: " et "
        ),
        "de": CreditWords(
            "{title}, von {author}, gelesen von {narrator}",
            after: "Ende. Sie hörten",
            titles: ("Vorspann", "Abspann"),
            and: " und "
        ),
        "es": CreditWords(
            "{title}, de {author}, narrado por {narrator}",
            after: "Fin. Han escuchado",
            titles: ("Créditos iniciales", "Créditos finales"),
            and: " y "
        ),
        "it": CreditWords(
            "{title}, di {author}, letto da {narrator}",
            after: "Fine. Avete ascoltato",
            titles: ("Titoli di testa", "Titoli di coda"),
            and: " e "
        ),
        "pt": CreditWords(
            "{title}, de {author}, narrado por {narrator}",
            after: "Fim. Você ouviu",
            titles: ("Créditos iniciais", "Créditos finais"),
            and: " e "
        ),
        "nl": CreditWords(
            "{title}, geschreven door {author}, voorgelezen door {narrator}",
            after: "Einde. U luisterde naar",
            titles: ("Aankondiging", "Afkondiging"),
            and: " en "
        ),
    ]
}
