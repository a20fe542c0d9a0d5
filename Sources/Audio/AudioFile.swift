import Glibc

/// The bytes of an open file, read in order.
struct AudioFile: ~Copyable {
    let path: String
    /// Length of the file when it was opened.
    let size: Int
    private(set) var position = 0
    private let descriptor: Int32

    /// Opens a regular file.
    init(path: String) throws(AudioError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .unreadable(path, reason: Self.reason()) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw .unreadable(path, reason: "not a regular file")
        }
        self.path = path
        self.size = Int(status.st_size)
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }

    /// Reads until the buffer is full or the file ends.
    ///
    /// - Returns: bytes read.
    mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(AudioError) -> Int {
        var filled = 0
        while filled < buffer.count, let base = buffer.baseAddress {
            let count = Glibc.read(descriptor, base + filled, buffer.count - filled)
            if count == 0 { break }
            if count < 0 {
                if errno == EINTR { continue }
                throw .unreadable(path, reason: Self.reason())
            }
            filled += count
        }
        position += filled
        return filled
    }

    /// Reads up to a count of bytes, fewer at the end of the file.
    mutating func read(_ count: Int) throws(AudioError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        let filled = try fill(&bytes)
        bytes.removeLast(count - filled)
        return bytes
    }

    /// Moves to a place counted from the start.
    mutating func seek(to offset: Int) throws(AudioError) {
        guard lseek(descriptor, off_t(offset), SEEK_SET) >= 0 else {
            throw .unreadable(path, reason: Self.reason())
        }
        position = offset
    }

    private mutating func fill(_ bytes: inout [UInt8]) throws(AudioError) -> Int {
        let result = bytes.withUnsafeMutableBytes { buffer in
            Result { () throws(AudioError) in try self.read(into: buffer) }
        }
        return try result.get()
    }

    private static func reason() -> String { String(cString: strerror(errno)) }
}
