import NarrateModel

/// Finds the cover picture of an EPUB.
struct CoverFinder {
    let package: PackageDocument
    private(set) var warnings: [SourceWarning] = []

    init(package: PackageDocument) { self.package = package }

    /// The cover by declaration or by name.
    ///
    /// Of a drawing the picture inside it is taken; what players can't show is passed over with a warning.
    mutating func declaredCover(in archive: borrowing ZipArchive) -> Cover? {
        for path in candidates() {
            if let cover = cover(at: path, in: archive) { return cover }
        }
        return nil
    }

    /// The cover by place: the largest plausible one of the pictures of the first documents of the reading order.
    mutating func cover(among firstImages: [String], in archive: borrowing ZipArchive) -> Cover? {
        var best: Cover?
        var pixels = 0
        for path in firstImages {
            guard let bytes = bytes(at: path, in: archive), let header = ImageHeader(bytes),
                header.isPlausibleCover, header.width * header.height > pixels
            else { continue }
            pixels = header.width * header.height
            best = Cover(mediaType: header.mediaType, bytes: bytes)
        }
        return best
    }

    private mutating func cover(at path: String, in archive: borrowing ZipArchive) -> Cover? {
        guard let bytes = bytes(at: path, in: archive) else { return nil }
        if let type = ImageHeader(bytes)?.mediaType { return Cover(mediaType: type, bytes: bytes) }
        guard path.lowercased().hasSuffix(".svg") else {
            warn(
                "broken-cover",
                "the cover '\(path)' is not a picture players can show; it is left out",
                path
            )
            return nil
        }
        var inner: [UInt8]?
        switch DrawingCover.picture(in: bytes, path: path) {
        case .bytes(let data): inner = data
        case .path(let path): inner = self.bytes(at: path, in: archive)
        case nil: break
        }
        if let inner, let type = ImageHeader(inner)?.mediaType {
            warn(
                "svg-cover",
                "the cover '\(path)' is a drawing, which players can't show; the picture in it is used",
                path
            )
            return Cover(mediaType: type, bytes: inner)
        }
        warn(
            "svg-cover",
            "the cover '\(path)' is a drawing, which players can't show; it is left out",
            path
        )
        return nil
    }

    private mutating func bytes(at path: String, in archive: borrowing ZipArchive) -> [UInt8]? {
        guard let entry = archive.entry(named: path) else { return nil }
        do {
            return try archive.bytes(of: entry, limit: IngestLimits.coverBytes)
        } catch {
            warn("unreadable-cover", "\(error.message); it is no cover", path)
            return nil
        }
    }

    private mutating func warn(_ code: String, _ message: String, _ path: String) {
        warnings.append(SourceWarning(code: code, message: message, source: path))
    }

    /// Paths in the order of trust, each once.
    private func candidates() -> [String] {
        var paths: [String?] = []
        let manifest = package.manifest
        paths += manifest.filter { $0.properties.contains("cover-image") }.map(\.path)
        if let name = package.coverName {
            let item = package.items[name] ?? manifest.first { $0.href == name || $0.path == name }
            if item?.mediaType.hasPrefix("image/") ?? false { paths.append(item?.path) }
        }
        let images = manifest.filter { $0.mediaType.hasPrefix("image/") }
        for entry in package.guide where entry.type == "cover" {
            if images.contains(where: { $0.path == entry.reference.path }) {
                paths.append(entry.reference.path)
            }
        }
        paths += images.filter {
            CoverFinder.isNamedCover($0.id) || CoverFinder.isNamedCover($0.href)
        }.map(\.path)
        var seen: Set<String> = []
        return paths.compactMap { $0 }.filter { seen.insert($0).inserted }
    }

    private static func isNamedCover(_ name: String) -> Bool {
        let file = name.split(separator: "/").last.map { $0.lowercased() } ?? ""
        return [
            "cover", "portada", "couverture", "umschlag", "copertina", "okladka", "обложка", "表紙",
            "封面",
        ]
        .contains { file.contains($0) } && !file.contains("back")
    }
}
