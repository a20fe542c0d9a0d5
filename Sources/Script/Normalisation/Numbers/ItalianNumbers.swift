/// Italian number words.
struct ItalianNumbers: NumberWords {
    let point = "virgola"
    let minus = "meno"
    let percent = "per cento"
    let to = "a"

    func cardinal(_ value: Int) -> String {
        if value < 20 { return ItalianNumbers.small[value] }
        if value < 100 {
            let tens = ItalianNumbers.tens[value / 10]
            switch value % 10 {
            case 0: return tens
            case 1, 8: return tens.dropLast() + ItalianNumbers.small[value % 10]
            case 3: return tens + "tré"
            default: return tens + ItalianNumbers.small[value % 10]
            }
        }
        if value < 1_000 {
            let head = value / 100 == 1 ? "cento" : ItalianNumbers.small[value / 100] + "cento"
            switch value % 100 {
            case 0: return head
            case 3: return head + "tré"
            case 8, 80...89: return head.dropLast() + cardinal(value % 100)
            default: return head + cardinal(value % 100)
            }
        }
        if value < 1_000_000 {
            let head = value / 1_000 == 1 ? "mille" : joined(value / 1_000) + "mila"
            return value % 1_000 == 0 ? head : head + cardinal(value % 1_000)
        }
        let (parts, rest) = NumberParts.split(
            value,
            at: [1_000_000_000_000, 1_000_000_000, 1_000_000]
        )
        var result: [String] = []
        for (part, scale) in zip(parts, ["bilione", "miliardo", "milione"]) where part > 0 {
            result.append(part == 1 ? "un \(scale)" : "\(cardinal(part)) \(scale.dropLast())i")
        }
        if rest > 0 { result.append(cardinal(rest)) }
        return result.joined(separator: " ")
    }

    /// The accent of `tré` is only written at the end.
    private func joined(_ value: Int) -> String {
        let words = cardinal(value)
        return words.hasSuffix("tré") ? words.dropLast() + "e" : words
    }

    func ordinal(_ value: Int, isFeminine: Bool) -> String {
        let ending = isFeminine ? "a" : "o"
        if value <= 10 { return ItalianNumbers.ordinals[max(0, value)] + ending }
        var base = cardinal(value)
        if base.hasSuffix("tré") {
            base = base.dropLast() + "e"
        } else if !base.hasSuffix("sei") {
            base = String(base.dropLast())
        }
        return base + "esim" + ending
    }

    private static let small = [
        "zero", "uno", "due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove", "dieci",
        "undici", "dodici", "tredici", "quattordici", "quindici", "sedici", "diciassette",
        "diciotto", "diciannove",
    ]
    private static let tens = [
        "", "", "venti", "trenta", "quaranta", "cinquanta", "sessanta", "settanta", "ottanta",
        "novanta",
    ]
    private static let ordinals = [
        "zeresim", "prim", "second", "terz", "quart", "quint", "sest", "settim", "ottav", "non",
        "decim",
    ]
}
