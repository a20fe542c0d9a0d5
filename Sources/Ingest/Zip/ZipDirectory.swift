/// The entries of an archive, found by name.
struct ZipDirectory: Sendable {
    let entries: [ZipArchive.Entry]
    let duplicateNames: [String]
    private let byName: [String: Int]
    private let byFoldedName: [String: Int]

    init(_ entries: [ZipArchive.Entry]) {
        var byName: [String: Int] = [:]
        var byFoldedName: [String: Int] = [:]
        var duplicates: [String] = []
        byName.reserveCapacity(entries.count)
        for (position, entry) in entries.enumerated() {
            if byName[entry.name] != nil {
                duplicates.append(entry.name)
                continue
            }
            byName[entry.name] = position
            let folded = ZipDirectory.folded(entry.name)
            if byFoldedName[folded] == nil { byFoldedName[folded] = position }
        }
        self.entries = entries
        self.byName = byName
        self.byFoldedName = byFoldedName
        duplicateNames = duplicates
    }

    /// The first entry with a name.
    func entry(named name: String) -> ZipArchive.Entry? {
        (byName[name] ?? byFoldedName[ZipDirectory.folded(name)]).map { entries[$0] }
    }

    private static func folded(_ name: String) -> String {
        String(name.map { $0 == "\\" ? "/" : $0 }).lowercased()
    }
}
