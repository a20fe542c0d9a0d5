import FoundationEssentials

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A time of day, by the clock on the wall.
package struct TimeOfDay: Sendable, Equatable {
    package var hour: Int
    package var minute: Int

    /// Reads `22:00`; `nil` when it is no time.
    package init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ (1...2).contains($0.count) }),
            parts.joined().allSatisfy({ $0.isASCII && $0.isNumber }),
            let hour = Int(parts[0]), let minute = Int(parts[1]),
            (0...23).contains(hour), (0...59).contains(minute)
        else { return nil }
        self.hour = hour
        self.minute = minute
    }

    /// The time as `22:00`.
    package var text: String { "\(hour):\(minute < 10 ? "0" : "")\(minute)" }

    fileprivate var minutes: Int { hour * 60 + minute }
}

/// When a batch may work.
package struct WorkWindow: Sendable, Equatable {
    /// Before this time of day it waits.
    package var from: TimeOfDay?
    /// At this time of day it stops.
    package var until: TimeOfDay?
    /// How long it works at most, from when it begins.
    package var longest: Duration?

    /// Creates a window; by default work may be done at any time.
    package init(from: TimeOfDay? = nil, until: TimeOfDay? = nil, longest: Duration? = nil) {
        self.from = from
        self.until = until
        self.longest = longest
    }

    /// When work may begin: now, where the window is open.
    package func opening(after now: Date, in calendar: Calendar) -> Date {
        guard let from, !isOpen(at: now, from: from, in: calendar) else { return now }
        return next(from, after: now, in: calendar)
    }

    private func isOpen(at now: Date, from: TimeOfDay, in calendar: Calendar) -> Bool {
        let clock = calendar.dateComponents([.hour, .minute], from: now)
        let minutes = (clock.hour ?? 0) * 60 + (clock.minute ?? 0)
        // Without an end the window is open until midnight.
        guard let until else { return minutes >= from.minutes }
        return from.minutes < until.minutes
            ? (from.minutes..<until.minutes).contains(minutes)
            : minutes >= from.minutes || minutes < until.minutes
    }

    /// When work that began at a moment has to stop; `nil` for never.
    package func closing(from start: Date, in calendar: Calendar) -> Date? {
        let ends = [
            until.map { next($0, after: start, in: calendar) },
            longest.map { start.addingTimeInterval($0 / .seconds(1)) },
        ]
        return ends.compactMap { $0 }.min()
    }

    private func next(_ time: TimeOfDay, after date: Date, in calendar: Calendar) -> Date {
        let wanted = DateComponents(hour: time.hour, minute: time.minute, second: 0)
        // A time that summer time skips is the next that there is.
        return calendar.nextDate(after: date, matching: wanted, matchingPolicy: .nextTime)
            ?? date.addingTimeInterval(86_400)
    }

    /// Reads a length of time such as `8h`, `90m`, `1h30m` or `45s`; `nil` when it is none.
    package static func length(_ text: String) -> Duration? {
        var seconds = 0
        var number = ""
        var units = ["h": 3600, "m": 60, "s": 1]
        for character in text {
            if character.isASCII, character.isNumber {
                number.append(character)
            } else {
                // Each unit once.
                guard let count = Int(number), count < 1_000_000,
                    let unit = units.removeValue(forKey: String(character))
                else { return nil }
                seconds += count * unit
                number = ""
            }
        }
        return number.isEmpty && seconds > 0 ? .seconds(seconds) : nil
    }
}

extension Calendar {
    /// The calendar of this machine, in the time zone of its C library.
    ///
    /// Foundation takes a zone that `TZ` spells out, such as `CET-1CEST`, for Greenwich's.
    package static func local(at moment: Date) -> Calendar {
        var calendar = Calendar.current
        var seconds = time_t(moment.timeIntervalSince1970)
        var parts = tm()
        guard localtime_r(&seconds, &parts) != nil,
            calendar.timeZone.secondsFromGMT(for: moment) != parts.tm_gmtoff,
            let zone = TimeZone(secondsFromGMT: parts.tm_gmtoff)
        else { return calendar }
        calendar.timeZone = zone
        return calendar
    }
}
