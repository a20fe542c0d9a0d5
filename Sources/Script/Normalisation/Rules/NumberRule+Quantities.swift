/// Money, units, percentages, fractions.
extension NumberRule {
    /// An amount behind its sign: `$5.50`, `£3 million`.
    func money(at start: Int, _ sign: String, _ reading: NumberReading) -> Spoken? {
        guard let currency = tables.all.currencies[sign],
            let (literal, end) = reading.literal(at: start)
        else { return nil }
        if let spoken = moneyRange(literal, end, currency, reading) { return spoken }
        if let (magnitude, after) = magnitude(at: end, reading) {
            return Spoken(
                words: "\(words.number(literal)) \(magnitude) \(currency.unit.many)",
                end: after
            )
        }
        guard !ScalarClass.isWord(reading.text.scalar(at: end)) else { return nil }
        return Spoken(words: amount(literal, currency), end: end)
    }

    private func moneyRange(
        _ literal: NumberLiteral,
        _ end: Int,
        _ currency: NormalisationTables.Currency,
        _ reading: NumberReading
    ) -> Spoken? {
        guard let start = rangeEnd(at: end, reading),
            let (second, after) = reading.literal(at: start),
            !ScalarClass.isWord(reading.text.scalar(at: after))
        else { return nil }
        let ends = "\(words.number(literal)) \(words.to) \(words.number(second))"
        if let (magnitude, last) = magnitude(at: after, reading) {
            return Spoken(words: "\(ends) \(magnitude) \(currency.unit.many)", end: last)
        }
        return Spoken(words: "\(ends) \(currency.unit.many)", end: after)
    }

    /// `million` behind an amount, in words or as a letter that touches it.
    private func magnitude(at end: Int, _ reading: NumberReading) -> (String, Int)? {
        let start = reading.skippingBlanks(end)
        let word = reading.word(at: start)
        let after = start + word.utf8.count
        if start > end, tables.all.magnitudes.contains(word) { return (word, after) }
        guard tables.all.isEnglish, start == end else { return nil }
        switch word {
        case "m", "M", "mn": return ("million", after)
        case "bn", "B", "b": return ("billion", after)
        case "k", "K": return ("thousand", after)
        default: return nil
        }
    }

    private func amount(_ literal: NumberLiteral, _ currency: NormalisationTables.Currency)
        -> String
    {
        let isOne = literal.whole == "1"
        guard literal.decimals.utf8.count == 2, let cent = currency.cent,
            let cents = Int(literal.decimals)
        else {
            let noun = isOne && literal.decimals.isEmpty ? currency.unit.one : currency.unit.many
            return "\(count(literal, before: noun)) \(noun)"
        }
        var whole = literal
        whole.decimals = ""
        let unit = isOne ? currency.unit.one : currency.unit.many
        let head = "\(count(whole, before: unit)) \(unit)"
        let small = NumberLiteral(whole: String(cents))
        let noun = cents == 1 ? cent.one : cent.many
        if literal.whole == "0" { return "\(count(small, before: noun)) \(noun)" }
        return cents == 0 ? head : "\(head) \(tables.all.and) \(count(small, before: noun)) \(noun)"
    }

    /// The number before a noun: most languages have another word for one there.
    private func count(_ literal: NumberLiteral, before noun: String) -> String {
        guard literal.whole == "1", literal.decimals.isEmpty, !tables.all.isEnglish else {
            return words.number(literal)
        }
        let isFeminine = noun.hasSuffix("a") || ["livre", "sterlina", "Million"].contains(noun)
        switch words {
        case is GermanNumbers: return "ein"
        case is FrenchNumbers: return isFeminine ? "une" : "un"
        case is PortugueseNumbers: return isFeminine ? "uma" : "um"
        default: return isFeminine ? "una" : "un"
        }
    }

