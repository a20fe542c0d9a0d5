/// What a finding measured and what it was held against, for people.
package struct FindingFigures: Sendable {
    /// `-25.1 dBFS, limit -23`; `nil` where nothing was measured.
    package let text: String?

    /// Puts figures into words; a limit of nothing at all goes without saying.
    package init(_ measured: Double?, limit: Double?, unit: String?) {
        text = measured.map { measured in
            let unit = unit.map { " \($0)" } ?? ""
            let limit = limit.map { $0 == 0 ? "" : ", limit \(Self.rounded($0))" } ?? ""
            return "\(Self.rounded(measured))\(unit)\(limit)"
        }
    }

    /// The same behind a sentence: a space, and brackets around it.
    package var inBrackets: String { text.map { " (\($0))" } ?? "" }

    /// Two digits behind the point where they say something.
    private static func rounded(_ value: Double) -> String {
        let hundredths = (value * 100).rounded() / 100
        return hundredths == hundredths.rounded() && abs(hundredths) < 1e15
            ? String(Int(hundredths)) : String(hundredths)
    }
}

extension Finding {
    /// What it measured and what that was held against.
    package var figures: FindingFigures {
        FindingFigures(measured, limit: limit, unit: unit)
    }
}
