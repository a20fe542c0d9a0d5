/// Spanish number words.
struct SpanishNumbers: NumberWords {
    let point = "coma"
    let minus = "menos"
    let percent = "por ciento"
    let to = "a"

    func cardinal(_ value: Int) -> String {
        if value < 30 { return SpanishNumbers.small[value] }
        if value < 100 {
            let tens = SpanishNumbers.tens[value / 10]
            return value % 10 == 0 ? tens : "\(tens) y \(SpanishNumbers.small[value % 10])"
        }
        if value == 100 { return "cien" }
        if value < 1_000 {
            let hundreds = SpanishNumbers.hundreds[value / 100]
            return value % 100 == 0 ? hundreds : "\(hundreds) \(cardinal(value % 100))"
        }
        if value < 1_000_000 {
            let head = value / 1_000 == 1 ? "mil" : "\(short(value / 1_000)) mil"
            return value % 1_000 == 0 ? head : "\(head) \(cardinal(value % 1_000))"
        }
        let (parts, rest) = NumberParts.split(value, at: [1_000_000_000_000, 1_000_000])
        var result: [String] = []
        for (part, scale) in zip(parts, ["billón", "millón"]) where part > 0 {
            let name = part == 1 ? scale : scale.dropLast(2) + "ones"
            result.append("\(short(part)) \(name)")
        }
        if rest > 0 { result.append(cardinal(rest)) }
        return result.joined(separator: " ")
    }

    /// `uno` loses its ending before a noun.
    private func short(_ value: Int) -> String { SpanishNumbers.shortened(cardinal(value)) }

    static func shortened(_ words: String) -> String {
        if words.hasSuffix("veintiuno") { return words.dropLast(3) + "ún" }
        return words.hasSuffix("uno") ? String(words.dropLast()) : words
    }

    func ordinal(_ value: Int, isFeminine: Bool) -> String {
        guard (1...99).contains(value) else { return cardinal(value) }
        if value == 11 || value == 12 {
            return (value == 11 ? "undécim" : "duodécim") + (isFeminine ? "a" : "o")
        }
        let words = [
            SpanishNumbers.ordinalTens[value / 10], SpanishNumbers.ordinalUnits[value % 10],
        ]
        .filter { !$0.isEmpty }
        return words.map { isFeminine ? $0.dropLast() + "a" : $0 }.joined(separator: " ")
    }

    private static let small = [
        "cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez",
        "once", "doce", "trece", "catorce", "quince", "dieciséis", "diecisiete", "dieciocho",
        "diecinueve", "veinte", "veintiuno", "veintidós", "veintitrés", "veinticuatro",
        "veinticinco", "veintiséis", "veintisiete", "veintiocho", "veintinueve",
    ]
    private static let tens = [
        "", "", "veinte", "treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta",
        "noventa",
    ]
    private static let hundreds = [
        "", "ciento", "doscientos", "trescientos", "cuatrocientos", "quinientos", "seiscientos",
        "setecientos", "ochocientos", "novecientos",
    ]
    private static let ordinalUnits = [
        "", "primero", "segundo", "tercero", "cuarto", "quinto", "sexto", "séptimo", "octavo",
        "noveno",
    ]
    private static let ordinalTens = [
        "", "décimo", "vigésimo", "trigésimo", "cuadragésimo", "quincuagésimo", "sexagésimo",
        "septuagésimo", "octogésimo", "nonagésimo",
    ]
}
