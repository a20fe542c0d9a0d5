/// Writes out abbreviations that end in a full stop, and drops the full stops of initials.
struct AbbreviationRule {
    private let tables: LanguageTables

    init(_ tables: LanguageTables) { self.tables = tables }

    /// The edit of an abbreviation that starts at an offset.
    func edit(at index: Int, in text: UTF8Text) -> Edit? {
        guard !ScalarClass.isWord(text.scalar(before: index)), text.scalar(before: index) != 0x2E
        else { return nil }
        if let edit = shorthand(at: index, text) ?? numberSign(at: index, text) { return edit }
        guard let stop = lastFullStop(from: index, text) else { return nil }
        if let edit = spaced(index, stop, text) { return edit }
        if let letters = initials(from: index, text) { return letters }
        let key = text[index..<stop].lowercased()
        let next = NextWord(at: text.skippingSpace(from: stop + 1), in: text)
        let isSpaced = stop + 1 < text.count && ScalarClass.isSpace(text.scalar(at: stop + 1))
        if let abbreviation = abbreviation(key, next, isSpaced: isSpaced, at: index, text),
            !isEllipsis(after: stop, text)
        {
            var words = abbreviation.words
            if let many = abbreviation.many, isSeveral(stop + 1, text) { words = many }
            if text.bytes[index] < 0x60, words.first?.isLowercase == true, isFirst(index, text) {
                words = words.prefix(1).uppercased() + words.dropFirst()
            }
            let tail = endsSentence(stop, next, abbreviation, text) ? "." : ""
            return Edit(range: index..<stop + 1, replacement: words + tail, origin: .normaliser)
        }
        return initial(index..<stop, next, text)
    }

    /// `Mme Bovary`, `Sig.ra Bianchi`: before a name, without a full stop at its end.
    private func shorthand(at index: Int, _ text: UTF8Text) -> Edit? {
        guard !tables.all.shorthands.isEmpty else { return nil }
        var end = NextWord.end(from: index, in: text)
        if end < text.count, text.bytes[end] == 0x2E {
            let inner = NextWord.end(from: end + 1, in: text)
            if inner > end + 1 { end = inner }
        }
        guard ScalarClass.isSpace(text.scalar(at: end)),
            ScalarClass.isUpper(NextWord(at: text.skippingSpace(from: end), in: text).first),
            let words = tables.all.shorthands[text[index..<end]]
        else { return nil }
        return Edit(range: index..<end, replacement: words, origin: .normaliser)
    }

    /// `n° 5`, `n.º 5`.
    private func numberSign(at index: Int, _ text: UTF8Text) -> Edit? {
        guard text.bytes[index] | 0x20 == 0x6E, let word = tables.all.symbols[0x2116] else {
            return nil
        }
        var sign = index + 1
        if sign < text.count, text.bytes[sign] == 0x2E { sign += 1 }
        guard [0xB0, 0xBA].contains(text.scalar(at: sign)) else { return nil }
        let end = text.after(sign)
        guard ScalarClass.isDigit(text.scalar(at: text.skippingSpace(from: end))) else {
            return nil
        }
        let tail = ScalarClass.isDigit(text.scalar(at: end)) ? " " : ""
        return Edit(range: index..<end, replacement: word + tail, origin: .normaliser)
    }

    /// `a. C.` and `EE. UU.`: one abbreviation that is written as two.
    private func spaced(_ index: Int, _ stop: Int, _ text: UTF8Text) -> Edit? {
        guard !tables.all.isEnglish, !tables.all.hasOrdinalDots else { return nil }
        let start = text.skippingSpace(from: stop + 1)
        guard start > stop + 1, ScalarClass.isLetter(text.scalar(at: start)),
            let last = lastFullStop(from: start, text)
        else { return nil }
        let key = (text[index..<stop] + "." + text[start..<last]).lowercased()
        guard let known = tables.all.abbreviations[key]?.first else { return nil }
        let next = NextWord(at: text.skippingSpace(from: last + 1), in: text)
        let tail = endsSentence(last, next, known, text) ? "." : ""
        return Edit(range: index..<last + 1, replacement: known.words + tail, origin: .normaliser)
    }

