import Glibc
import NarrateModel

/// Reads files whole: `Data(contentsOf:)` of Swift 6.3.1 leaks its buffer now and then on Linux.
enum FileBytes {
    /// The bytes of a file, or its first ones.
    static func read(_ path: String, upTo limit: Int = .max) throws(EngineError) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .unreadable(path) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .unreadable(path) }
        let size = min(limit, Int(status.st_size))
        var failed = false
        let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            while count < size {
                let rest = UnsafeMutableBufferPointer(rebasing: buffer[count..<size])
                let got = Glibc.read(descriptor, rest.baseAddress, rest.count)
                if got < 0, errno == EINTR { continue }
                failed = got < 0
                guard got > 0 else { return }
                count += got
            }
        }
        guard !failed else { throw .unreadable(path) }
        return bytes
    }
}

extension EngineError {
    fileprivate static func unreadable(_ path: String) -> EngineError {
        .storage("can't read \(path): \(String(cString: strerror(errno)))")
    }
}
