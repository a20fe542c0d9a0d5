import NarrateModel
import SystemPackage

#if canImport(Glibc)
import Glibc
#endif

/// A text in a file of its own, for programs to read.
enum SpokenText {
    /// Writes the text beside the audio's file, and removes it when the work is done.
    static func withFile<Value>(
        holding bytes: [UInt8],
        beside audio: String,
        _ work: (String) async throws -> Value
    ) async throws -> Value {
        let path = "\(audio).text"
        try write(bytes, to: path)
        do {
            let value = try await work(path)
            try remove(path)
            return value
        } catch {
            try remove(path)
            throw error
        }
    }

    private static func write(_ bytes: [UInt8], to path: String) throws(EngineError) {
        do {
            let file = try FileDescriptor.open(
                FilePath(path),
                .writeOnly,
                options: [.create, .truncate, .closeOnExec],
                permissions: .ownerReadWrite
            )
            _ = try file.closeAfter { try file.writeAll(bytes) }
        } catch {
            throw .storage(path, error)
        }
    }

    private static func remove(_ path: String) throws(EngineError) {
        guard unlink(path) == 0 || errno == ENOENT else {
            throw .storage(path, Errno(rawValue: errno))
        }
    }
}
