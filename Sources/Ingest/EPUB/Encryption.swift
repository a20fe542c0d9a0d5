import NarrateModel

/// What `META-INF/encryption.xml` says: fonts may be obfuscated, text must not be protected.
struct Encryption {
    /// Encrypted paths and the algorithm of each.
    private(set) var algorithms: [String: String] = [:]
    /// Why the list may not be whole.
    private(set) var problem: XMLProblem?
    private var scheme: String?

    /// Algorithms that only hide fonts and are no protection of text (EPUB 3.3, section 4.4; Adobe).
    private static let fontAlgorithms: Set<String> = [
        "http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC",
    ]

    init(_ archive: borrowing ZipArchive) throws(SourceError) {
        guard let entry = archive.entry(named: "META-INF/encryption.xml") else { return }
        let bytes = try archive.bytes(of: entry)
        let root: XMLElement
        do {
            (root, problem) = try XMLElement.read(bytes, keepsPartial: true)
        } catch {
            throw .malformed(entry.name, "\(error)")
        }
        for data in root.children("encrypteddata") {
            let algorithm = data.first("encryptionmethod").flatMap { $0["Algorithm"] } ?? ""
            guard !Encryption.fontAlgorithms.contains(algorithm),
                let uri = data.first("cipherdata")?.first("cipherreference").flatMap({ $0["URI"] })
            else { continue }
            let path = Href.unescaped(uri.collapsed.drop { $0 == "/" })
            algorithms[path] = algorithm
        }
        scheme = Encryption.scheme(archive, algorithms: Set(algorithms.values), root)
    }

    /// The refusal, when a document is protected.
    func refusal(of path: String, source: String) -> SourceError? {
        guard algorithms[path] != nil else { return nil }
        return SourceError(
            code: .invalid,
            message: "'\(path)' is encrypted: the book is protected by \(scheme ?? "DRM")",
            source: source,
            hint: "narrate reads books without DRM only"
        )
    }

    private static func scheme(
        _ archive: borrowing ZipArchive,
        algorithms: Set<String>,
        _ root: XMLElement
    ) -> String? {
        if archive.entry(named: "META-INF/license.lcpl") != nil { return "Readium LCP DRM" }
        if archive.entry(named: "META-INF/sinf.xml") != nil
            || algorithms.contains(where: { $0.contains("itunes.apple.com") })
        {
            return "Apple FairPlay DRM"
        }
        if archive.entry(named: "META-INF/rights.xml") != nil { return "Adobe ADEPT DRM" }
        return nil
    }
}
