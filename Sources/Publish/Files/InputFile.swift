import Glibc
import NarrateDigest

/// A file that is read in pieces, from start to end.
struct InputFile: ~Copyable {
    private let descriptor: Int32
    private let path: String
    /// Size when it was opened.
    let bytes: Int

    /// How much is in memory at once.
    static let pieceBytes = 1 << 18

    init(path: String) throws {
        self.path = path
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw PublishError.failed("open", path, errno: errno) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            close(descriptor)
            throw PublishError.failed("read", path, errno: errno)
        }
        bytes = Int(status.st_size)
    }

    deinit { close(descriptor) }

    /// Goes to a place counted from the start.
    func seek(to offset: Int) throws {
        guard lseek(descriptor, off_t(offset), SEEK_SET) >= 0 else {
            throw PublishError.failed("read", path, errno: errno)
        }
    }

    /// Up to `count` bytes from here; fewer only at the end of the file.
    func read(_ count: Int) throws -> [UInt8] {
        var read = 0
        var failure: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            while read < count {
                let rest = UnsafeMutableRawBufferPointer(
                    rebasing: UnsafeMutableRawBufferPointer(buffer)[read...]
                )
                let got = Glibc.read(descriptor, rest.baseAddress, rest.count)
                if got < 0, errno == EINTR { continue }
                if got < 0 { failure = errno }
                guard got > 0 else { break }
                read += got
            }
            initialized = read
        }
        guard failure == 0 else { throw PublishError.failed("read", path, errno: failure) }
        return bytes
    }

    /// Hands the rest of the file over in pieces.
    func forEachPiece(_ body: ([UInt8]) throws -> Void) throws {
        while true {
            let piece = try read(Self.pieceBytes)
            guard !piece.isEmpty else { return }
            try body(piece)
        }
    }

    /// The digest of the whole file, 64 lower-case hexadecimal digits.
    static func sha256(path: String) throws -> String {
        let file = try InputFile(path: path)
        var digest = SHA256()
        while true {
            let piece = try file.read(pieceBytes)
            guard !piece.isEmpty else { break }
            piece.withUnsafeBytes { digest.update($0) }
        }
        return digest.hex()
    }
}
