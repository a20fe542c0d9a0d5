/// Reads Roman numerals in headings, after rulers' names, and of centuries.
struct RomanRule {
    private let tables: LanguageTables

    init(_ tables: LanguageTables) { self.tables = tables }

    /// The edit of a numeral that starts at an offset.
    func edit(at index: Int, in text: UTF8Text, isHeading: Bool) -> Edit? {
        guard ScalarClass.isRoman(text.bytes[index]) else { return nil }
        var end = index
        while end < text.count, ScalarClass.isRoman(text.bytes[end]) { end += 1 }
        guard let numeral = RomanNumeral(text[index..<end]) else { return nil }
        if let edit = century(numeral.value, index..<end, text) { return edit }
        guard !ScalarClass.isWord(text.scalar(at: end)) else { return nil }
        let before = word(before: index, text)
        if tables.all.romanLeaders.contains(before.lowercased()), index > 0,
            end - index > 1 || isHeading || !isPronoun(end, text)
        {
            return edit(index..<end, cardinal(numeral.value, isHeading), text)
        }
        if tables.all.rulers.contains(before), isRuler(numeral.value, end, text) {
            return ruler(numeral.value, index..<end, text)
        }
        if isHeading && isAlone(index..<end, text) || isWhole(index..<end, text) {
            return edit(index..<end, cardinal(numeral.value, true), text)
        }
        guard isPlain(index..<end, numeral.value, after: before, text) else { return nil }
        // `im II. Weltkrieg`: digits with a full stop are an ordinal to whoever reads German.
        if tables.all.hasOrdinalDots, dot(at: end, text) > 0 {
            return edit(index..<end, String(numeral.value), text)
        }
        return edit(index..<end, cardinal(numeral.value, index == 0), text)
    }

    /// A paragraph of nothing but a numeral counts a section.
    private func isWhole(_ range: Range<Int>, _ text: UTF8Text) -> Bool {
        guard range.lowerBound == 0, "IVX".utf8.contains(text.bytes[0]) else { return false }
        let rest = text[range.upperBound..<text.count]
        return rest.isEmpty || rest == "."
    }

    /// `II, the Octavo Whale`: several letters that are I, V and X only are hardly anything else.
    ///
    /// Among other capitals they may be a word of them; `XX` and `XXX` are kisses.
    private func isPlain(
        _ range: Range<Int>,
        _ value: Int,
        after word: String,
        _ text: UTF8Text
    ) -> Bool {
        guard range.count > 1, value < 40, value != 20, value != 30,
            text.bytes[range].allSatisfy("IVX".utf8.contains), word.lowercased() != "an"
        else { return false }
        let before = text.scalar(before: range.lowerBound)
        let after = text.scalar(at: range.upperBound)
        guard range.lowerBound == 0 || ScalarClass.isSpace(before) || Enclosure.isOpener(before),
            before != 0x2D,
            range.upperBound == text.count || ScalarClass.isSpace(after)
                || Enclosure.isCloser(after) && after != 0x27 && after != 0x2019
                || [0x2E, 0x2C, 0x3B, 0x3A, 0x21, 0x3F, 0x2026, 0x2014].contains(after)
        else { return false }
        let next = NextWord(at: text.skippingSpace(from: range.upperBound), in: text)
        // Scanned books write `II y avait` for `Il y avait`.
        if word.isEmpty, ScalarClass.isSpace(after), next.isLower { return false }
        return !isCapitals(word) && !isCapitals(next.word)
    }

    private func isCapitals(_ word: String) -> Bool {
        word.unicodeScalars.count > 1
            && word.unicodeScalars.allSatisfy { ScalarClass.isUpper($0.value) }
            && RomanNumeral(word) == nil
    }

    /// `In this book I have set down`.
    private func isPronoun(_ end: Int, _ text: UTF8Text) -> Bool {
        let next = text.skippingSpace(from: end)
        return next > end && ScalarClass.isLower(text.scalar(at: next))
    }

    private func cardinal(_ value: Int, _ isTitle: Bool) -> String {
        let words = tables.all.numbers.cardinal(value)
        guard isTitle else { return words }
        return words.prefix(1).uppercased() + words.dropFirst()
    }

    private func edit(_ range: Range<Int>, _ words: String, _ text: UTF8Text) -> Edit {
        Edit(range: range, replacement: words, origin: .normaliser)
    }

    private func word(before index: Int, _ text: UTF8Text) -> String {
        let end = text.droppingSpace(before: index)
        guard end < index else { return "" }
        var start = end
        while let previous = text.before(start), ScalarClass.isWord(text.scalar(at: previous)) {
            start = previous
        }
        return text[start..<end]
    }

