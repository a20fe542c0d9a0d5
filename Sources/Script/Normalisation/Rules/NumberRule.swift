/// Writes out numbers with what belongs to them.
struct NumberRule {
    let tables: LanguageTables
    private let currencySigns: Set<UInt8>

    init(_ tables: LanguageTables) {
        self.tables = tables
        currencySigns = Set(tables.all.currencies.keys.compactMap(\.utf8.first))
    }

    var words: any NumberWords { tables.all.numbers }

    /// Words and the offset after what they stand for.
    struct Spoken {
        var words: String
        var end: Int
    }

    /// The edit of a number that starts at an offset.
    func edit(at index: Int, in text: UTF8Text) -> Edit? {
        let byte = text.bytes[index]
        let isDigit = (0x30...0x39).contains(byte)
        let isMark =
            currencySigns.contains(byte) || byte == 0x2D || byte == 0x2B || byte == 0x23
            || byte == 0x28 || byte == 0x27 || byte >= 0xC2
        guard isDigit || isMark, !ScalarClass.isWord(text.scalar(before: index)),
            byte < 0xC2 || mayStart(text.scalar(at: index))
        else { return nil }
        let reading = NumberReading(tables: tables, text: text)
        guard let spoken = isDigit ? number(at: index, reading) : marked(at: index, reading) else {
            return nil
        }
        var words = spoken.words
        if ScalarClass.isLetter(text.scalar(at: spoken.end)) { words += " " }
        return Edit(range: index..<spoken.end, replacement: words, origin: .normaliser)
    }

