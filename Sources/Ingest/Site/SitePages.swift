/// The documents of a folder by the addresses that links name them with.
struct SitePages {
    private let names: Set<String>

    init(_ names: [String]) { self.names = Set(names) }

    /// The document an address means: a file's, or a folder's or a name without its ending, as web servers take them.
    func page(_ path: String) -> String? {
        if names.contains(path) { return path }
        let trimmed = path.hasSuffix("/") ? String(path.dropLast()) : path
        let folder = trimmed.isEmpty ? "" : trimmed + "/"
        return [folder + "index.html", folder + "index.htm", trimmed + ".html", trimmed + ".md"]
            .first { names.contains($0) }
    }
}
