/// French number words, in the spelling before 1990 and with the forms of France.
struct FrenchNumbers: NumberWords {
    let point = "virgule"
    let minus = "moins"
    let percent = "pour cent"
    let to = "à"

    func cardinal(_ value: Int) -> String { words(value, isLast: true) }

    private func words(_ value: Int, isLast: Bool) -> String {
        if value < 17 { return FrenchNumbers.small[value] }
        if value < 100 { return below100(value, isLast) }
        if value < 1_000 {
            let count = value / 100
            let rest = value % 100
            let head = count == 1 ? "cent" : "\(FrenchNumbers.small[count]) cent"
            guard rest == 0 else { return "\(head) \(words(rest, isLast: isLast))" }
            return count > 1 && isLast ? head + "s" : head
        }
        let (parts, rest) = NumberParts.split(value, at: NumberParts.powers)
        var result: [String] = []
        for (part, scale) in zip(parts, FrenchNumbers.scales) where part > 0 {
            if scale == "mille" {
                result.append(part == 1 ? scale : "\(words(part, isLast: false)) \(scale)")
            } else {
                result.append("\(words(part, isLast: true)) \(scale)\(part > 1 ? "s" : "")")
            }
        }
        if rest > 0 { result.append(words(rest, isLast: isLast)) }
        return result.joined(separator: " ")
    }

    private func below100(_ value: Int, _ isLast: Bool) -> String {
        if value < 20 { return "dix-\(FrenchNumbers.small[value - 10])" }
        if value == 80 { return isLast ? "quatre-vingts" : "quatre-vingt" }
        let isOdd = (70...79).contains(value) || value > 90
        let base = isOdd || value == 90 ? value / 10 * 10 - 10 : value / 10 * 10
        let rest = value - base
        let tens = FrenchNumbers.tens[base / 10]
        if rest == 0 { return tens }
        if base < 80, rest == 1 || rest == 11 { return "\(tens) et \(FrenchNumbers.small[rest])" }
        return "\(tens)-\(words(rest, isLast: true))"
    }

    func ordinal(_ value: Int, isFeminine: Bool) -> String {
        if value == 1 { return isFeminine ? "première" : "premier" }
        let base = words(value, isLast: false)
        if base.hasSuffix("cinq") { return base + "uième" }
        if base.hasSuffix("neuf") { return base.dropLast() + "vième" }
        return (base.hasSuffix("e") ? String(base.dropLast()) : base) + "ième"
    }

    private static let small = [
        "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix",
        "onze", "douze", "treize", "quatorze", "quinze", "seize",
    ]
    private static let tens = [
        "", "", "vingt", "trente", "quarante", "cinquante", "soixante", "soixante", "quatre-vingt",
        "quatre-vingt",
    ]
    private static let scales = ["billiard", "billion", "milliard", "million", "mille"]
}
