#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A moment as the ledger writes it: `2026-11-22T03:30:00Z`.
///
/// Foundation's own spelling sets a calendar up for each; several are written for each take.
enum Timestamp {
    /// The text of a moment, in seconds since 1970, its fraction left out.
    static func text(of moment: Double) -> String {
        var seconds = time_t(moment.rounded(.down))
        var parts = tm()
        guard gmtime_r(&seconds, &parts) != nil else { return "\(seconds)" }
        let date = [parts.tm_mon + 1, parts.tm_mday].map(padded).joined(separator: "-")
        let time = [parts.tm_hour, parts.tm_min, parts.tm_sec].map(padded).joined(separator: ":")
        let year = String(1900 + Int(parts.tm_year))
        return String(repeating: "0", count: max(0, 4 - year.utf8.count))
            + "\(year)-\(date)T\(time)Z"
    }

    private static func padded(_ value: Int32) -> String { value < 10 ? "0\(value)" : "\(value)" }
}