    /// The full stop that ends a word, inner ones with letters between included.
    private func lastFullStop(from index: Int, _ text: UTF8Text) -> Int? {
        var end = NextWord.end(from: index, in: text)
        if text.scalar(at: end) == 0xB0 || text.scalar(at: end) == 0xBA { end = text.after(end) }
        guard end < text.count, text.bytes[end] == 0x2E else { return nil }
        var known: Int?
        for _ in 0..<8 {
            var next = end + 1
            // German sets a space inside, `z. B.`, and between two of them, `d. h. ca.`
            if tables.all.hasOrdinalDots, isKnown(index..<end, text) { known = end }
            if tables.all.hasOrdinalDots, next < text.count, isInner(end, text) {
                next = text.skippingSpace(from: next)
            }
            while next < text.count, text.bytes[next] == 0x2D { next += 1 }
            let following = NextWord.end(from: next, in: text)
            guard following > next, following < text.count, text.bytes[following] == 0x2E,
                text.scalarCount(next..<following) <= 3
            else { return known ?? end }
            end = following
        }
        return known
    }

    private func isKnown(_ range: Range<Int>, _ text: UTF8Text) -> Bool {
        tables.all.abbreviations[text[range].lowercased().filter { $0 != " " }] != nil
    }

    private func isInner(_ stop: Int, _ text: UTF8Text) -> Bool {
        guard let letter = text.before(stop) else { return false }
        return !ScalarClass.isWord(text.scalar(before: letter))
            && ScalarClass.isSpace(text.scalar(at: stop + 1))
    }

    private func abbreviation(
        _ key: String,
        _ next: NextWord,
        isSpaced: Bool,
        at index: Int,
        _ text: UTF8Text
    ) -> NormalisationTables.Abbreviation? {
        let key = key.contains(" ") ? key.filter { $0 != " " } : key
        guard let candidates = tables.all.abbreviations[key] else { return nil }
        if key.unicodeScalars.count == 1, next.isInitial { return nil }
        return candidates.first { candidate in
            switch candidate.condition {
            case .always: true
            case .beforeCapital:
                isSpaced && ScalarClass.isUpper(next.first) && !next.isEllipsis && !starts(next)
            case .beforeNumber: next.isDigit || next.isRoman && next.word.count > 1
            case .notBeforeCapital:
                (!ScalarClass.isUpper(next.first) || starts(next)) && isAfterWord(index, text)
            }
        }
    }

    private func starts(_ next: NextWord) -> Bool {
        tables.all.starters.contains(next.word) && !next.isInitial
    }

    private func isAfterWord(_ index: Int, _ text: UTF8Text) -> Bool {
        let end = text.droppingSpace(before: index)
        return end > 0 && ScalarClass.isWord(text.scalar(before: end))
    }

    /// `e....` breaks off; `etc...` is still an abbreviation, and nothing else ends in one.
    private func isEllipsis(after stop: Int, _ text: UTF8Text) -> Bool {
        guard stop + 2 < text.count, text.bytes[stop + 1] == 0x2E, text.bytes[stop + 2] == 0x2E
        else { return false }
        return text.scalar(before: stop) != 0x63
    }

    private func isFirst(_ index: Int, _ text: UTF8Text) -> Bool {
        var end = text.droppingSpace(before: index)
        while let mark = text.before(end), Enclosure.isOpener(text.scalar(at: mark)) { end = mark }
        end = text.droppingSpace(before: end)
        return end == 0 || [0x2E, 0x21, 0x3F].contains(text.scalar(before: end))
    }

    /// `pp. 3-5`, `p. 3 and 5`.
    private func isSeveral(_ offset: Int, _ text: UTF8Text) -> Bool {
        var index = text.skippingSpace(from: offset)
        while index < text.count, ScalarClass.isDigit(text.scalar(at: index)) { index += 1 }
        let mark = text.scalar(at: index)
        guard mark == 0x2D || mark == 0x2013 else { return false }
        return ScalarClass.isDigit(text.scalar(at: text.after(index)))
    }

