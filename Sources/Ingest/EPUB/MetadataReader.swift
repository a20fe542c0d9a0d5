import NarrateModel

/// Reads the metadata of a package: Dublin Core with EPUB 3 refinements or OPF 2 attributes, and what calibre adds.
struct MetadataReader {
    private let elements: [XMLElement]
    private let path: String
    private let uniqueID: String?
    private var refinements: [String: [XMLElement]] = [:]
    private var metas: [XMLElement] = []
    private(set) var warnings: [SourceWarning] = []

    init(root: XMLElement, path: String) {
        self.path = path
        uniqueID = root["unique-identifier"]
        let metadata = root.first("metadata")
        // OEB 1.2 and early OPF 2 put Dublin Core one level deeper.
        let nested = (metadata?.children ?? []).flatMap { element in
            ["dc-metadata", "x-metadata"].contains(element.name.lowercased())
                ? element.children : [element]
        }
        elements = nested.filter { $0.name.lowercased() != "meta" }
        metas = nested.filter { $0.name.lowercased() == "meta" }
        for meta in metas {
            guard let target = meta["refines"] else { continue }
            refinements[String(target.drop { $0 == "#" }), default: []].append(meta)
        }
    }

    /// Identifier of the cover's item, by EPUB 2.
    var coverName: String? {
        metas.first { $0["name"]?.lowercased() == "cover" }.flatMap { $0["content"] ?? $0.content }
    }

    mutating func read() -> Metadata {
        var metadata = Metadata()
        readTitles(&metadata)
        metadata.contributors = contributors()
        metadata.language =
            all("language").lazy.compactMap { LanguageTag.normalized($0.content) }.first
        metadata.identifiers = identifiers()
        metadata.publisher = first("publisher")
        metadata.date = date()
        metadata.description = first("description").map(MarkupText.plain)
        metadata.rights = first("rights")
        metadata.subjects = all("subject").map(\.content).filter { !$0.isEmpty }
        readSeries(&metadata)
        return metadata
    }

    private func all(_ name: String) -> [XMLElement] {
        elements.filter { $0.name.lowercased() == name }
    }

    private func first(_ name: String) -> String? {
        all(name).map(\.content).first { !$0.isEmpty }
    }

    private func refinement(_ element: XMLElement, _ property: String) -> String? {
        guard let id = element["id"] else { return nil }
        return refinements[id]?.first { $0["property"] == property }?.content
    }

    private func roles(of element: XMLElement) -> [String] {
        let refined = element["id"].flatMap { refinements[$0] } ?? []
        let codes = refined.filter { $0["property"] == "role" }.map(\.content)
        return (codes + [element["role"] ?? ""]).map { $0.lowercased() }.filter { !$0.isEmpty }
    }

    private func sequence(_ element: XMLElement) -> Int {
        refinement(element, "display-seq").flatMap { Int($0) } ?? Int.max
    }

    /// In the order asked for; without one, that of the document.
    private func ordered(_ list: [XMLElement]) -> [XMLElement] {
        guard list.contains(where: { sequence($0) != Int.max }) else { return list }
        return list.enumerated().sorted { first, second in
            let a = sequence(first.element)
            let b = sequence(second.element)
            // One without a number keeps its place before later numbers, as authors mean it.
            if a == Int.max || b == Int.max { return first.offset < second.offset }
            return (a, first.offset) < (b, second.offset)
        }.map(\.element)
    }

    private func readTitles(_ metadata: inout Metadata) {
        let titles = all("title").filter { !$0.content.isEmpty }
        let main =
            titles.first { refinement($0, "title-type") == "main" }
            ?? titles.first { refinement($0, "title-type") == nil } ?? titles.first
        metadata.title = main?.content
        metadata.subtitle = titles.first { refinement($0, "title-type") == "subtitle" }?.content
    }

    private func contributors() -> [Contributor] {
        let creators = ordered(all("creator")).compactMap { contributor($0, default: .author) }
        let others = ordered(all("contributor")).compactMap {
            contributor($0, default: .contributor)
        }
        // A book by an editor alone has no author; one by roles we don't know has.
        return creators + others
    }

    private func contributor(_ element: XMLElement, default role: Contributor.Role) -> Contributor?
    {
        let name = element.content
        guard !name.isEmpty else { return nil }
        let codes = roles(of: element)
        // Someone may have several parts; who wrote the book is its author whatever else they did.
        let code = codes.contains("aut") ? "aut" : codes.first ?? ""
        let sort = refinement(element, "file-as") ?? element["file-as"]
        return Contributor(
            name: name,
            role: code.isEmpty ? role : Contributor.Role(rawValue: code),
            sortName: sort?.collapsed
        )
    }

