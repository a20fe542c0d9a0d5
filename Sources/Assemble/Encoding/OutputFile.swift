import Glibc

/// A file being written; removed again unless it is finished.
struct OutputFile: ~Copyable {
    private let path: String
    private let descriptor: Int32
    private var buffer: [UInt8] = []
    private var isFinished = false
    /// Only what was made here is removed again: not a device or a pipe.
    private let isRegular: Bool

    /// Creates or empties the file.
    init(path: String) throws(AssembleError) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw .unwritable(path, reason: Self.reason()) }
        var status = stat()
        isRegular = fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
        self.path = path
        self.descriptor = descriptor
    }

    deinit {
        close(descriptor)
        if !isFinished, isRegular { unlink(path) }
    }

    /// Appends bytes.
    mutating func write(_ bytes: UnsafeBufferPointer<UInt8>) throws(AssembleError) {
        buffer.append(contentsOf: bytes)
        guard buffer.count >= Self.bufferSize else { return }
        try flush()
    }

    /// Replaces bytes at the start and ends the file.
    ///
    /// It is not synced: a master is on its way into the release, which is.
    mutating func finish(replacingStart bytes: [UInt8]) throws(AssembleError) {
        try flush()
        guard pwrite(descriptor, bytes, bytes.count, 0) == bytes.count
        else { throw .unwritable(path, reason: Self.reason()) }
        isFinished = true
    }

    private mutating func flush() throws(AssembleError) {
        var written = 0
        while written < buffer.count {
            let count = buffer.withUnsafeBytes { bytes in
                Glibc.write(
                    descriptor,
                    bytes.baseAddress.map { $0 + written },
                    bytes.count - written
                )
            }
            if count < 0 {
                if errno == EINTR { continue }
                throw .unwritable(path, reason: Self.reason())
            }
            written += count
        }
        buffer.removeAll(keepingCapacity: true)
    }

    private static let bufferSize = 1 << 18

    private static func reason() -> String { String(cString: strerror(errno)) }
}
