import FoundationEssentials

/// Times of a feed.
enum FeedDate {
    /// ISO 8601 in UTC as feeds write it: `Sat, 02 Jan 2027 07:00:05 GMT` (RFC 822 by way of RSS).
    static func rss(_ time: String) -> String? {
        guard let date = try? Date(time, strategy: .iso8601) else { return nil }
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let parts = calendar.dateComponents(
            [.year, .month, .day, .hour, .minute, .second, .weekday],
            from: date
        )
        guard let year = parts.year, let month = parts.month, let day = parts.day,
            let hour = parts.hour, let minute = parts.minute, let second = parts.second,
            let weekday = parts.weekday
        else { return nil }
        let clock = [hour, minute, second].map(two).joined(separator: ":")
        return "\(days[weekday - 1]), \(two(day)) \(months[month - 1]) \(year) \(clock) GMT"
    }

    /// A time so many seconds earlier.
    static func time(_ time: String, earlierBy seconds: Int) -> String {
        guard let date = try? Date(time, strategy: .iso8601) else { return time }
        return date.addingTimeInterval(-Double(seconds)).formatted(.iso8601)
    }

    private static let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
