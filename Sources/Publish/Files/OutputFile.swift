import Glibc
import NarrateDigest

/// A file that appears whole under its name, or not at all.
///
/// Written beside its place under another name; `publish` makes it durable and renames it.
struct OutputFile: ~Copyable {
    private let descriptor: Int32
    private let folder: ReleaseFolder
    private let temporary: String
    private var digest: SHA256? = SHA256()
    private var bytes = 0

    /// How names of files begin that a killed run may leave behind.
    static let temporaryPrefix = ".narrate-"

    init(in folder: ReleaseFolder, name: String) throws {
        self.folder = folder
        temporary = folder.path(of: Self.temporaryName(for: name))
        descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            throw PublishError.failed("create", temporary, errno: errno)
        }
    }

    deinit {
        close(descriptor)
        unlink(temporary)
    }

    /// A short name: with the whole of a long one it could be too long for the file system.
    static func temporaryName(for name: String) -> String {
        "\(temporaryPrefix)\(SHA256.hex(of: Array(name.utf8)).prefix(16)).part"
    }

    mutating func write(_ buffer: UnsafeRawBufferPointer) throws {
        var written = 0
        while written < buffer.count {
            let rest = UnsafeRawBufferPointer(rebasing: buffer[written...])
            let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
            if count < 0 {
                if errno == EINTR { continue }
                throw PublishError.failed("write", temporary, errno: errno)
            }
            written += count
        }
        digest?.update(buffer)
        bytes += buffer.count
    }

    mutating func write(_ bytes: [UInt8]) throws {
        try bytes.withUnsafeBytes { try write($0) }
    }

    /// Makes the file durable under its name, unless the same bytes stand there.
    mutating func publishUnlessSame(as name: String) throws -> ReleasedFile {
        let digest = digest.take()?.hex() ?? ""
        if folder.size(of: name) == bytes,
            try InputFile.sha256(path: folder.path(of: name)) == digest
        {
            return ReleasedFile(file: name, bytes: bytes, sha256: digest, isNew: false)
        }
        return try publish(as: name, digest: digest)
    }

    /// Makes the file durable under its name, replacing what was there.
    mutating func publish(as name: String) throws -> ReleasedFile {
        try publish(as: name, digest: digest.take()?.hex() ?? "")
    }

    private func publish(as name: String, digest: String) throws -> ReleasedFile {
        guard fsync(descriptor) == 0 else {
            throw PublishError.failed("write", temporary, errno: errno)
        }
        guard rename(temporary, folder.path(of: name)) == 0 else {
            throw PublishError.failed("rename", temporary, errno: errno)
        }
        try folder.synchronize()
        return ReleasedFile(file: name, bytes: bytes, sha256: digest, isNew: true)
    }
}
