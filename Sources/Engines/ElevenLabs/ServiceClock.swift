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
        guard let header, let time = HTTPDate.seconds(of: header) else { return }
        let reading = Reading(time: time, moment: .now)
        last.withLock { $0 = reading }
    }

    /// Seconds since 1970, or `nil` before the first answer.
    ///
    /// At most a second behind the service's own clock and never ahead of it: its dates leave
    /// fractions out.
    var time: Double? {
        last.withLock { $0 }.map { $0.time + $0.moment.duration(to: .now) / .seconds(1) }
    }
}
