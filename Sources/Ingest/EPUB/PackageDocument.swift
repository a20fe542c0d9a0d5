import NarrateModel

/// The package document of an EPUB: metadata, manifest and spine (EPUB 3.3, section 5; OPF 2.0; OEB 1.2).
struct PackageDocument {
    /// A file of the publication.
    struct Item {
        var id: String
        /// Path in the container; `nil` when the address leads out of it.
        var path: String?
        var href: String
        var mediaType: String
        var properties: [Substring]
        var fallback: String?
    }

    /// A division the guide of EPUB 2 names.
    struct GuideEntry {
        var zone: Zone
        /// As written, in lower case.
        var type: String
        var reference: Reference
    }

    /// A place in the reading order.
    struct SpineEntry {
        var id: String
        var isLinear: Bool
    }

    var path: String
    var version: String
    var metadata = Metadata()
    var items: [String: Item] = [:]
    /// Identifiers of the items in the order of the manifest.
    var order: [String] = []
    var spine: [SpineEntry] = []
    /// Identifier of the NCX.
    var ncx: String?
    /// Divisions of the guide by path.
    var guide: [GuideEntry] = []
    /// Identifier or address of the cover by the EPUB 2 way.
    var coverName: String?
    var warnings: [SourceWarning] = []

    /// Items in the order of the manifest.
    var manifest: [Item] { order.compactMap { items[$0] } }

    /// Reads a package document.
    init(_ bytes: [UInt8], path: String) throws(SourceError) {
        self.path = path
        let root: XMLElement
        var problem: XMLProblem?
        do {
            (root, problem) = try XMLElement.read(bytes, keepsPartial: true)
        } catch {
            throw .malformed(path, "\(error)")
        }
        guard root.name.lowercased() == "package" else {
            throw .malformed(path, "the root element is '\(root.name)', not 'package'")
        }
        version = root["version"] ?? "2.0"
        readManifest(root)
        readSpine(root)
        readGuide(root)
        if let found = problem {
            // What was read before the flaw is enough when the spine was.
            guard !spine.isEmpty, spine.contains(where: { items[$0.id] != nil }) else {
                throw .malformed(path, "\(found)")
            }
            warnings.append(
                SourceWarning(
                    code: "malformed-package",
                    message: "'\(path)' is not well formed (\(found)); what stands before is used",
                    source: path
                )
            )
        }
        problem = nil
        var reader = MetadataReader(root: root, path: path)
        metadata = reader.read()
        coverName = reader.coverName
        warnings += reader.warnings
    }

    private mutating func readManifest(_ root: XMLElement) {
        for element in root.first("manifest")?.children("item") ?? [] {
            guard let id = element["id"], let href = element["href"] else { continue }
            guard items[id] == nil else {
                warnings.append(
                    SourceWarning(
                        code: "duplicate-id",
                        message:
                            "manifest id '\(id)' is given twice in '\(path)' (line \(element.line)); the first is used",
                        source: path
                    )
                )
                continue
            }
            items[id] = Item(
                id: id,
                path: Href.resolve(href, from: path)?.path,
                href: href,
                mediaType: (element["media-type"] ?? "").lowercased().collapsed,
                properties: (element["properties"] ?? "").split(whereSeparator: \.isWhitespace),
                fallback: element["fallback"]
            )
            order.append(id)
        }
    }

    private mutating func readSpine(_ root: XMLElement) {
        guard let element = root.first("spine") else { return }
        ncx = element["toc"]
        for reference in element.children("itemref") {
            guard let id = reference["idref"] else { continue }
            spine.append(SpineEntry(id: id, isLinear: reference["linear"]?.lowercased() != "no"))
        }
    }

    private mutating func readGuide(_ root: XMLElement) {
        for reference in root.first("guide")?.children("reference") ?? [] {
            guard let type = reference["type"]?.lowercased(), let href = reference["href"],
                let target = Href.resolve(href, from: path)
            else { continue }
            guard let zone = Zone(word: Substring(type)) else { continue }
            guide.append(GuideEntry(zone: zone, type: type, reference: target))
        }
    }
}

extension SourceError {
    static func malformed(_ path: String, _ reason: String) -> Self {
        Self(
            code: .invalid,
            message: "'\(path)' is not a valid document of its kind: \(reason)",
            source: path
        )
    }
}
