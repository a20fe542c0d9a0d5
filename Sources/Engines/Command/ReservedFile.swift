import NarrateModel
import SystemPackage

#if canImport(Glibc)
import Glibc
#endif

/// A file that a program writes itself, with room on the disk that nobody can take from it.
struct ReservedFile: Sendable {
    let file: FileDescriptor
    private let path: String
    private let bytes: Int

    /// Opens the file at the path and takes the room.
    ///
    /// - Throws: `EngineError` with `.storage` when there is none.
    init(path: String, bytes: Int) throws(EngineError) {
        self.path = path
        self.bytes = bytes
        do {
            file = try FileDescriptor.open(FilePath(path), .readWrite, options: .closeOnExec)
        } catch {
            throw .storage(path, error)
        }
        let code = posix_fallocate(file.rawValue, 0, bytes)
        guard code == 0 else {
            abandon()
            throw .storage(path, Errno(rawValue: code))
        }
    }

    /// Gives back what was not needed; returns whether the room was enough.
    ///
    /// The program shares our place in the file: it is where the program stopped writing.
    func finish() throws(EngineError) -> Bool {
        do {
            let end = try file.seek(offset: 0, from: .current)
            try file.resize(to: end)
            try file.close()
            return end <= bytes
        } catch {
            throw .storage(path, error)
        }
    }

    /// Lets go of a file that nobody is going to read.
    func abandon() {
        // What could not be written is of no interest any more.
        try? file.close()
    }
}
