import FoundationEssentials
import Synchronization

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The right to run on a project, held by at most one process.
///
/// A kernel lock: it ends with the process that holds it, however that dies.
final class ProjectLock: Sendable {
    private let descriptor: Int32

    /// Takes the lock.
    ///
    /// - Throws: `ProjectError` with code `locked`, naming who holds it.
    init(_ folder: ProjectFolder) throws {
        let opened = open(folder.lock, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard opened >= 0 else {
            throw ProjectError(
                code: .cantCreate,
                message: "can't write in '\(folder.path)': \(String(cString: strerror(errno)))",
                hint: "choose another place with --output or --project"
            )
        }
        let name =
            "process \(getpid()) on \(ProcessInfo.processInfo.hostName), "
            + "started \(Date.now.formatted(.iso8601))"
        guard flock(opened, LOCK_EX | LOCK_NB) == 0 else {
            let holder = Self.holder(of: opened)
            close(opened)
            throw ProjectError(
                code: .locked,
                message: "'\(folder.path)' is in use by \(holder)",
                hint: "wait for it to end, or stop it"
            )
        }
        descriptor = opened
        write(name)
    }

    deinit { close(descriptor) }

    private func write(_ text: String) {
        guard ftruncate(descriptor, 0) == 0 else { return }
        let bytes = Array(text.utf8)
        // Only what a second run is told; the lock itself does not depend on it.
        _ = pwrite(descriptor, bytes, bytes.count, 0)
    }

    /// Who holds the lock, as far as that is said: who has just taken it is given a second to say so.
    private static func holder(of descriptor: Int32) -> String {
        for _ in 0..<20 {
            let text = text(of: descriptor)
            if !text.isEmpty { return text }
            usleep(50_000)
        }
        return "another run"
    }

    private static func text(of descriptor: Int32) -> String {
        var bytes = [UInt8](repeating: 0, count: 512)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
    }
}

extension ProjectFolder {
    /// Whether a run holds the project now.
    package var isLocked: Bool {
        let descriptor = open(lock, O_RDWR | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return flock(descriptor, LOCK_SH | LOCK_NB) != 0
    }
}
