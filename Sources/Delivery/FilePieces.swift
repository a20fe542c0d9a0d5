import Glibc

/// Reads files piece by piece.
enum FilePieces {
    private static let size = 1 << 20

    /// Hands a file over in pieces, from its beginning to its end.
    static func read(_ path: String, _ body: ([UInt8]) throws -> Void) throws {
        let descriptor = try open(path)
        defer { close(descriptor) }
        while true {
            let piece = try read(descriptor, at: nil, count: size, path)
            guard !piece.isEmpty else { return }
            try body(piece)
        }
    }

    /// A part of a file; shorter only at its end.
    static func read(_ path: String, from offset: Int, count: Int) throws -> [UInt8] {
        let descriptor = try open(path)
        defer { close(descriptor) }
        return try read(descriptor, at: offset, count: count, path)
    }

    private static func open(_ path: String) throws -> Int32 {
        let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw DeliveryError.failed("read", path, errno: errno) }
        return descriptor
    }

    private static func read(
        _ descriptor: Int32,
        at offset: Int?,
        count: Int,
        _ path: String
    ) throws -> [UInt8] {
        if let offset, lseek(descriptor, off_t(offset), SEEK_SET) < 0 {
            throw DeliveryError.failed("read", path, errno: errno)
        }
        var failure: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count {
                let rest = UnsafeMutableBufferPointer(rebasing: buffer[filled..<count])
                let got = Glibc.read(descriptor, rest.baseAddress, rest.count)
                if got < 0, errno == EINTR { continue }
                if got < 0 { failure = errno }
                guard got > 0 else { return }
                filled += got
            }
        }
        guard failure == 0 else { throw DeliveryError.failed("read", path, errno: failure) }
        return bytes
    }
}
