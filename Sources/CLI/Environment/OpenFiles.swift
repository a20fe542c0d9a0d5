#if canImport(Glibc)
import Glibc

private let files = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
#else
import Darwin

private let files = RLIMIT_NOFILE
#endif

/// How many files the process may have open.
enum OpenFiles {
    /// Fewest that a run gets by with: ledger, transfers, takes and the runtime's own.
    private static let fewest: rlim_t = 64
    private static let plenty: rlim_t = 1024

    /// Raises the limit as far as is needed and allowed.
    ///
    /// - Throws: `Failure` with exit code 74 when it stays too low: the runtime would end the process
    ///   without a word.
    static func allow() throws {
        var limit = rlimit()
        guard getrlimit(files, &limit) == 0, limit.rlim_cur < plenty else { return }
        limit.rlim_cur = min(limit.rlim_max, plenty)
        guard setrlimit(files, &limit) != 0 || limit.rlim_cur < fewest else { return }
        throw Failure(
            kind: "storage",
            code: 74,
            message: "no more than \(limit.rlim_cur) files may be open at once, "
                + "\(fewest) are needed",
            hint: "raise the limit with: ulimit -n \(plenty)"
        )
    }
}
