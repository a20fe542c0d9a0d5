import Glibc

/// A file that stands beside its place under another name until it is whole; removed otherwise.
final class UnfinishedFile {
    /// Where it is written.
    let temporary: String
    private let path: String
    private let isSynced: Bool
    private var isPublished = false

    /// Ending of the names of files that are not whole.
    static let ending = ".part"

    /// `isSynced`: whether it has to survive a power cut; a master on its way into the release,
    /// which is synced itself, has not.
    init(_ path: String, isSynced: Bool) {
        self.path = path
        self.isSynced = isSynced
        // A device or a pipe is written as it is.
        var status = stat()
        let isSpecial = stat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFREG
        temporary = isSpecial ? path : path + Self.ending
    }

    deinit { if !isPublished, temporary != path { unlink(temporary) } }

    /// Gives it its name.
    func publish() throws(AssembleError) {
        if isSynced { try synchronize() }
        guard temporary == path || rename(temporary, path) == 0 else {
            throw .unwritable(path, reason: String(cString: strerror(errno)))
        }
        isPublished = true
    }

    private func synchronize() throws(AssembleError) {
        let descriptor = open(temporary, O_RDONLY | O_CLOEXEC)
        defer { close(descriptor) }
        guard descriptor >= 0, fsync(descriptor) == 0 else {
            throw .unwritable(path, reason: String(cString: strerror(errno)))
        }
    }
}
