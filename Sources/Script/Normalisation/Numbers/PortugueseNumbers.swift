/// Portuguese number words; 16, 17 and 19 differ between Brazil and Portugal.
struct PortugueseNumbers: NumberWords {
    let isBrazilian: Bool

    let point = "vírgula"
    let minus = "menos"
    let percent = "por cento"
    let to = "a"

    func cardinal(_ value: Int) -> String {
        if value < 20 { return teens(value) }
        if value < 100 {
            let tens = PortugueseNumbers.tens[value / 10]
            return value % 10 == 0 ? tens : "\(tens) e \(teens(value % 10))"
        }
        if value == 100 { return "cem" }
        if value < 1_000 {
            let hundreds = PortugueseNumbers.hundreds[value / 100]
            return value % 100 == 0 ? hundreds : "\(hundreds) e \(cardinal(value % 100))"
        }
        if value < 1_000_000 {
            let head = value / 1_000 == 1 ? "mil" : "\(cardinal(value / 1_000)) mil"
            return value % 1_000 == 0 ? head : head + joint(value % 1_000)
        }
        let (parts, rest) = NumberParts.split(
            value,
            at: [1_000_000_000_000, 1_000_000_000, 1_000_000]
        )
        let names =
            isBrazilian ? ["trilhão", "bilhão", "milhão"] : ["bilião", "mil milhões", "milhão"]
        var result: [String] = []
        for (part, scale) in zip(parts, names) where part > 0 {
            let plural = scale.hasSuffix("ão") ? scale.dropLast(2) + "ões" : scale
            result.append(
                part == 1
                    ? (scale == "mil milhões" ? scale : "um \(scale)")
                    : "\(cardinal(part)) \(plural)"
            )
        }
        let head = result.joined(separator: " ")
        return rest == 0 ? head : head + joint(rest)
    }

    /// `e` stands before the last part when it is one word's worth.
    private func joint(_ rest: Int) -> String {
        (rest < 100 || rest < 1_000 && rest % 100 == 0 || rest % 1_000 == 0 ? " e " : " ")
            + cardinal(rest)
    }

    private func teens(_ value: Int) -> String {
        guard !isBrazilian else { return PortugueseNumbers.small[value] }
        switch value {
        case 16: return "dezasseis"
        case 17: return "dezassete"
        case 19: return "dezanove"
        default: return PortugueseNumbers.small[value]
        }
    }

    func ordinal(_ value: Int, isFeminine: Bool) -> String {
        guard (1...99).contains(value) else { return cardinal(value) }
        let words = [
            PortugueseNumbers.ordinalTens[value / 10], PortugueseNumbers.ordinalUnits[value % 10],
        ].filter { !$0.isEmpty }
        return words.map { isFeminine ? $0.dropLast() + "a" : $0 }.joined(separator: " ")
    }

    private static let small = [
        "zero", "um", "dois", "três", "quatro", "cinco", "seis", "sete", "oito", "nove", "dez",
        "onze", "doze", "treze", "catorze", "quinze", "dezesseis", "dezessete", "dezoito",
        "dezenove",
    ]
    private static let tens = [
        "", "", "vinte", "trinta", "quarenta", "cinquenta", "sessenta", "setenta", "oitenta",
        "noventa",
    ]
    private static let hundreds = [
        "", "cento", "duzentos", "trezentos", "quatrocentos", "quinhentos", "seiscentos",
        "setecentos", "oitocentos", "novecentos",
    ]
    private static let ordinalUnits = [
        "", "primeiro", "segundo", "terceiro", "quarto", "quinto", "sexto", "sétimo", "oitavo",
        "nono",
    ]
    private static let ordinalTens = [
        "", "décimo", "vigésimo", "trigésimo", "quadragésimo", "quinquagésimo", "sexagésimo",
        "septuagésimo", "octogésimo", "nonagésimo",
    ]
}
