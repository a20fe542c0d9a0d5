import NarrateModel

/// Checks a release folder against its own manifest: checksums, tags, titles and measured levels.
package struct ReleaseVerifier: Sendable {
    private let folder: ReleaseFolder

    /// Creates a verifier of a release folder.
    package init(folder: String) { self.folder = ReleaseFolder(path: folder) }

    /// Looks at every file the manifest lists.
    ///
    /// - Returns: Findings; a release that is damaged does not throw.
    /// - Throws: `PublishError` when the disk refuses.
    package func verification() throws -> ReleaseVerification {
        guard let manifest = try FormerManifest.read(in: folder) else { return unknown }
        var files: [ReleaseVerification.File] = []
        var titles: [String] = []
        var tracks: [String] = []
        for chapter in manifest.chapters {
            let tag = try tag(of: chapter.file)
            // Of an MP3 a library server knows the title by its tag alone.
            titles.append(chapter.isMP3 ? tag?.texts["TIT2"] ?? "" : chapter.title)
            if chapter.isMP3, let track = tag?.texts["TRCK"] { tracks.append(track) }
            let findings = chapter.isMP3 ? tagFindings(tag, chapter, manifest) : []
            let levels = levelFindings(chapter, profile: manifest.masteringProfile)
            if let index = files.firstIndex(where: { $0.file == chapter.file }) {
                // Chapters that share a file.
                files[index].findings += levels
            } else {
                files.append(
                    ReleaseVerification.File(
                        file: chapter.file,
                        isChapter: chapter.isMP3,
                        findings: try integrity(of: chapter.released) + findings + levels
                    )
                )
            }
        }
        let encodings = manifest.chapters.flatMap { $0.encodings ?? [] } + (manifest.books ?? [])
        for file in encodings.map(\.released) + (manifest.files ?? [])
        where !files.contains(where: { $0.file == file.file }) {
            let findings = try integrity(of: file)
            files.append(ReleaseVerification.File(file: file.file, findings: findings))
        }
        return ReleaseVerification(
            folder: folder.path,
            title: manifest.title,
            profile: manifest.profile,
            masteringProfile: manifest.masteringProfile,
            files: files,
            findings: titleFindings(titles, album: manifest.title) + Self.trackFindings(tracks)
                + (try strays(besides: manifest))
        )
    }

    /// A folder that tells nothing of itself.
    private var unknown: ReleaseVerification {
        let message = "there is no manifest.json of narrate in '\(folder.path)'"
        return ReleaseVerification(
            folder: folder.path,
            title: "",
            profile: "",
            files: [],
            findings: [Self.error("manifest", message)]
        )
    }

    private func integrity(of file: ReleasedFile) throws -> [Finding] {
        guard !file.file.contains("/"), let size = folder.size(of: file.file) else {
            return [Self.error("missing", "the file is missing")]
        }
        guard size == file.bytes else {
            return [
                Finding(
                    check: "size",
                    severity: .error,
                    message: "the file is not as it was released",
                    measured: Double(size),
                    limit: Double(file.bytes),
                    unit: "bytes"
                )
            ]
        }
        let digest = try InputFile.sha256(path: folder.path(of: file.file))
        guard digest == file.sha256 else {
            return [Self.error("checksum", "the file is not as it was released: another checksum")]
        }
        return []
    }

    private func tag(of name: String) throws -> ID3Reader? {
        guard !name.contains("/"), folder.size(of: name) != nil else { return nil }
        return try ID3Reader.tag(of: InputFile(path: folder.path(of: name)))
    }

    private func tagFindings(
        _ tag: ID3Reader?,
        _ chapter: FormerManifest.Chapter,
        _ manifest: FormerManifest
    ) -> [Finding] {
        guard folder.size(of: chapter.file) != nil else { return [] }
        guard let tag else { return [Self.error("tag", "there is no ID3v2 tag")] }
        var findings: [Finding] = []
        for (frame, expected) in [("TIT2", chapter.title), ("TALB", manifest.title)] {
            let found = tag.texts[frame] ?? ""
            guard found != expected else { continue }
            findings.append(
                Self.error("tag", "\(frame) is '\(found)', the manifest says '\(expected)'")
            )
        }
        if tag.texts["TRCK"] == nil {
            findings.append(Self.error("tag", "there is no track number"))
        }
        let hasCover = (manifest.files ?? []).contains { $0.file.hasPrefix("cover.") }
        if hasCover, !tag.pictureTypes.contains(ID3Frame.PictureKind.frontCover.rawValue) {
            findings.append(Self.error("tag", "there is no front cover"))
        }
        return findings
    }

    /// The manifest's figures against the profile it names.
    private func levelFindings(
        _ chapter: FormerManifest.Chapter,
        profile: MasteringProfile?
    ) -> [Finding] {
        guard let profile else { return [] }
        var findings: [Finding] = []
        func expect(
            _ value: Double?,
            _ check: String,
            in range: ClosedRange<Double>,
            _ unit: String
        ) {
            guard let value, !range.contains(value) else { return }
            let limit = value < range.lowerBound ? range.lowerBound : range.upperBound
            findings.append(
                Finding(
                    check: check,
                    severity: .error,
                    message: "the level is outside the profile \(profile.name)",
                    measured: value,
                    limit: limit,
                    unit: unit
                )
            )
        }
        switch profile.target {
        case .rms(_, let accepted): expect(chapter.rms, "rms", in: accepted, "dBFS")
        case .loudness(let lufs, let tolerance):
            let accepted = lufs - tolerance...lufs + tolerance
            expect(chapter.integrated, "integrated", in: accepted, "LUFS")
        case .asRecorded: return []
        }
        expect(chapter.truePeak, "truePeak", in: -.infinity...profile.peakLimit, "dBTP")
        if let limit = profile.noiseFloorLimit {
            expect(chapter.noiseFloor, "noiseFloor", in: -.infinity...limit, "dBFS")
        }
        return findings
    }

    /// The rule library servers have: all titles there, all different, none the book's.
    private func titleFindings(_ titles: [String], album: String) -> [Finding] {
        let keys = titles.map(TrackTitles.key)
        var findings: [Finding] = []
        if keys.contains("") {
            findings.append(Self.error("titles", "a chapter has no title"))
        }
        if Set(keys).count < keys.count {
            findings.append(Self.error("titles", "two chapters have the same title"))
        }
        if keys.contains(TrackTitles.key(album)) {
            findings.append(Self.error("titles", "a chapter has the title of the book"))
        }
        return findings
    }

    /// Players order by tracks: no two files may be the same one.
    private static func trackFindings(_ tracks: [String]) -> [Finding] {
        Set(tracks).count < tracks.count
            ? [error("tracks", "two chapters have the same track number")] : []
    }

    /// Audio in the folder that is not listed: players would play it too.
    private func strays(besides manifest: FormerManifest) throws -> [Finding] {
        let listed = manifest.fileNames
        let endings = ReleaseFormat.allCases.map { ".\($0.fileExtension)" }
        return try folder.names().filter { name in
            endings.contains { name.hasSuffix($0) } && !listed.contains(name)
        }.map {
            Finding(
                check: "stray",
                severity: .warning,
                message: "'\($0)' is not part of the release, but players will play it"
            )
        }
    }

    private static func error(_ check: String, _ message: String) -> Finding {
        Finding(check: check, severity: .error, message: message)
    }
}
