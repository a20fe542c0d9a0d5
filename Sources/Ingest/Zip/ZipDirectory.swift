import NarrateModel

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

extension ZipDirectory {
    /// The files of a folder and of the folders in it, links left out.
    init(unpackedIn folder: String) throws(SourceError) {
        var entries: [ZipArchive.Entry] = []
        var pending = [""]
        while let part = pending.popLast() {
            for name in try SourceFile.names(inFolder: folder + "/" + part).sorted() {
                let path = part.isEmpty ? name : part + "/" + name
                if let size = SourceFile.size(of: folder + "/" + path) {
                    entries.append(ZipArchive.Entry(unpacked: path, bytes: size))
                } else if SourceFile.isFolder(folder + "/" + path),
                    !SourceFile.isLink(folder + "/" + path)
                {
                    pending.append(path)
                }
            }
            guard entries.count + pending.count <= IngestLimits.archiveEntries else {
                throw .noArchive(
                    folder,
                    "its files are over the limit of \(IngestLimits.archiveEntries)"
                )
            }
        }
        self.init(entries)
    }
}

extension ZipArchive.Entry {
    fileprivate init(unpacked name: String, bytes: Int) {
        self.init(
            name: name,
            index: 0,
            declaredBytes: bytes,
            compressedBytes: bytes,
            isEncrypted: false,
            checksum: 0,
            isDeflated: false
        )
    }
}
