import Glibc
import NarrateModel

/// Files of a source.
enum SourceFile {
    /// The whole of a file.
    static func bytes(at path: String, limit: Int = IngestLimits.fileBytes) throws(SourceError)
        -> [UInt8]
    {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .unreadable(path, errno) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .unreadable(path, errno) }
        guard status.st_size <= limit else {
            throw SourceError(
                code: .invalid,
                message:
                    "'\(path)' is too large: \(status.st_size) bytes are over the limit of \(limit)",
                source: path
            )
        }
        return try bytes(of: descriptor, expected: Int(status.st_size), limit: limit, path)
    }

    /// What is left to read of a descriptor.
    private static func bytes(
        of descriptor: Int32,
        expected: Int,
        limit: Int,
        _ path: String
    ) throws(SourceError) -> [UInt8] {
        var failure: SourceError?
        var result = [UInt8](unsafeUninitializedCapacity: expected + 1) { buffer, count in
            do throws(SourceError) {
                count = try fill(buffer, from: descriptor, path)
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        guard result.count > expected else { return result }
        // Pipes and growing files have more than their size says.
        var piece = [UInt8](repeating: 0, count: 1 << 18)
        while true {
            let count = try piece.withUnsafeMutableBufferPointer {
                buffer throws(SourceError) in try fill(buffer, from: descriptor, path)
            }
            result.append(contentsOf: piece[..<count])
            guard result.count <= limit else {
                throw SourceError(
                    code: .invalid,
                    message: "'\(path)' is too large: over the limit of \(limit) bytes",
                    source: path
                )
            }
            if count < piece.count { return result }
        }
    }

    /// Reads until a buffer is full or there is no more.
    private static func fill(
        _ buffer: UnsafeMutableBufferPointer<UInt8>,
        from descriptor: Int32,
        _ path: String
    ) throws(SourceError) -> Int {
        var filled = 0
        while filled < buffer.count, let base = buffer.baseAddress {
            let count = read(descriptor, base + filled, buffer.count - filled)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .unreadable(path, errno) }
            if count == 0 { break }
            filled += count
        }
        return filled
    }

    /// Whether a file begins as ZIP archives do, and can be read in any order.
    static func isArchive(at path: String) throws(SourceError) -> Bool {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .unreadable(path, errno) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
            status.st_size <= IngestLimits.fileBytes
        else { return false }
        var head: [UInt8] = [0, 0, 0, 0]
        return pread(descriptor, &head, 4, 0) == 4 && head == [0x50, 0x4B, 0x03, 0x04]
    }

    static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    static func isFile(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }

    /// Bytes of a file that is no link, or `nil`.
    static func size(of path: String) -> Int? {
        var status = stat()
        guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        return Int(status.st_size)
    }

    /// Links are not followed: they may lead out of the source or in circles.
    static func isLink(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
    }

    /// The last part of a path or address.
    static func name(of source: String) -> String {
        let path = source.prefix { $0 != "?" }
        return path.split(separator: "/").last.map(String.init) ?? source
    }

    /// Names in a folder, hidden ones left out.
    static func names(inFolder path: String) throws(SourceError) -> [String] {
        guard let folder = opendir(path) else { throw .unreadable(path, errno) }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names
    }
}

extension SourceError {
    static func unreadable(_ path: String, _ code: Int32) -> Self {
        let reason = String(cString: strerror(code))
        return Self(
            code: .unreadable,
            message: "'\(path)' can't be read: \(reason.lowercased())",
            source: path
        )
    }
}
