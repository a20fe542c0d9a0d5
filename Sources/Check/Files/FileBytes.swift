import Glibc

/// Bytes of a file by their place, read a page at a time.
struct FileBytes: ~Copyable {
    private let descriptor: Int32
    private var page: [UInt8] = []
    private var start = 0
    private static let pageBytes = 1 << 16

    /// Opens a file; `nil` when it can't be read.
    init?(path: String) {
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
    }

    deinit { close(descriptor) }

    /// The byte at a place, `nil` behind the end.
    subscript(offset: Int) -> UInt8? {
        mutating get {
            if offset < start || offset >= start + page.count { load(offset) }
            let place = offset - start
            return page.indices.contains(place) ? page[place] : nil
        }
    }

    private mutating func load(_ offset: Int) {
        start = offset
        page = [UInt8](unsafeUninitializedCapacity: Self.pageBytes) { buffer, count in
            count = max(0, pread(descriptor, buffer.baseAddress, buffer.count, off_t(offset)))
        }
    }

    /// Size of a file, 0 when there is none.
    static func size(of path: String) -> Int {
        var status = stat()
        return stat(path, &status) == 0 ? Int(status.st_size) : 0
    }
}
