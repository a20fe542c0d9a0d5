import Glibc

/// A file being written: it appears under its name when it is finished.
struct OutputFile: ~Copyable {
    private let path: String
    private let file: UnfinishedFile
    private let descriptor: Int32
    private var buffer: [UInt8] = []

    /// Begins the file.
    init(path: String, isSynced: Bool = false) throws(AssembleError) {
        let file = UnfinishedFile(path, isSynced: isSynced)
        let descriptor = open(file.temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw .unwritable(path, reason: Self.reason()) }
        self.path = path
        self.file = file
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }

    /// Appends bytes.
    mutating func write(_ bytes: UnsafeBufferPointer<UInt8>) throws(AssembleError) {
        buffer.append(contentsOf: bytes)
        guard buffer.count >= Self.bufferSize else { return }
        try flush()
    }

    /// Appends bytes.
    mutating func write(bytes: [UInt8]) throws(AssembleError) {
        buffer.append(contentsOf: bytes)
        guard buffer.count >= Self.bufferSize else { return }
        try flush()
    }

    /// Ends the file.
    mutating func finish() throws(AssembleError) { try finish(replacingStart: []) }

    /// Replaces bytes at the start and ends the file.
    mutating func finish(replacingStart bytes: [UInt8]) throws(AssembleError) {
        try flush()
        guard pwrite(descriptor, bytes, bytes.count, 0) == bytes.count
        else { throw .unwritable(path, reason: Self.reason()) }
        try file.publish()
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
