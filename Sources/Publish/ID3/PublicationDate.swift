/// The beginning of an ISO 8601 date, as far as it is known.
struct PublicationDate: Sendable, Equatable {
    let year: String
    private let month: String?
    private let day: String?

    /// Reads `1865`, `1865-11`, `1865-11-26` and longer; `nil` for everything else.
    init?(_ text: String?) {
        guard let text else { return nil }
        let date = text.collapsingWhiteSpace.prefix { $0 != "T" && $0 != " " }
        let parts = date.split(separator: "-", omittingEmptySubsequences: false)
        guard let year = parts.first, Self.isNumber(year, digits: 4), year != "0000" else {
            return nil
        }
        self.year = String(year)
        let month = parts.count > 1 && Self.isNumber(parts[1], digits: 2) ? parts[1] : nil
        self.month = month.map(String.init)
        let hasDay = month != nil && parts.count > 2 && Self.isNumber(parts[2], digits: 2)
        day = hasDay ? String(parts[2]) : nil
    }

    var text: String { [year, month, day].compactMap(\.self).joined(separator: "-") }

    /// `DDMM`, as ID3v2.3 spells it.
    var dayAndMonth: String? {
        guard let month, let day else { return nil }
        return day + month
    }

    private static func isNumber(_ text: Substring, digits: Int) -> Bool {
        text.utf8.count == digits && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }
}
