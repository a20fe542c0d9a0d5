#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Sizes of files.
package enum FileSize {
    /// Bytes of the file at a path, links followed; 0 when there is none.
    package static func bytes(at path: String) -> Int {
        var status = stat()
        return stat(path, &status) == 0 ? Int(status.st_size) : 0
    }
}
