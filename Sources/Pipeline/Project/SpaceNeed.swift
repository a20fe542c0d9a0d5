import FoundationEssentials
import NarrateModel

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The room a run needs on disk, estimated before anything is spent.
struct SpaceNeed: Sendable, Equatable {
    /// Bytes of takes that are not there yet.
    var takes: Int
    /// Bytes of chapters that have to be made.
    var release: Int

    /// Estimates for characters that have to be recorded, and for the whole script's release.
    ///
    /// `recording`: characters to record. `whole`: characters of all utterances; 0 when no chapter
    /// is going to be made.
    init(recording: Int, whole: Int, session: EngineSession) {
        let secondsPerCharacter = 1 / max(1, session.charactersPerSecond)
        let rate = Double(Self.bytesPerSecond(session.template.outputFormat))
        takes = Int(Double(recording) * secondsPerCharacter * rate)
        // MP3 at 192 kbit/s, with pauses; each chapter stands twice on disk while it is released.
        release = Int(Double(whole) * secondsPerCharacter * 24_000 * 1.15)
    }

    /// Bytes of a second of audio in a format, by its engine's name for it.
    static func bytesPerSecond(_ format: String) -> Int {
        let parts = format.split(separator: "_").map(String.init)
        let rate = parts.count > 1 ? Int(parts[1]) ?? 48_000 : 48_000
        switch parts.first {
        case "mp3", "opus":
            return (parts.count > 2 ? Int(parts[2]) ?? 192 : 192) * 125
        case "ulaw", "alaw": return rate
        default: return rate * 2
        }
    }

    /// Bytes that the answer to one character has at most, near enough.
    static func bytesPerCharacter(_ session: EngineSession) -> Int {
        let rate = Double(bytesPerSecond(session.template.outputFormat))
        return Int(rate * 1.5 / max(1, session.charactersPerSecond))
    }

    /// Makes sure that there is room where takes and release go.
    ///
    /// - Throws: `ProjectError` with code `storage`, saying how much is missing where.
    func check(project: String, output: String) throws {
        let isOneDisk = Self.disk(of: project) == Self.disk(of: output)
        if isOneDisk {
            try Self.check(takes + release, in: project)
        } else {
            try Self.check(takes, in: project)
            try Self.check(release, in: output)
        }
    }

    private static func disk(of path: String) -> dev_t? {
        var status = stat()
        return stat(path, &status) == 0 ? status.st_dev : nil
    }

    private static func check(_ bytes: Int, in folder: String) throws {
        var status = statvfs()
        // A file system that can't be asked is tried.
        guard bytes > 0, statvfs(folder, &status) == 0 else { return }
        let free = Int(clamping: UInt64(status.f_bavail) * UInt64(status.f_frsize))
        guard free < bytes else { return }
        throw ProjectError(
            code: .storage,
            message: "about \(megabytes(bytes)) are needed in '\(folder)' and "
                + "\(megabytes(free)) are free",
            hint: "make room, or choose another disk with --project and --output"
        )
    }

    private static func megabytes(_ bytes: Int) -> String {
        "\((bytes + 999_999) / 1_000_000) MB"
    }
}
