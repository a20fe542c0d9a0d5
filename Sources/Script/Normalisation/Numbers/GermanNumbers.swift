/// German number words.
struct GermanNumbers: NumberWords {
    let point = "Komma"
    let minus = "minus"
    let percent = "Prozent"
    let to = "bis"

    func cardinal(_ value: Int) -> String { words(value, one: "eins") }

    private func words(_ value: Int, one: String) -> String {
        if value == 1 { return one }
        if value < 13 { return GermanNumbers.small[value] }
        if value < 20 { return GermanNumbers.stems[value - 10] + "zehn" }
        if value < 100 {
            let tens = GermanNumbers.tens[value / 10]
            let unit = value % 10
            return unit == 0 ? tens : "\(unit == 1 ? "ein" : GermanNumbers.small[unit])und\(tens)"
        }
        if value < 1_000 {
            let head = words(value / 100, one: "ein") + "hundert"
            return value % 100 == 0 ? head : head + words(value % 100, one: one)
        }
        if value < 1_000_000 {
            let head = words(value / 1_000, one: "ein") + "tausend"
            return value % 1_000 == 0 ? head : head + words(value % 1_000, one: one)
        }
        let (parts, rest) = NumberParts.split(value, at: NumberParts.powers.dropLast())
        var result: [String] = []
        for (part, scale) in zip(parts, GermanNumbers.scales) where part > 0 {
            let plural = part == 1 ? "" : scale.hasSuffix("e") ? "n" : "en"
            result.append("\(words(part, one: "eine")) \(scale)\(plural)")
        }
        if rest > 0 { result.append(words(rest, one: one)) }
        return result.joined(separator: " ")
    }

    func ordinal(_ value: Int, isFeminine: Bool) -> String { stem(ofOrdinal: value) + "e" }

    /// The ordinal without its ending: `dritt`, `zwanzigst`.
    func stem(ofOrdinal value: Int) -> String {
        let base = cardinal(value)
        for (unit, stem) in [
            ("eins", "erst"), ("drei", "dritt"), ("sieben", "siebt"), ("acht", "acht"),
        ]
        where base.hasSuffix(unit) && value % 100 < 20 {
            return base.dropLast(unit.count) + stem
        }
        return base + ((1...19).contains(value % 100) ? "t" : "st")
    }

    func year(_ value: Int) -> String {
        guard (1_100...1_999).contains(value) else { return cardinal(value) }
        let head = cardinal(value / 100) + "hundert"
        return value % 100 == 0 ? head : head + cardinal(value % 100)
    }

    private static let small = [
        "null", "eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn",
        "elf", "zwölf",
    ]
    private static let stems = [
        "", "", "", "drei", "vier", "fünf", "sech", "sieb", "acht", "neun",
    ]
    private static let tens = [
        "", "", "zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig",
        "neunzig",
    ]
    private static let scales = ["Billiarde", "Billion", "Milliarde", "Million"]
}
