/// Numbers in the words of a language.
protocol NumberWords: Sendable {
    /// A whole number, at least 0.
    func cardinal(_ value: Int) -> String
    /// Its ordinal; `isFeminine` where the language has a form for it.
    func ordinal(_ value: Int, isFeminine: Bool) -> String
    /// A number that is a year.
    func year(_ value: Int) -> String
    /// What stands between a whole number and its decimals.
    var point: String { get }
    var minus: String { get }
    var percent: String { get }
    /// What stands between the ends of a range.
    var to: String { get }
}

extension NumberWords {
    func year(_ value: Int) -> String { cardinal(value) }

    /// Digits one by one.
    func digits(_ text: some StringProtocol) -> String {
        text.compactMap(\.wholeNumberValue).map { cardinal($0) }.joined(separator: " ")
    }

    /// A number as it is written, with its decimals digit by digit.
    func number(_ literal: NumberLiteral) -> String {
        let whole = literal.isCode ? digits(literal.whole) : literal.value.map(cardinal)
        let words = whole ?? digits(literal.whole)
        return literal.decimals.isEmpty ? words : "\(words) \(point) \(digits(literal.decimals))"
    }
}

/// A number as it is written: digits without their separators.
struct NumberLiteral: Equatable {
    var whole: String
    var decimals = ""
    var isGrouped = false

    var value: Int? { whole.utf8.count <= 18 ? Int(whole) : nil }

    /// Whether it is read digit by digit: `007`.
    var isCode: Bool {
        whole.utf8.count > 1 && whole.utf8.first == 0x30 || whole.utf8.count > 15 && !isGrouped
    }
}

/// Splits a number at powers of ten, largest first.
enum NumberParts {
    /// The quotients and the rest below the last power.
    static func split(_ value: Int, at powers: [Int]) -> (parts: [Int], rest: Int) {
        var rest = value
        var parts: [Int] = []
        for power in powers {
            parts.append(rest / power)
            rest %= power
        }
        return (parts, rest)
    }

    static let powers = [
        1_000_000_000_000_000, 1_000_000_000_000, 1_000_000_000, 1_000_000, 1_000,
    ]
}
