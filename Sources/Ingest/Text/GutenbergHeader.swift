import NarrateModel

/// What the header of a Project Gutenberg text says about the book.
struct GutenbergHeader {
    private(set) var metadata = Metadata()

    init(_ lines: [TextLine]) {
        let head = lines.prefix(120)
        guard head.contains(where: { $0.text.contains("Project Gutenberg") }) else { return }
        for line in head {
            if line.text.hasPrefix("*** START") || line.text.hasPrefix("***START") { break }
            guard let colon = line.text.firstIndex(of: ":") else { continue }
            let value = line.text[line.text.index(after: colon)...].collapsed
            guard !value.isEmpty else { continue }
            switch line.text[..<colon].lowercased() {
            case "title": metadata.title = metadata.title ?? value
            case "author": metadata.contributors.append(Contributor(name: value))
            case "translator":
                metadata.contributors.append(Contributor(name: value, role: .translator))
            case "editor": metadata.contributors.append(Contributor(name: value, role: .editor))
            case "illustrator":
                metadata.contributors.append(Contributor(name: value, role: .illustrator))
            case "language": metadata.language = GutenbergHeader.languages[value.lowercased()]
            case "release date": metadata.date = value
            default: continue
            }
        }
        if metadata.title == nil { takeName(from: head) }
    }

    /// Where no field says it: `The Project Gutenberg eBook of Title, by Author`.
    private mutating func takeName(from head: ArraySlice<TextLine>) {
        for line in head {
            guard let found = line.text.range(of: "ebook of ", ignoringCase: true),
                line.text[..<found.lowerBound].contains("Project Gutenberg")
            else { continue }
            let name = line.text[found.upperBound...]
            let author = name.range(of: ", by ")
            let title = name[..<(author?.lowerBound ?? name.endIndex)].collapsed
            guard !title.isEmpty else { continue }
            metadata.title = title
            if let author, metadata.contributors.isEmpty {
                metadata.contributors = [
                    Contributor(name: name[author.upperBound...].collapsed)
                ]
            }
            return
        }
    }

    private static let languages: [String: String] = [
        "english": "en", "french": "fr", "german": "de", "spanish": "es", "italian": "it",
        "portuguese": "pt",
        "dutch": "nl", "russian": "ru", "chinese": "zh", "japanese": "ja", "finnish": "fi",
        "swedish": "sv",
        "latin": "la", "greek": "el", "polish": "pl", "hungarian": "hu", "danish": "da",
        "norwegian": "no",
    ]
}