    /// A title never ends a sentence; the others do at the end and before a starting word.
    private func endsSentence(
        _ stop: Int,
        _ next: NextWord,
        _ abbreviation: NormalisationTables.Abbreviation,
        _ text: UTF8Text
    ) -> Bool {
        let rest = text.skippingSpace(from: stop + 1)
        if rest >= text.count { return true }
        if !text.isSpeakable(rest..<text.count) {
            return ![0x2C, 0x3B, 0x3A, 0x21, 0x3F, 0x2E, 0x2026].contains(text.scalar(at: stop + 1))
        }
        let isTitle =
            abbreviation.condition == .beforeCapital || abbreviation.condition == .beforeNumber
        guard !isTitle, rest > stop + 1 else { return false }
        // What follows an enumeration in capitals is a new sentence, but where nouns have them, too.
        if isEtCetera(stop, text), !tables.all.hasOrdinalDots, ScalarClass.isUpper(next.first) {
            return true
        }
        guard starts(next) else { return false }
        // `At 5 a.m. Mr Smith went` goes on, `He left at 6 p.m. Mr Smith stayed` does not.
        return !["AM", "PM"].contains(abbreviation.words) || wordsBefore(stop, text) > 3
    }

    private func isEtCetera(_ stop: Int, _ text: UTF8Text) -> Bool {
        ["etc", "ecc"].contains { stop >= 3 && text[stop - 3..<stop].lowercased() == $0 }
    }

    /// Words of the sentence up to a full stop, at most 4.
    private func wordsBefore(_ stop: Int, _ text: UTF8Text) -> Int {
        var index = text.before(stop) ?? 0
        var count = 1
        while let previous = text.before(index), count <= 3, stop - index < 200 {
            let scalar = text.scalar(at: previous)
            if ScalarClass.isSpace(scalar) {
                let mark = text.scalar(before: previous)
                if [0x2E, 0x21, 0x3F].contains(mark) { return count }
                count += 1
            }
            index = previous
        }
        return count
    }

    /// `K.K.K.`: capitals that are spelled out, each with its full stop and no blanks between.
    private func initials(from start: Int, _ text: UTF8Text) -> Edit? {
        var letters: [String] = []
        var index = start
        while ScalarClass.isUpper(text.scalar(at: index)) {
            let stop = text.after(index)
            guard stop < text.count, text.bytes[stop] == 0x2E else { break }
            letters.append(text[index..<stop])
            index = stop + 1
        }
        guard letters.count > 1, !ScalarClass.isWord(text.scalar(at: index)),
            text.scalar(at: index) != 0x2E,
            tables.all.abbreviations[text[start..<index - 1].lowercased()] == nil
        else { return nil }
        let next = NextWord(at: text.skippingSpace(from: index), in: text)
        let plain = NormalisationTables.Abbreviation(words: "")
        // Before a name they are somebody's, as in `J.R.R. Tolkien`.
        let tail = endsSentence(index - 1, next, plain, text) ? "." : ""
        return Edit(
            range: start..<index,
            replacement: letters.joined(separator: " ") + tail,
            origin: .normaliser
        )
    }

    /// `J. R. R. Tolkien`: engines take the full stops for ends of sentences.
    private func initial(_ range: Range<Int>, _ next: NextWord, _ text: UTF8Text) -> Edit? {
        let end = range.lowerBound + UTF8Text.length(text.bytes[range.lowerBound])
        guard ScalarClass.isUpper(text.scalar(at: range.lowerBound)), end < text.count,
            text.bytes[end] == 0x2E
        else { return nil }
        let after = NextWord(at: text.skippingSpace(from: end + 1), in: text)
        guard ScalarClass.isUpper(after.first),
            after.isInitial || !tables.all.starters.contains(after.word)
        else { return nil }
        let isSpaced = end + 1 < text.count && ScalarClass.isSpace(text.scalar(at: end + 1))
        let letter = text[range.lowerBound..<end]
        guard after.isInitial || isAfterName(range.lowerBound, text) else { return nil }
        return Edit(
            range: range.lowerBound..<end + 1,
            replacement: isSpaced ? letter : letter + " ",
            origin: .normaliser
        )
    }

    /// `Albert I. Jones` and `by J. Smith`, but not `plan B. Mary`.
    private func isAfterName(_ index: Int, _ text: UTF8Text) -> Bool {
        let end = text.droppingSpace(before: index)
        var start = end
        while let previous = text.before(start), ScalarClass.isWord(text.scalar(at: previous)) {
            start = previous
        }
        if end == 0 || text.scalar(before: end) == 0x2E { return true }
        if start < end, ScalarClass.isUpper(text.scalar(at: start)) { return true }
        return [
            "by", "of", "and", "with", "from", "to", "von", "de", "par", "y", "e", "di", "und",
            "et",
        ]
        .contains(text[start..<end])
    }
}
