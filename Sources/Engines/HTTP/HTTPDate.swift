import CCurl

/// A moment as servers write it (RFC 9110, 5.6.7).
enum HTTPDate {
    /// Seconds since 1970 of a date in any form that libcurl understands, the three of the RFC among them, or `nil`.
    static func seconds(of date: String) -> Double? {
        guard narrate_curl_is_installed() != 0 else { return nil }
        let seconds = narrate_curl_getdate(date)
        return seconds < 0 ? nil : Double(seconds)
    }
}
