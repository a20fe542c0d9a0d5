import NarrateModel

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Reads standard input.
enum StandardInput {
    /// Most that is read; longer texts are better given as a file.
    static let maxBytes = 256 << 20

    /// Reads standard input to its end.
    ///
    /// - Throws: `SourceError` when it can't be read or does not end.
    static func read() throws -> [UInt8] {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = Glibc.read(STDIN_FILENO, &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else {
                throw SourceError(
                    code: .unreadable,
                    message: "can't read standard input: \(String(cString: strerror(errno)))"
                )
            }
            guard count > 0 else { return bytes }
            bytes += chunk[..<count]
            guard bytes.count <= maxBytes else {
                throw SourceError(
                    code: .invalid,
                    message: "standard input has more than \(maxBytes >> 20) MiB",
                    hint: "give the text as a file"
                )
            }
        }
    }
}
