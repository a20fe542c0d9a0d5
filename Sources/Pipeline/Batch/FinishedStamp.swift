import FoundationEssentials
import NarrateDigest
import NarrateModel

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// What a finished project was made from and came to: while nothing of it has changed there is
/// nothing to do, and nothing to open.
///
/// It can be lost: then the project is looked at in full.
struct FinishedStamp: Codable, Equatable {
    /// What is told of the project without opening it.
    struct Summary: Codable, Equatable {
        var release: String?
        var chapters: Int
        var duration: Double
        var flagged: Int
        /// Missing in stamps of versions that did not count them.
        var outsideProfile: Int?
    }

    private var version = 1
    /// Digest of every choice.
    private var choices: String
    /// By path: whatever a change of would show in.
    private var files: [String: String]
    var summary: Summary

    /// More files than this are not looked at one by one.
    private static let mostFiles = 20_000
    private static let folder = "folder"

    /// Stamps a project as it is now; `nil` where that can't be told by files.
    init?(_ book: BatchBook, summary: Summary, engines: EngineCatalog) {
        guard let choices = Self.digest(of: book, engines: engines),
            let files = Self.files(of: book.configuration, release: summary.release)
        else { return nil }
        self.choices = choices
        self.files = files
        self.summary = summary
    }

    /// The stamp of a project when it still holds; `nil` when something changed or it has none.
    static func holding(_ book: BatchBook, engines: EngineCatalog) -> FinishedStamp? {
        guard let data = FileManager.default.contents(atPath: path(of: book)),
            let stamp = try? JSONDecoder().decode(FinishedStamp.self, from: data)
        else { return nil }
        return stamp == FinishedStamp(book, summary: stamp.summary, engines: engines) ? stamp : nil
    }

    /// Puts the stamp into its project; without it the next batch takes longer, that is all.
    func write(into book: BatchBook) {
        guard let data = try? JSONEncoder().encode(self) else { return }
        try? data.write(to: URL(filePath: Self.path(of: book)), options: .atomic)
    }

    private static func path(of book: BatchBook) -> String {
        book.configuration.folder.path + "/finished.json"
    }

    private static func digest(of book: BatchBook, engines: EngineCatalog) -> String? {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        guard let choices = try? encoder.encode(book.choices) else { return nil }
        let others = [
            Project.version, book.configuration.source, book.configuration.output,
            book.configuration.engine,
            engines.command ?? "", engines.openAIBaseURL ?? "",
        ]
        return SHA256.hex(of: Array(choices) + Array(others.joined(separator: "\n").utf8))
    }

    // MARK: Files

    private static func files(
        of configuration: ProjectConfiguration,
        release: String?
    ) -> [String: String]? {
        let source = configuration.source
        guard !SourceFetch.isAddress(source), source != "-", let release else { return nil }
        var files: [String: String] = [:]
        let ledger = configuration.folder.ledger
        let singles = configuration.lexicons + [configuration.overrides.cover].compactMap { $0 }
        for path in singles + [ledger] {
            guard let identity = identity(of: path) else { return nil }
            files[path] = identity
        }
        // What a run that was killed has committed stands here.
        files["wal"] =
            FileSize.bytes(at: ledger + "-wal") > 0 ? identity(of: ledger + "-wal") : "none"
        for root in [source, release] where !add(root, to: &files) { return nil }
        return files
    }

    /// Adds a file, or everything in a folder; `false` when it is not there or too much.
    private static func add(_ path: String, to files: inout [String: String]) -> Bool {
        guard let own = identity(of: path) else { return false }
        files[path] = own
        guard own == folder else { return true }
        guard let names = try? FileManager.default.subpathsOfDirectory(atPath: path) else {
            return false
        }
        for name in names {
            let inner = "\(path)/\(name)"
            // A release may stand inside of its own source.
            guard !name.contains(".narrate/") else { continue }
            guard files.count < mostFiles, let identity = identity(of: inner) else { return false }
            files[inner] = identity
        }
        return true
    }

    /// Size, times and number of a file; the time of a change can't be set back.
    ///
    /// A folder is known by what is in it.
    private static func identity(of path: String) -> String? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        guard status.st_mode & S_IFMT != S_IFDIR else { return folder }
        let (made, changed) = (status.st_mtim, status.st_ctim)
        return "\(status.st_size) \(made.tv_sec).\(made.tv_nsec) "
            + "\(changed.tv_sec).\(changed.tv_nsec) \(status.st_ino)"
    }
}
