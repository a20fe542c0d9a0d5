/// Spells times for people.
enum Durations {
    /// Hours, minutes and seconds as players show them: `1:02:03`, `4:05`.
    static func clock(_ seconds: Double) -> String {
        let total = Int(seconds.rounded())
        let (hours, minutes, rest) = (total / 3600, total / 60 % 60, total % 60)
        let padded = rest < 10 ? "0\(rest)" : "\(rest)"
        guard hours > 0 else { return "\(minutes):\(padded)" }
        return "\(hours):\(minutes < 10 ? "0" : "")\(minutes):\(padded)"
    }

    /// A number with one decimal.
    static func tenths(_ value: Double) -> String {
        guard value.isFinite else { return "-inf" }
        let tenths = Int((abs(value) * 10).rounded())
        return "\(value < 0 && tenths > 0 ? "-" : "")\(tenths / 10).\(tenths % 10)"
    }

    /// A number of things: `1 take`, `1,200 takes`.
    static func count(_ value: Int, _ thing: String) -> String {
        "\(count(value)) \(thing)\(value == 1 ? "" : "s")"
    }

    /// A whole number with thousands apart: `163,400`.
    static func count(_ value: Int) -> String {
        let digits = String(abs(value))
        var spelled = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { spelled += "," }
            spelled.append(digit)
        }
        return value < 0 ? "-\(spelled)" : spelled
    }
}
