import Glibc

/// The folder a release is in.
struct ReleaseFolder: Sendable, Equatable {
    var path: String

    func path(of name: String) -> String { path + "/" + name }

    /// Its own name.
    var name: String { path.split(separator: "/").last.map(String.init) ?? "" }

    /// Makes the folder and those above it, where they are missing.
    func create() throws {
        var made = path.hasPrefix("/") ? "/" : ""
        for part in path.split(separator: "/") {
            made += part + "/"
            guard mkdir(made, 0o755) != 0, errno != EEXIST else { continue }
            // Above the folder there may be places we must not even try to make.
            let number = errno
            guard !isFolder(made) else { continue }
            throw PublishError.cannotCreate(folder: path, errno: number)
        }
        guard isFolder(path) else {
            throw PublishError.cannotCreate(folder: path, errno: ENOTDIR)
        }
        guard access(path, W_OK | X_OK) == 0 else {
            throw PublishError.cannotCreate(folder: path, errno: errno)
        }
    }

    /// Makes renames and removals in the folder durable.
    func synchronize() throws {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw PublishError.failed("open", path, errno: errno) }
        defer { close(descriptor) }
        // Some network file systems can't do it for folders and say so.
        guard fsync(descriptor) == 0 || errno == EINVAL || errno == ENOTSUP else {
            throw PublishError.failed("write", path, errno: errno)
        }
    }

    /// Size of a file, or `nil` when there is none of that name.
    func size(of name: String) -> Int? {
        var status = stat()
        guard stat(path(of: name), &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            return nil
        }
        return Int(status.st_size)
    }

    /// The bytes of a file, or `nil` when there is none of that name.
    func contents(of name: String) throws -> [UInt8]? {
        guard let size = size(of: name) else { return nil }
        return try InputFile(path: path(of: name)).read(size)
    }

    /// Removes a file; that it is gone already is as good.
    func remove(_ name: String) throws {
        guard unlink(path(of: name)) == 0 || errno == ENOENT else {
            throw PublishError.failed("remove", path(of: name), errno: errno)
        }
    }

    /// Names of the files in the folder, sorted.
    func names() throws -> [String] {
        guard let stream = opendir(path) else {
            throw PublishError.failed("read", path, errno: errno)
        }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    /// Writes a small file, unless it holds these bytes already.
    func write(_ bytes: [UInt8], as name: String) throws -> ReleasedFile {
        if size(of: name) == bytes.count, try contents(of: name) == bytes {
            let digest = try InputFile.sha256(path: path(of: name))
            return ReleasedFile(file: name, bytes: bytes.count, sha256: digest, isNew: false)
        }
        var file = try OutputFile(in: self, name: name)
        try file.write(bytes)
        return try file.publish(as: name)
    }

    private func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }
}