    /// A number before its unit, currency or percent sign.
    func quantity(_ literal: NumberLiteral, at end: Int, _ reading: NumberReading) -> Spoken? {
        let start = reading.skippingBlanks(end)
        if reading.byte(start) == 0x25 {
            return Spoken(words: "\(words.number(literal)) \(words.percent)", end: start + 1)
        }
        if let sign = reading.longest(tables.currencies, at: start),
            start == end || !tables.all.isEnglish
                || sign.utf8.count == 3 && sign.utf8.allSatisfy({ (0x41...0x5A).contains($0) }),
            let currency = tables.all.currencies[sign]
        {
            return Spoken(words: amount(literal, currency), end: start + sign.utf8.count)
        }
        guard let unit = reading.longest(tables.units, at: start),
            let noun = tables.all.units[unit],
            isUnit(unit, at: start, touches: start == end, reading)
        else { return coins(literal, at: end, reading) ?? feet(literal, at: end, reading) }
        let isOne = literal.whole == "1" && literal.decimals.isEmpty
        let name = isOne ? noun.one : noun.many
        var after = start + unit.utf8.count
        // `5 km. Then` keeps its full stop, `5 km. away` does not.
        if reading.byte(after) == 0x2E, unit.utf8.count > 1 {
            let next = reading.text.scalar(at: reading.skippingBlanks(after + 1))
            if ScalarClass.isLower(next) { after += 1 }
        }
        let words = "\(count(literal, before: name)) \(name)"
        if unit == "ft", let (inches, end) = inches(after: after, reading) {
            return Spoken(words: "\(words) \(inches)", end: end)
        }
        return Spoken(words: words, end: after)
    }

    /// `10 in` behind feet; elsewhere `in` is a word.
    private func inches(after end: Int, _ reading: NumberReading) -> (String, Int)? {
        let digits = reading.digits(from: reading.skippingBlanks(end))
        guard (1...2).contains(digits.count), let value = Int(reading.text[digits]) else {
            return nil
        }
        let start = reading.skippingBlanks(digits.upperBound)
        guard reading.word(at: start) == "in" else { return nil }
        return ("\(words.cardinal(value)) \(value == 1 ? "inch" : "inches")", start + 2)
    }

    /// A single letter is a unit only where nothing else is likely.
    private func isUnit(_ unit: String, at start: Int, touches: Bool, _ reading: NumberReading)
        -> Bool
    {
        guard unit.utf8.count == 1 else { return true }
        let after = reading.text.scalar(at: start + 1)
        let isFrenchElision = after == 0x27 || after == 0x2019
        return !isFrenchElision && (touches || unit == "m" || unit == "g" || unit == "l")
    }

    /// Old English money, such as `10s.` and `6d.` after pounds.
    private func coins(_ literal: NumberLiteral, at end: Int, _ reading: NumberReading) -> Spoken? {
        guard tables.all.isEnglish, literal.decimals.isEmpty, literal.whole.utf8.count <= 2,
            reading.byte(end) == 0x73 || reading.byte(end) == 0x64, reading.byte(end + 1) == 0x2E
        else { return nil }
        let isOne = literal.whole == "1"
        let coin =
            reading.byte(end) == 0x73
            ? isOne ? "shilling" : "shillings" : isOne ? "penny" : "pence"
        let next = NextWord(at: reading.skippingBlanks(end + 2), in: reading.text)
        let endsSentence = end + 2 >= reading.text.count || tables.all.starters.contains(next.word)
        return Spoken(
            words: "\(words.number(literal)) \(coin)",
            end: endsSentence ? end + 1 : end + 2
        )
    }

    /// `5'10"` and `6'`.
    private func feet(_ literal: NumberLiteral, at end: Int, _ reading: NumberReading) -> Spoken? {
        guard tables.all.isEnglish, literal.decimals.isEmpty,
            let mark = reading.mark([0x27, 0x2019, 0x2032], at: end)
        else { return nil }
        let inches = reading.digits(from: mark)
        guard (1...2).contains(inches.count), let value = Int(reading.text[inches]),
            let close = reading.mark([0x22, 0x201D, 0x2033], at: inches.upperBound)
        else { return nil }
        let foot = literal.whole == "1" ? "foot" : "feet"
        let inch = value == 1 ? "inch" : "inches"
        return Spoken(
            words: "\(words.number(literal)) \(foot) \(words.cardinal(value)) \(inch)",
            end: close
        )
    }

    // MARK: Fractions

