/// A moment as the ledger writes it: `2026-11-22T03:30:00Z`.
///
/// Foundation's own spelling sets a calendar up for each; several are written for each take.
enum Timestamp {
    /// The text of a moment, in seconds since 1970, its fraction left out.
    static func text(of moment: Double) -> String {
        let seconds = Int(moment.rounded(.down))
        let days = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
        let rest = seconds - days * 86_400
        let time = "\(padded(rest / 3600)):\(padded(rest / 60 % 60)):\(padded(rest % 60))"
        return "\(date(of: days))T\(time)Z"
    }

    private static func padded(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }

    /// The Gregorian date of a day since 1970-01-01; years begin in March here, so that leap days come last.
    private static func date(of days: Int) -> String {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = String(era * 400 + yearOfEra + (month <= 2 ? 1 : 0))
        let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        let padding = String(repeating: "0", count: max(0, 4 - year.utf8.count))
        return "\(padding)\(year)-\(padded(month))-\(padded(day))"
    }
}
