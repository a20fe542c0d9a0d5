import FoundationEssentials
import Glibc

/// A folder that files are copied to; they appear whole or not at all.
struct FolderStore: Store {
    let path: String

    /// Makes the folder where it is missing.
    init(path: String) throws {
        var isFolder = false
        let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        if !exists {
            do {
                try FileManager.default.createDirectory(
                    atPath: path,
                    withIntermediateDirectories: true
                )
            } catch {
                throw DeliveryError(
                    code: .cantCreate,
                    message: "can't make the folder '\(path)'"
                )
            }
        } else if !isFolder {
            throw DeliveryError(code: .cantCreate, message: "'\(path)' is no folder")
        }
        self.path = path
    }

    func listing() throws -> [String: String]? {
        do {
            let names = try FileManager.default.contentsOfDirectory(atPath: path)
            let tags = names.compactMap { name in tag(of: name).map { (name, $0) } }
            return Dictionary(tags, uniquingKeysWith: { first, _ in first })
        } catch {
            throw DeliveryError(code: .storage, message: "can't read the folder '\(path)'")
        }
    }

    func contents(of name: String) throws -> [UInt8]? {
        guard tag(of: name) != nil else { return nil }
        var bytes: [UInt8] = []
        try FilePieces.read(place(of: name)) { bytes += $0 }
        return bytes
    }

    func put(_ file: Shipment.File) throws -> String {
        try write(as: file.name) { try FilePieces.read(file.path, $0) }
        return tag(of: file.name) ?? ""
    }

    func put(_ bytes: [UInt8], as name: String) throws {
        try write(as: name) { try $0(bytes) }
    }

    func remove(_ name: String) throws {
        guard unlink(place(of: name)) == 0 || errno == ENOENT else {
            throw DeliveryError.failed("remove", place(of: name), errno: errno)
        }
    }

    func link(to name: String, seconds: Int) -> String? { nil }

    private func place(of name: String) -> String { "\(path)/\(name)" }

    /// Size and time of its last change.
    private func tag(of name: String) -> String? {
        var status = stat()
        guard stat(place(of: name), &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            return nil
        }
        return "\(status.st_size)-\(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
    }

    /// Writes a file beside its place and gives it its name once it is whole.
    private func write(
        as name: String,
        _ body: (_ write: ([UInt8]) throws -> Void) throws -> Void
    ) throws {
        let temporary = "\(path)/.narrate-\(getpid())-\(UInt32.random(in: 0...UInt32.max)).part"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            throw DeliveryError.failed("write to", path, errno: errno)
        }
        defer {
            close(descriptor)
            unlink(temporary)
        }
        try body { piece in
            var written = 0
            while written < piece.count {
                let count = piece[written...].withUnsafeBytes {
                    Glibc.write(descriptor, $0.baseAddress, $0.count)
                }
                if count < 0, errno == EINTR { continue }
                guard count > 0 else {
                    throw DeliveryError.failed("write", place(of: name), errno: errno)
                }
                written += count
            }
        }
        guard fsync(descriptor) == 0, rename(temporary, place(of: name)) == 0 else {
            throw DeliveryError.failed("write", place(of: name), errno: errno)
        }
    }
}