    /// `3/4`, `2 1/2`, `2½`.
    func fraction(_ literal: NumberLiteral, at end: Int, _ reading: NumberReading) -> Spoken? {
        guard literal.decimals.isEmpty else { return nil }
        guard tables.all.isEnglish else { return namedFraction(literal, at: end, reading) }
        if reading.byte(end) == 0x2F {
            let bottom = reading.digits(from: end + 1)
            guard let below = Int(reading.text[bottom]), let above = literal.value,
                bottom.count <= 3,
                !ScalarClass.isWord(reading.text.scalar(at: bottom.upperBound)),
                reading.byte(bottom.upperBound) != 0x2F
            else { return nil }
            return Spoken(words: fraction(above, below), end: bottom.upperBound)
        }
        let start = reading.skippingBlanks(end)
        if let (words, after) = vulgar(at: start, reading) {
            return Spoken(words: "\(self.words.number(literal)) and \(one(words))", end: after)
        }
        guard start == end + 1, reading.isDigit(start) else { return nil }
        let top = reading.digits(from: start)
        let bottom = reading.digits(from: top.upperBound + 1)
        guard top.count == 1, reading.byte(top.upperBound) == 0x2F, (1...2).contains(bottom.count),
            let above = Int(reading.text[top]), let below = Int(reading.text[bottom]),
            above < below,
            !ScalarClass.isWord(reading.text.scalar(at: bottom.upperBound))
        else { return nil }
        let words = fraction(above, below)
        return Spoken(
            words: "\(self.words.number(literal)) and \(one(words))",
            end: bottom.upperBound
        )
    }

    /// `1/2` and `2 ½` where only some fractions have names here.
    private func namedFraction(
        _ literal: NumberLiteral,
        at end: Int,
        _ reading: NumberReading
    ) -> Spoken? {
        if reading.byte(end) == 0x2F {
            let bottom = reading.digits(from: end + 1)
            let key = "\(literal.whole)/\(reading.text[bottom])"
            guard let name = tables.all.fractions[key],
                !ScalarClass.isWord(reading.text.scalar(at: bottom.upperBound)),
                reading.byte(bottom.upperBound) != 0x2F
            else { return nil }
            return Spoken(words: name, end: bottom.upperBound)
        }
        guard let (name, after) = vulgar(at: reading.skippingBlanks(end), reading) else {
            return nil
        }
        return Spoken(words: "\(words.number(literal)) \(tables.all.and) \(name)", end: after)
    }

    /// After a whole number one says `a half`, not `one half`.
    private func one(_ words: String) -> String {
        guard words.hasPrefix("one ") else { return words }
        let rest = words.dropFirst(4)
        return (rest.hasPrefix("eighth") || rest.hasPrefix("eleventh") ? "an " : "a ") + rest
    }

    private func fraction(_ above: Int, _ below: Int) -> String {
        guard above < below, above > 0, below <= 100, (above, below) != (9, 11) else {
            return "\(words.cardinal(above)) \(words.cardinal(below))"
        }
        let name: String
        switch below {
        case 2: name = above == 1 ? "half" : "halves"
        case 4: name = above == 1 ? "quarter" : "quarters"
        default: name = words.ordinal(below, isFeminine: false) + (above == 1 ? "" : "s")
        }
        return "\(words.cardinal(above)) \(name)"
    }

    /// `½` with nothing before it.
    func vulgarFraction(at index: Int, _ reading: NumberReading) -> Spoken? {
        guard let (words, end) = vulgar(at: index, reading) else {
            return nil
        }
        return Spoken(words: words, end: end)
    }

    private func vulgar(at index: Int, _ reading: NumberReading) -> (String, Int)? {
        let scalar = reading.text.scalar(at: index)
        guard let (above, below) = NumberRule.vulgars[scalar] else { return nil }
        let end = reading.text.after(index)
        guard tables.all.isEnglish else {
            return tables.all.fractions["\(above)/\(below)"].map { ($0, end) }
        }
        return (fraction(above, below), end)
    }

    private static let vulgars: [UInt32: (Int, Int)] = [
        0xBC: (1, 4), 0xBD: (1, 2), 0xBE: (3, 4), 0x2153: (1, 3), 0x2154: (2, 3), 0x2155: (1, 5),
        0x2156: (2, 5), 0x2157: (3, 5), 0x2158: (4, 5), 0x2159: (1, 6), 0x215A: (5, 6),
        0x215B: (1, 8), 0x215C: (3, 8), 0x215D: (5, 8), 0x215E: (7, 8), 0x2150: (1, 7),
        0x2151: (1, 9), 0x2152: (1, 10),
    ]
}
