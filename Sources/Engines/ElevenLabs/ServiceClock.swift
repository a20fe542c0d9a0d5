import FoundationEssentials
import Synchronization

/// The time as the service knows it, from the dates of its answers.
///
/// This machine's own clock may be wrong or be set in the middle of a run; between two answers time
/// goes on by a clock that nobody sets.
final class ServiceClock: Sendable {
    private struct Reading {
        /// Seconds since 1970.
        var time: Double
        var moment: ContinuousClock.Instant
    }

    private let last = Mutex<Reading?>(nil)

    /// Takes note of an answer's `Date` header; what is none is passed over.
    func note(_ header: String?) {
        guard let header, let time = Self.time(of: header) else { return }
        let reading = Reading(time: time, moment: .now)
        last.withLock { $0 = reading }
    }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// Seconds since 1970 of a date as servers write it, `Sun, 06 Nov 1994 08:49:37 GMT`.
    static func time(of date: String) -> Double? {
        let words = date.split(separator: " ")
        guard words.count == 6, words[5] == "GMT",
            let month = months.firstIndex(of: String(words[2]))
        else { return nil }
        let number = month < 9 ? "0\(month + 1)" : "\(month + 1)"
        let text = "\(words[3])-\(number)-\(words[1])T\(words[4])Z"
        return (try? Date(text, strategy: .iso8601))?.timeIntervalSince1970
    }

    /// Seconds since 1970, or `nil` before the first answer.
    ///
    /// At most a second behind the service's own clock and never ahead of it: its dates leave
    /// fractions out.
    var time: Double? {
        last.withLock { $0 }.map { $0.time + $0.moment.duration(to: .now) / .seconds(1) }
    }
}
