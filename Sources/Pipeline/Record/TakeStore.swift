import FoundationEssentials
import NarrateDigest
import NarrateModel

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The takes of a project: audio as the engine delivered it, named by the request's fingerprint.
///
/// `ab/abcdef….wav` is the first take of a request, `ab/abcdef….2.wav` the second.
struct TakeStore: Sendable {
    /// A file that is there, whatever the ledger says.
    struct StoredFile: Sendable, Equatable {
        var fingerprint: Fingerprint
        var number: Int
        /// Below the store's folder.
        var file: String
        var bytes: Int
    }

    /// Ending of files that are being written; what a killed run leaves is swept away.
    static let unfinished = ".part"

    let folder: String

    /// Where a take is.
    func path(of take: Take) -> String { "\(folder)/\(take.file)" }

    /// Makes an empty file for a take to be written to.
    func reserve(_ fingerprint: Fingerprint, number: Int) throws -> String {
        let shelf = "\(folder)/\(fingerprint.hex.prefix(2))"
        guard mkdir(shelf, 0o700) == 0 || errno == EEXIST else {
            throw ProjectError.storage("can't create '\(shelf)'", errno: errno)
        }
        let path = "\(shelf)/\(fingerprint.hex).\(number)\(Self.unfinished)"
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw ProjectError.storage("can't create '\(path)'", errno: errno)
        }
        close(descriptor)
        return path
    }

    /// Makes a written file durable under its final name: synced, renamed, its folder synced.
    func keep(
        _ path: String,
        as fingerprint: Fingerprint,
        number: Int,
        fileExtension: String
    ) throws -> (file: String, digest: FileDigest) {
        let suffix = number == 1 ? "" : ".\(number)"
        let file = "\(fingerprint.hex.prefix(2))/\(fingerprint.hex)\(suffix).\(fileExtension)"
        let digest = try FileDigest(syncing: path)
        guard rename(path, "\(folder)/\(file)") == 0 else {
            throw ProjectError.storage("can't rename '\(path)'", errno: errno)
        }
        try Self.syncFolder("\(folder)/\(fingerprint.hex.prefix(2))")
        return (file, digest)
    }

    /// Removes a file that will not become a take.
    func discard(_ path: String) {
        unlink(path)
    }

    /// Makes the folder and removes what a killed run left half written.
    ///
    /// - Returns: every whole take that is on disk.
    func reconcile() throws -> [StoredFile] {
        guard mkdir(folder, 0o700) == 0 || errno == EEXIST else {
            throw ProjectError.storage("can't create '\(folder)'", errno: errno)
        }
        var files: [StoredFile] = []
        for shelf in try Self.names(in: folder) where shelf.utf8.count == 2 {
            for name in try Self.names(in: "\(folder)/\(shelf)") {
                let path = "\(folder)/\(shelf)/\(name)"
                if name.contains(Self.unfinished) {
                    unlink(path)
                } else if let file = Self.parsed(name, shelf: shelf, path: path) {
                    files.append(file)
                }
            }
        }
        return files
    }

    private static func parsed(_ name: String, shelf: String, path: String) -> StoredFile? {
        let parts = name.split(separator: ".")
        guard parts.count == 2 || parts.count == 3, let first = parts.first,
            let fingerprint = Fingerprint(hex: String(first))
        else { return nil }
        let number = parts.count == 3 ? Int(parts[1]) : 1
        var status = stat()
        guard let number, stat(path, &status) == 0 else { return nil }
        return StoredFile(
            fingerprint: fingerprint,
            number: number,
            file: "\(shelf)/\(name)",
            bytes: Int(status.st_size)
        )
    }

    private static func names(in folder: String) throws -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: folder)
        } catch {
            throw ProjectError(
                code: .storage,
                message: "can't read the folder '\(folder)': \(error)"
            )
        }
    }

    /// Makes a folder's entries durable.
    static func syncFolder(_ path: String) throws {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw ProjectError.storage("can't open '\(path)'", errno: errno)
        }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else {
            throw ProjectError.storage("can't sync '\(path)'", errno: errno)
        }
    }
}

/// Size and SHA-256 of a file.
struct FileDigest: Sendable, Equatable {
    var bytes: Int
    /// 64 lower-case hexadecimal digits.
    var sha256: String

    /// Reads a file once and makes its content durable.
    init(syncing path: String) throws { try self.init(path, syncs: true) }

    /// Reads a file once.
    init(of path: String) throws { try self.init(path, syncs: false) }

    private init(_ path: String, syncs: Bool) throws {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw ProjectError.storage("can't open '\(path)'", errno: errno)
        }
        defer { close(descriptor) }
        var digest = SHA256()
        var total = 0
        var chunk = [UInt8](repeating: 0, count: 1 << 18)
        while true {
            let count = read(descriptor, &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else {
                throw ProjectError.storage("can't read '\(path)'", errno: errno)
            }
            guard count > 0 else { break }
            chunk.withUnsafeBytes { digest.update(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
            total += count
        }
        // A failed sync is final: asking again would report success for lost pages.
        guard !syncs || fsync(descriptor) == 0 else {
            throw ProjectError.storage("can't sync '\(path)'", errno: errno)
        }
        bytes = total
        sha256 = digest.hex()
    }
}
