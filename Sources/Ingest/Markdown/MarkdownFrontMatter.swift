import NarrateModel

/// The metadata block at the head of a Markdown file: `key: value` lines between `---` or `+++`.
struct MarkdownFrontMatter {
    private(set) var metadata = Metadata()
    /// Name of a picture beside the file.
    private(set) var cover: String?
    /// Bytes of the block; the text begins after them.
    private(set) var length = 0

    private static let longest = 1 << 16

    init(_ bytes: [UInt8]) {
        let head = String(decoding: bytes.prefix(MarkdownFrontMatter.longest), as: UTF8.self)
        guard
            let fence = ["---", "+++"].first(where: {
                head.hasPrefix($0 + "\n") || head.hasPrefix($0 + "\r\n")
            })
        else { return }
        var consumed = 0
        var fields: [(key: String, value: String)] = []
        for (index, line) in head.split(separator: "\n", omittingEmptySubsequences: false)
            .enumerated()
        {
            consumed += line.utf8.count + 1
            guard index > 0 else { continue }
            let text = line.trimmedEnd
            if text == fence || (text == "..." && fence == "---") {
                length = min(consumed, bytes.count)
                break
            }
            MarkdownFrontMatter.add(text, to: &fields)
        }
        guard length > 0 else { return }
        for field in fields { set(field.key, field.value) }
    }

    private static func add(_ line: String, to fields: inout [(key: String, value: String)]) {
        let item = line.trimmed
        if item.hasPrefix("- "), let last = fields.last {
            fields.append((last.key, unquoted(String(item.dropFirst(2)))))
            return
        }
        guard let colon = line.firstIndex(where: { $0 == ":" || $0 == "=" }), line.first != " ",
            line.first != "#"
        else { return }
        let key = String(line[..<colon]).trimmed.lowercased()
        let value = String(line[line.index(after: colon)...]).trimmed
        if value.hasPrefix("["), value.hasSuffix("]") {
            for part in value.dropFirst().dropLast().split(separator: ",") {
                fields.append((key, unquoted(String(part).trimmed)))
            }
        } else {
            fields.append((key, unquoted(value)))
        }
    }

    private static func unquoted(_ value: String) -> String {
        let text = value.trimmed
        for quote in ["\"", "'"]
        where text.count >= 2 && text.hasPrefix(quote) && text.hasSuffix(quote) {
            return String(text.dropFirst().dropLast())
        }
        return text
    }

    private mutating func set(_ key: String, _ value: String) {
        guard !value.isEmpty else { return }
        switch key {
        case "title": metadata.title = value
        case "subtitle": metadata.subtitle = value
        case "author", "authors", "creator": metadata.contributors.append(Contributor(name: value))
        case "narrator": metadata.contributors.append(Contributor(name: value, role: .narrator))
        case "translator": metadata.contributors.append(Contributor(name: value, role: .translator))
        case "editor": metadata.contributors.append(Contributor(name: value, role: .editor))
        case "lang", "language": metadata.language = LanguageTag.normalized(value)
        case "publisher": metadata.publisher = value
        case "date": metadata.date = value
        case "description", "abstract", "summary": metadata.description = value
        case "rights", "copyright", "license": metadata.rights = value
        case "series": metadata.series = value
        case "series-index", "volume": metadata.seriesPosition = value
        case "tags", "keywords", "subject", "subjects": metadata.subjects.append(value)
        case "isbn", "identifier":
            let identifier = Identifier(value, scheme: key == "isbn" ? "isbn" : "")
            if identifier.problem == nil {
                metadata.identifiers[identifier.kind] = identifier.value
            }
        case "cover", "cover-image": cover = value
        default: break
        }
    }
}

extension Substring {
    /// The text without white space at its end.
    var trimmedEnd: String {
        var text = self
        while let last = text.unicodeScalars.last, last.properties.isWhitespace {
            text.unicodeScalars.removeLast()
        }
        return String(text)
    }
}