    /// The numeral is the heading or a part of it, or stands before its title.
    private func isAlone(_ range: Range<Int>, _ text: UTF8Text) -> Bool {
        let end = text.droppingSpace(before: range.lowerBound)
        let isAfterStop =
            end < range.lowerBound && [0x2E, 0x3A, 0x21, 0x3F].contains(text.scalar(before: end))
        guard isAfterStop || !text.isSpeakable(0..<range.lowerBound) else { return false }
        if !text.isSpeakable(range.upperBound..<text.count) { return true }
        // `I. The Start` and `II: Later`, but not `I Will Follow`.
        return [0x2E, 0x3A, 0x29, 0x2D, 0x2014, 0x2013].contains(text.scalar(at: range.upperBound))
    }

    /// `Charles I` may be a king or a vocative and the narrator.
    private func isRuler(_ value: Int, _ end: Int, _ text: UTF8Text) -> Bool {
        guard value == 1, tables.all.isEnglish else { return value < 40 }
        let start = text.skippingSpace(from: end)
        guard start > end, start < text.count else { return true }
        let next = text[start..<NextWord.end(from: start, in: text)]
        return next.isEmpty
            || ["of", "was", "died", "ruled", "reigned", "became", "and", "in", "had", "to", "the"]
                .contains(next)
    }

    private func ruler(_ value: Int, _ range: Range<Int>, _ text: UTF8Text) -> Edit {
        let isOrdinal = value <= tables.all.rulerOrdinalsUpTo
        guard isOrdinal else { return edit(range, tables.all.numbers.cardinal(value), text) }
        let before = word(before: range.lowerBound, text)
        let isFeminine =
            before.hasSuffix("a") || before == "Élisabeth" || before == "Marie"
            || before == "Catherine" || before == "Isabel"
        let ordinal = tables.all.numbers.ordinal(
            value,
            isFeminine: isFeminine && !tables.all.isEnglish
        )
        let isCapital = tables.all.isEnglish || tables.all.hasOrdinalDots
        let words = isCapital ? ordinal.prefix(1).uppercased() + ordinal.dropFirst() : ordinal
        let end =
            range.upperBound + (tables.all.hasOrdinalDots ? dot(at: range.upperBound, text) : 0)
        let joint = String(tables.all.rulerJoint.dropFirst())
        return edit(range.lowerBound..<end, joint + words, text)
    }

    /// The full stop of an ordinal, which is none of a sentence's.
    private func dot(at offset: Int, _ text: UTF8Text) -> Int {
        guard offset < text.count, text.bytes[offset] == 0x2E else { return 0 }
        let rest = text.skippingSpace(from: offset + 1)
        guard text.isSpeakable(rest..<text.count) else { return 0 }
        return tables.all.starters.contains(NextWord(at: rest, in: text).word) ? 0 : 1
    }

    // MARK: Centuries

    /// `XIXe siècle`, `siglo XIX`, `XIX. Jahrhundert`.
    private func century(_ value: Int, _ range: Range<Int>, _ text: UTF8Text) -> Edit? {
        guard !tables.all.centuries.isEmpty, value <= 30 else { return nil }
        var end = range.upperBound
        let ending = text[end..<NextWord.end(from: end, in: text)]
        if !ending.isEmpty {
            guard tables.all.romanEndings.contains(ending) else { return nil }
            end += ending.utf8.count
            let isFeminine = tables.all.ordinalEndings[ending] ?? false
            return edit(
                range.lowerBound..<end,
                tables.all.numbers.ordinal(value, isFeminine: isFeminine),
                text
            )
        }
        if tables.all.hasOrdinalDots, end < text.count, text.bytes[end] == 0x2E { end += 1 }
        let start = text.skippingSpace(from: end)
        let next = start > end ? text[start..<NextWord.end(from: start, in: text)] : ""
        if tables.all.hasOrdinalCenturies, tables.all.centuries.contains(next) {
            let ordinal = tables.all.numbers.ordinal(value, isFeminine: false)
            return edit(
                range.lowerBound..<end,
                tables.all.hasOrdinalDots ? ordinal + "n" : ordinal,
                text
            )
        }
        guard tables.all.centuries.contains(word(before: range.lowerBound, text)) else {
            return nil
        }
        let words =
            tables.all.hasOrdinalCenturies && value <= 10
            ? tables.all.numbers.ordinal(value, isFeminine: false)
            : tables.all.isEnglish ? tables.all.numbers.cardinal(value) : centuryCardinal(value)
        return edit(range, words, text)
    }

    /// Up to ten a century is an ordinal where rulers are.
    private func centuryCardinal(_ value: Int) -> String {
        value <= min(10, tables.all.rulerOrdinalsUpTo) && tables.all.hasOrdinalCenturies
            ? tables.all.numbers.ordinal(value, isFeminine: false)
            : tables.all.numbers.cardinal(value)
    }
}
