import FoundationEssentials
import Glibc
import NarrateAudio
import NarrateDigest
import NarrateModel

/// Puts bare audio, tags, cover and chapter marks together, without encoding anything again.
struct Packer: Sendable {
    let folder: ReleaseFolder
    let cover: CoverPicture?
    private let coverDigest: String
    /// ISO 639-2.
    let language: String

    /// Changes whenever the same parts would be packed in another way.
    private static let version = 2

    init(folder: ReleaseFolder, cover: CoverPicture?, language: String) {
        self.folder = folder
        self.cover = cover
        self.language = language
        // Once: it is asked for with every chapter.
        coverDigest = cover.map { SHA256.hex(of: $0.bytes) } ?? ""
    }

    /// Names what a file is made from.
    func inputs(audio: [String], metadata: FFMetadata) -> String {
        let parts =
            [
                "packing \(Self.version)", language, coverDigest, metadata.document,
                "\(metadata.further)",
            ] + audio
        return SHA256.hex(of: Array(parts.joined(separator: "\n").utf8))
    }

    /// Packs a file of the release.
    ///
    /// - Throws: `PublishError` when the disk or ffmpeg refuses.
    func pack(
        _ audio: String,
        as name: String,
        format: ReleaseFormat,
        metadata: FFMetadata
    ) throws -> ReleasedFile {
        var metadata = metadata
        // What ffmpeg makes of a book is only on its way into a file of ours.
        let isEdited = format == .m4b
        let made = isEdited ? "\(name) by ffmpeg" : name
        let temporary = folder.path(of: OutputFile.temporaryName(for: made))
        let parts = (tags: temporary + ".txt", cover: temporary + ".cover")
        defer { for path in [temporary, parts.tags, parts.cover] { unlink(path) } }
        if format == .opus, let cover {
            metadata.tags.append(
                TextTags.Tag(name: "METADATA_BLOCK_PICTURE", text: Self.pictureBlock(cover))
            )
        }
        try Self.write(Array(metadata.document.utf8), to: parts.tags)
        let takesPicture = format != .opus
        if takesPicture, let cover { try Self.write(cover.bytes, to: parts.cover) }
        let hasPicture = takesPicture && cover != nil
        do {
            var process = try FFmpegProcess(
                Self.sources(audio, parts.tags, hasPicture ? parts.cover : nil, format: format)
                    + ["-map_metadata", "1", "-c", "copy", "-fflags", "+bitexact"]
                    + container(format) + [temporary]
            )
            try process.finish()
        } catch {
            throw PublishError(
                code: .inputOutput,
                message: "can't write '\(folder.path(of: name))': \(error.message)",
                file: folder.path(of: name)
            )
        }
        guard isEdited else { return try folder.adopt(temporary, as: name) }
        return try MP4Editor(tags: metadata.further).write(temporary, into: folder, as: name)
    }

    private static func sources(
        _ audio: String,
        _ tags: String,
        _ cover: String?,
        format: ReleaseFormat
    ) -> [String] {
        let kind = format == .m4b ? ["-f", "aac"] : []
        let picture =
            cover.map {
                [
                    "-i", $0, "-map", "0:a", "-map", "2:v", "-disposition:v:0", "attached_pic",
                    "-metadata:s:v", "comment=Cover (front)",
                ]
            } ?? ["-map", "0:a"]
        return kind + ["-i", audio, "-f", "ffmetadata", "-i", tags] + picture
    }

    private func container(_ format: ReleaseFormat) -> [String] {
        guard format == .m4b else { return ["-f", format.rawValue] }
        return [
            "-map_chapters", "1", "-bsf:a", "aac_adtstoasc",
            "-metadata:s:a", "language=\(language)", "-f", "ipod",
        ]
    }

    private static func write(_ bytes: [UInt8], to path: String) throws {
        guard FileManager.default.createFile(atPath: path, contents: Data(bytes)) else {
            throw PublishError.failed("write", path, errno: errno)
        }
    }

    /// A picture as FLAC's format has it, in Base64: so it stands in the comments of Ogg files.
    private static func pictureBlock(_ cover: CoverPicture) -> String {
        func number(_ value: Int) -> [UInt8] {
            [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
        }
        let kind = Array(cover.mediaType.utf8)
        // Front cover; no description; size and colours are read from the picture itself.
        let head = number(3) + number(kind.count) + kind + number(0)
        let shape = number(0) + number(0) + number(0) + number(0)
        return Data(head + shape + number(cover.bytes.count) + cover.bytes).base64EncodedString()
    }
}

extension ReleaseFolder {
    /// Gives a file that was written in the folder its name, unless the same bytes stand there.
    func adopt(_ temporary: String, as name: String) throws -> ReleasedFile {
        let digest = try InputFile.sha256(path: temporary)
        let bytes = try InputFile(path: temporary).bytes
        if size(of: name) == bytes, try InputFile.sha256(path: path(of: name)) == digest {
            return ReleasedFile(file: name, bytes: bytes, sha256: digest, isNew: false)
        }
        let descriptor = open(temporary, O_RDONLY | O_CLOEXEC)
        defer { close(descriptor) }
        guard descriptor >= 0, fsync(descriptor) == 0 else {
            throw PublishError.failed("write", temporary, errno: errno)
        }
        guard rename(temporary, path(of: name)) == 0 else {
            throw PublishError.failed("rename", temporary, errno: errno)
        }
        try synchronize()
        return ReleasedFile(file: name, bytes: bytes, sha256: digest, isNew: true)
    }
}
