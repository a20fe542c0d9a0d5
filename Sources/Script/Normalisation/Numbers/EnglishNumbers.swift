/// English number words; British ones have an `and` before the last two digits.
struct EnglishNumbers: NumberWords {
    let isBritish: Bool

    let point = "point"
    let minus = "minus"
    let percent = "percent"
    let to = "to"

    func cardinal(_ value: Int) -> String {
        guard value >= 20 else { return EnglishNumbers.small[value] }
        if value < 100 {
            let tens = EnglishNumbers.tens[value / 10]
            return value % 10 == 0 ? tens : "\(tens)-\(EnglishNumbers.small[value % 10])"
        }
        if value < 1_000 {
            let hundreds = "\(EnglishNumbers.small[value / 100]) hundred"
            let and = isBritish ? " and " : " "
            return value % 100 == 0 ? hundreds : hundreds + and + cardinal(value % 100)
        }
        let (parts, rest) = NumberParts.split(value, at: NumberParts.powers)
        var words = zip(parts, EnglishNumbers.scales).filter { $0.0 > 0 }.map {
            "\(cardinal($0)) \($1)"
        }
        if rest > 0 { words.append((isBritish && rest < 100 ? "and " : "") + cardinal(rest)) }
        return words.joined(separator: " ")
    }

    func ordinal(_ value: Int, isFeminine: Bool) -> String {
        let words = cardinal(value)
        let start = words.lastIndex { $0 == " " || $0 == "-" }.map { words.index(after: $0) }
        let head = words[..<(start ?? words.startIndex)]
        let last = String(words[(start ?? words.startIndex)...])
        if let irregular = EnglishNumbers.irregular[last] { return head + irregular }
        return head + (last.hasSuffix("y") ? last.dropLast() + "ieth" : last + "th")
    }

    func year(_ value: Int) -> String {
        guard (1_000...2_999).contains(value), value / 100 % 10 != 0 || value % 1_000 >= 10
        else { return cardinal(value) }
        let century = cardinal(value / 100)
        switch value % 100 {
        case 0: return "\(century) hundred"
        case 1...9: return "\(century) oh \(cardinal(value % 100))"
        default: return "\(century) \(cardinal(value % 100))"
        }
    }

    /// A number word in the plural: `twenties`, `hundreds`.
    func plural(_ words: String) -> String {
        if words.hasSuffix("y") { return words.dropLast() + "ies" }
        return words + (words.hasSuffix("x") ? "es" : "s")
    }

    private static let small = [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
        "nineteen",
    ]
    private static let tens = [
        "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
    ]
    private static let scales = ["quadrillion", "trillion", "billion", "million", "thousand"]
    private static let irregular = [
        "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth",
        "nine": "ninth", "twelve": "twelfth",
    ]
}
