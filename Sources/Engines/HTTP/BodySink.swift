import Glibc

/// Where the body of an answer goes.
enum BodyTarget: Sendable, Equatable {
    case memory
    /// A file, which is created or emptied; answers without success go to memory all the same.
    case file(path: String)
}

/// Takes the bytes of a body and counts them against a limit.
struct BodySink: ~Copyable {
    private(set) var bytes: [UInt8] = []
    private(set) var count = 0
    private let limit: Int
    private let descriptor: Int32?

    /// Bytes of an unsuccessful answer worth reading.
    private static let excerpt = 256 << 10

    init(target: BodyTarget, head: HTTPHead?, limit: Int) throws(HTTPError) {
        guard case .file(let path) = target, head?.isSuccess ?? true else {
            self.limit = head?.isSuccess ?? true ? limit : min(limit, Self.excerpt)
            descriptor = nil
            return
        }
        self.limit = limit
        let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw .storage("open", path: path) }
        // Emptying an empty file would give up the room that was reserved for it.
        var status = stat()
        guard fstat(descriptor, &status) == 0,
            status.st_size == 0 || ftruncate(descriptor, 0) == 0
        else {
            let error = HTTPError.storage("empty", path: path)
            close(descriptor)
            throw error
        }
        self.descriptor = descriptor
    }

    deinit {
        if let descriptor { close(descriptor) }
    }

    mutating func take(_ chunk: UnsafeRawBufferPointer) throws(HTTPError) {
        guard count + chunk.count <= limit else { throw .tooLarge(limit: limit) }
        count += chunk.count
        guard let descriptor else {
            bytes.append(contentsOf: chunk)
            return
        }
        var rest = chunk[...]
        while !rest.isEmpty {
            let written = write(
                descriptor,
                UnsafeRawBufferPointer(rebasing: rest).baseAddress,
                rest.count
            )
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { throw .storage("write", path: "the answer") }
            rest = rest.dropFirst(written)
        }
    }
}

extension HTTPError {
    fileprivate static func storage(_ verb: String, path: String) -> HTTPError {
        HTTPError(
            code: .storage,
            message: "can't \(verb) \(path): \(String(cString: strerror(errno)))"
        )
    }
}