    /// Quotation marks, dashes and letters are what most of a book's other characters are.
    private func mayStart(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x2018, 0x201C...0x201E, 0x2013, 0x2014, 0x2026: false
        case 0xBC...0xBE, 0x2150...0x215E: true
        default: !ScalarClass.isLetter(scalar)
        }
    }

    // MARK: What starts with a mark

    private func marked(at index: Int, _ reading: NumberReading) -> Spoken? {
        let text = reading.text
        let scalar = text.scalar(at: index)
        let next = text.after(index)
        switch scalar {
        case 0x28, 0x2B: return telephone(at: index, reading)
        case 0x23:
            guard reading.isDigit(next), let number = plain(at: next, reading) else { return nil }
            return Spoken(
                words: (tables.all.symbols[0x2116] ?? "") + " " + number.words,
                end: number.end
            )
        case 0x2D, 0x2212:
            guard reading.isDigit(next),
                index == 0 || ScalarClass.isSpace(text.scalar(before: index)),
                let number = number(at: next, reading)
            else { return nil }
            return Spoken(words: "\(words.minus) \(number.words)", end: number.end)
        case 0x27, 0x2019: return shortDecade(at: index, reading)
        case 0xBC...0xBE, 0x2150...0x215E: return vulgarFraction(at: index, reading)
        default:
            guard let sign = reading.longest(tables.currencies, at: index) else {
                return nil
            }
            let start = reading.skippingBlanks(index + sign.utf8.count)
            guard reading.isDigit(start) else { return nil }
            return money(at: start, sign, reading)
        }
    }

    // MARK: What starts with a digit

    private func number(at index: Int, _ reading: NumberReading) -> Spoken? {
        if let spoken = code(at: index, reading) { return spoken }
        if let spoken = telephone(at: index, reading) { return spoken }
        if let spoken = date(at: index, reading) { return spoken }
        if let spoken = time(at: index, reading) { return spoken }
        if let spoken = version(at: index, reading) { return spoken }
        guard let (literal, end) = reading.literal(at: index) else { return nil }
        if let spoken = range(literal, at: index, end, reading) { return spoken }
        if let spoken = fraction(literal, at: end, reading) { return spoken }
        if let spoken = suffixed(literal, at: end, reading) { return spoken }
        if let spoken = quantity(literal, at: end, reading) { return spoken }
        if ScalarClass.isLetter(reading.text.scalar(at: end)) { return nil }
        if let spoken = dayOfMonth(literal, at: index, end, reading) { return spoken }
        guard var spoken = plain(at: index, reading) else { return nil }
        if words is SpanishNumbers, isBeforeNoun(end, reading) {
            spoken.words = SpanishNumbers.shortened(spoken.words)
        }
        return spoken
    }

    private func isBeforeNoun(_ end: Int, _ reading: NumberReading) -> Bool {
        let start = reading.skippingBlanks(end)
        let word = reading.word(at: start)
        return start > end && word.utf8.count > 3
            && ScalarClass.isLower(reading.text.scalar(at: start))
    }

    /// A number with nothing around it that matters.
    func plain(at index: Int, _ reading: NumberReading) -> Spoken? {
        guard let (literal, end) = reading.literal(at: index) else { return nil }
        if isYear(literal), let value = literal.value {
            return Spoken(words: words.year(value), end: end)
        }
        return Spoken(words: words.number(literal), end: end)
    }

    /// Four digits without a separator, as years are written.
    func isYear(_ literal: NumberLiteral) -> Bool {
        guard literal.whole.utf8.count == 4, literal.decimals.isEmpty, !literal.isGrouped,
            let value = literal.value
        else { return false }
        return (tables.all.isEnglish ? 1_010...2_099 : 1_100...2_099).contains(value)
    }

    /// Ordinals, decades, percentages and the like, whose mark touches the digits.
    private func suffixed(
        _ literal: NumberLiteral,
        at end: Int,
        _ reading: NumberReading
    ) -> Spoken? {
        guard literal.decimals.isEmpty, let value = literal.value else { return nil }
        if tables.all.isEnglish, let spoken = decade(value, at: end, reading) { return spoken }
        if let ending = reading.longest(tables.ordinalEndings, at: end), value < 100_000,
            isOrdinal(ending, value, at: end, reading)
        {
            let isFeminine = tables.all.ordinalEndings[ending] ?? false
            return Spoken(
                words: words.ordinal(value, isFeminine: isFeminine),
                end: end + ending.utf8.count
            )
        }
        return tables.all.hasOrdinalDots ? dottedOrdinal(value, at: end, reading) : nil
    }

    private func isOrdinal(
        _ ending: String,
        _ value: Int,
        at end: Int,
        _ reading: NumberReading
    ) -> Bool {
        guard tables.all.isEnglish else { return value > 0 }
        let isTeen = (11...13).contains(value % 100)
        switch value % 10 {
        case 1 where !isTeen: return ending == "st"
        case 2 where !isTeen: return ending == "nd" || ending == "d"
        case 3 where !isTeen: return ending == "rd" || ending == "d"
        default: return ending == "th"
        }
    }

    /// German `19. Jahrhundert`.
    private func dottedOrdinal(_ value: Int, at end: Int, _ reading: NumberReading) -> Spoken? {
        guard reading.byte(end) == 0x2E, value > 0, value < 100,
            let german = words as? GermanNumbers
        else { return nil }
        let start = reading.skippingBlanks(end + 1)
        let next = reading.word(at: start)
        guard start > end + 1, !next.isEmpty, !tables.all.starters.contains(next),
            next.first?.isNumber == false
        else { return nil }
        let before = lastWord(before: end, reading).lowercased()
        let ending =
            ["der", "die", "das", "diese", "dieses", "jede", "eine"].contains(before) ? "e" : "en"
        let isGenitive = before == "der" && next.hasSuffix("s") && next == "Jahrhunderts"
        let stem = german.stem(ofOrdinal: value)
        return Spoken(words: stem + (isGenitive ? "en" : ending), end: end + 1)
    }

    /// The word before the digits that end at an offset.
    func lastWord(before end: Int, _ reading: NumberReading) -> String {
        let text = reading.text
        var start = end
        while start > 0, reading.isDigit(start - 1) { start -= 1 }
        let stop = text.droppingSpace(before: start)
        var index = stop
        while let previous = text.before(index), ScalarClass.isWord(text.scalar(at: previous)) {
            index = previous
        }
        return text[index..<stop]
    }
}
