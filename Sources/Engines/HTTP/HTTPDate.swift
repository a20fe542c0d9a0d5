/// A moment as servers write it (RFC 9110, 5.6.7).
enum HTTPDate {
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// Seconds since 1970 of a date in one of the three forms there are, or `nil`.
    ///
    /// `Sun, 06 Nov 1994 08:49:37 GMT` is the one that is written today; `Sunday, 06-Nov-94 08:49:37 GMT` and
    /// `Sun Nov  6 08:49:37 1994` must be understood all the same.
    static func seconds(of date: String) -> Double? {
        let words = date.split { $0 == " " || $0 == "-" }
        // All of them have the same words in them, the zone apart, and the oldest another order.
        switch words.count {
        case 6 where words[5] == "GMT":
            return seconds(day: words[1], month: words[2], year: words[3], time: words[4])
        case 5:
            return seconds(day: words[2], month: words[1], year: words[4], time: words[3])
        default: return nil
        }
    }

    private static func seconds(
        day: Substring,
        month: Substring,
        year: Substring,
        time: Substring
    ) -> Double? {
        let clock = time.split(separator: ":").map { Int($0) ?? -1 }
        guard let month = months.firstIndex(where: { $0 == month }), clock.count == 3,
            let day = Int(day), (1...31).contains(day),
            let year = Int(year).flatMap({ fullYear($0, digits: year.utf8.count) }),
            (0..<24).contains(clock[0]), (0..<60).contains(clock[1]), (0...60).contains(clock[2])
        else { return nil }
        let days = days(year: year, month: month + 1, day: day)
        return Double(((days * 24 + clock[0]) * 60 + clock[1]) * 60 + clock[2])
    }

    /// Servers that write two digits were built before 2000 or for those that were.
    private static func fullYear(_ year: Int, digits: Int) -> Int? {
        switch digits {
        case 4: year
        case 2: year < 70 ? 2000 + year : 1900 + year
        default: nil
        }
    }

    /// Days since 1970-01-01 in the Gregorian calendar, counted from March so that leap days come last.
    private static func days(year: Int, month: Int, day: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let ofYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
        return 365 * shifted + shifted / 4 - shifted / 100 + shifted / 400 + ofYear - 719_468
    }
}
