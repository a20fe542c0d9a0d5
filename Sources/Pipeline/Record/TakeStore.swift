import CDisk
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
        /// Whether it was written to its end.
        var isWhole = true
    }

    /// Ending of files that are being written; what a killed run leaves is swept away.
    static let unfinished = ".part"

    let folder: String

    /// Where a take is.
    func path(of take: Take) -> String { "\(folder)/\(take.file)" }

    /// Makes an empty file for a take to be written to.
    ///
    /// `bytes`: room that is made sure of for it, so that an answer that is paid for has a place.
    func reserve(_ fingerprint: Fingerprint, number: Int, bytes: Int = 0) throws -> String {
        let shelf = "\(folder)/\(fingerprint.hex.prefix(2))"
        let path = "\(shelf)/\(fingerprint.hex).\(number)\(Self.unfinished)"
        var descriptor = Self.create(path)
        if descriptor < 0, errno == ENOENT {
            try Self.makeFolder(shelf)
            descriptor = Self.create(path)
        }
        guard descriptor >= 0 else {
            throw ProjectError.storage("can't create '\(path)'", errno: errno)
        }
        defer { close(descriptor) }
        guard bytes > 0 else { return path }
        // File systems that can't promise room say so, and then there is none to be had.
        let reason = narrate_reserve(descriptor, off_t(bytes))
        guard [0, EOPNOTSUPP, ENOSYS].contains(reason) else {
            unlink(path)
            throw ProjectError.storage("no room for an answer in '\(shelf)'", errno: reason)
        }
        return path
    }

    private static func create(_ path: String) -> Int32 {
        open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    }

    /// Whether a take's file holds what it did when it was kept.
    func isIntact(_ take: Take) -> Bool {
        guard let digest = try? FileDigest(of: path(of: take)) else { return false }
        return digest.bytes == take.bytes && digest.sha256 == take.sha256
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
        try Self.makeFolder(folder)
        return try files().filter { file in
            if !file.isWhole { discard("\(folder)/\(file.file)") }
            return file.isWhole
        }
    }

    /// Every take that is on disk, whole or half written.
    func files() throws -> [StoredFile] {
        guard FileManager.default.fileExists(atPath: folder) else { return [] }
        var files: [StoredFile] = []
        for shelf in try Self.names(in: folder) where shelf.utf8.count == 2 {
            for name in try Self.names(in: "\(folder)/\(shelf)") {
                let path = "\(folder)/\(shelf)/\(name)"
                if let file = Self.parsed(name, shelf: shelf, path: path) { files.append(file) }
            }
        }
        return files
    }

    private static func parsed(_ name: String, shelf: String, path: String) -> StoredFile? {
        let parts = name.split(separator: ".")
        let isWhole = !name.hasSuffix(unfinished)
        guard parts.count == 2 || parts.count == 3 || !isWhole, let first = parts.first,
            let fingerprint = Fingerprint(hex: String(first))
        else { return nil }
        let number = parts.count == 3 && isWhole ? Int(parts[1]) : 1
        var status = stat()
        guard let number, stat(path, &status) == 0 else { return nil }
        return StoredFile(
            fingerprint: fingerprint,
            number: number,
            file: "\(shelf)/\(name)",
            bytes: Int(status.st_size),
            isWhole: isWhole
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

    /// Makes a folder that is there after a power cut, too.
    private static func makeFolder(_ path: String) throws {
        guard mkdir(path, 0o700) != 0 else {
            return try syncFolder(URL(filePath: path).deletingLastPathComponent().path)
        }
        guard errno == EEXIST else {
            throw ProjectError.storage("can't create '\(path)'", errno: errno)
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
        let descriptor = open(path, (syncs ? O_RDWR : O_RDONLY) | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw ProjectError.storage("can't open '\(path)'", errno: errno)
        }
        defer { close(descriptor) }
        var digest = SHA256()
        var total = 0
        let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
        defer { chunk.deallocate() }
        while true {
            let count = read(descriptor, chunk.baseAddress, chunk.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else {
                throw ProjectError.storage("can't read '\(path)'", errno: errno)
            }
            guard count > 0 else { break }
            digest.update(UnsafeRawBufferPointer(rebasing: chunk[..<count]))
            total += count
        }
        // What was reserved and not needed is given back.
        guard !syncs || ftruncate(descriptor, off_t(total)) == 0 else {
            throw ProjectError.storage("can't shorten '\(path)'", errno: errno)
        }
        // A failed sync is final: asking again would report success for lost pages.
        guard !syncs || fsync(descriptor) == 0 else {
            throw ProjectError.storage("can't sync '\(path)'", errno: errno)
        }
        bytes = total
        sha256 = digest.hex()
    }
}