    private mutating func identifiers() -> [String: String] {
        var result: [String: String] = [:]
        for element in all("identifier") {
            let value = element.content
            guard !value.isEmpty else { continue }
            let scheme = (element["scheme"] ?? refinement(element, "identifier-type") ?? "")
                .lowercased()
            let identifier = Identifier(value, scheme: scheme)
            if case .invalidISBN = identifier.problem {
                warnings.append(
                    SourceWarning(
                        code: "bad-isbn",
                        message:
                            "identifier '\(value)' has a wrong check digit for an ISBN; it is left out",
                        source: path
                    )
                )
                continue
            }
            if result[identifier.kind] == nil { result[identifier.kind] = identifier.value }
        }
        return result
    }

    private func date() -> String? {
        let dates = all("date").filter { !$0.content.isEmpty }
        let published = dates.first {
            ["publication", "original-publication"].contains($0["event"] ?? "")
        }
        let plain = dates.first { ($0["event"] ?? "") == "" }
        return (published ?? plain ?? dates.first { $0["event"] != "modification" })?.content
    }

    private func readSeries(_ metadata: inout Metadata) {
        if let collection = metas.first(where: { meta in
            meta["property"] == "belongs-to-collection"
                && refinement(meta, "collection-type") != "set"
        }) {
            metadata.series = collection.content
            metadata.seriesPosition = refinement(collection, "group-position")
            return
        }
        for meta in metas {
            switch meta["name"]?.lowercased() {
            case "calibre:series": metadata.series = meta["content"]?.collapsed
            case "calibre:series_index": metadata.seriesPosition = meta["content"]?.collapsed
            default: continue
            }
        }
    }
}

/// An identifier of a publication and its kind.
struct Identifier {
    enum Problem { case invalidISBN }

    let kind: String
    let value: String
    private(set) var problem: Problem?

    init(_ text: String, scheme: String) {
        let lower = text.lowercased()
        let bare = text.split(separator: ":").last.map(String.init) ?? text
        let digits = bare.filter { $0.isNumber || $0 == "X" || $0 == "x" }.uppercased()
        if lower.hasPrefix("urn:isbn") || lower.hasPrefix("isbn") || scheme.contains("isbn")
            || scheme == "15"
        {
            kind = "isbn"
            value = digits
            problem = Identifier.isValidISBN(digits) ? nil : .invalidISBN
        } else if lower.hasPrefix("urn:uuid:") || scheme == "uuid" {
            kind = "uuid"
            value = bare
        } else if lower.hasPrefix("doi:") || lower.hasPrefix("urn:doi") || scheme == "doi" {
            kind = "doi"
            value = bare
        } else if lower.hasPrefix("http") || scheme == "uri" || scheme == "url" {
            kind = "uri"
            value = text
        } else if (digits.count == 13 && digits.hasPrefix("97")) && Identifier.isValidISBN(digits)
            && bare.allSatisfy({ $0.isNumber || $0 == "-" || $0 == " " })
        {
            kind = "isbn"
            value = digits
        } else {
            kind = scheme.isEmpty ? "id" : scheme
            value = text
        }
    }

    /// Whether the check digit is right (ISO 2108).
    static func isValidISBN(_ text: String) -> Bool {
        let digits = text.compactMap { $0 == "X" ? 10 : $0.wholeNumberValue }
        guard digits.count == text.count else { return false }
        switch digits.count {
        case 13:
            let sum = digits.enumerated().reduce(0) {
                $0 + $1.element * ($1.offset % 2 == 0 ? 1 : 3)
            }
            return sum % 10 == 0 && !text.contains("X")
        case 10:
            return digits.enumerated().reduce(0) { $0 + $1.element * (10 - $1.offset) } % 11 == 0
        default: return false
        }
    }
}

/// Text of a snippet of markup, as descriptions are often written.
enum MarkupText {
    static func plain(_ text: String) -> String {
        guard text.contains("<") || text.contains("&") else { return text }
        var text = text
        return text.withUTF8 { buffer in
            var tokenizer = MarkupTokenizer(buffer, isXML: false)
            var result = ""
            while true {
                switch tokenizer.next() {
                case .text(let range): result += String(decoding: buffer[range], as: UTF8.self)
                case .characters(let characters): result += characters
                case .start(let tag):
                    if tag.element.kind.isBlock || tag.name == "br" { result += " " }
                case .end(let name): if name.kind.isBlock { result += " " }
                case .finished: return result.collapsed
                }
            }
        }
    }
}
