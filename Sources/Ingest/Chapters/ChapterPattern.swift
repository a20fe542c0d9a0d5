/// Recognises the words and numbers that chapters and parts are headed by in the languages of the world.
enum ChapterPattern {
    /// What a heading is by its words.
    enum Kind: Equatable { case part, chapter, ordinal }

    /// A heading's words taken apart.
    struct Match: Equatable {
        var kind: Kind
        var number: Int?
        /// What follows the number; empty for a bare ordinal.
        var rest: String
    }

    /// The parts of a heading, or `nil` when it is none by its words.
    static func match(_ text: String) -> Match? {
        guard mayMatch(text) else { return nil }
        let line = text.collapsed
        guard !line.isEmpty, line.utf8.count <= 600 else { return nil }
        return eastAsian(line) ?? worded(line) ?? bare(line)
    }

    /// Rules out, at the speed of bytes, what begins with two plain words that head nothing: it is asked of every
    /// line of a text.
    private static func mayMatch(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { mayMatch($0) }
    }

    /// The same of a line in UTF-8.
    static func mayMatch(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard bytes.count > 24 else { return !bytes.isEmpty }
        guard bytes.count <= 600 else { return false }
        var index = 0
        for _ in 0..<2 {
            while index < bytes.count, !isWordByte(bytes[index]) { index += 1 }
            let start = index
            while index < bytes.count, isWordByte(bytes[index]) { index += 1 }
            // Han, kana and Hangul have no words to look up.
            guard start < index, bytes[start] < 0xE3 else { return start < index }
            if index - start <= 32, kinds[lowercased(bytes[start..<index])] != nil {
                return true
            }
        }
        return false
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        MarkupTokenizer.isLetter(byte) || byte >= 0x80
    }

    private static func lowercased(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> String {
        guard bytes.allSatisfy({ $0 < 0x80 }) else {
            return folded(String(decoding: bytes, as: UTF8.self))
        }
        return String(unsafeUninitializedCapacity: bytes.count) { output in
            for (offset, byte) in bytes.enumerated() { output[offset] = byte | 0x20 }
            return bytes.count
        }
    }

    /// Whether a text is only an ordinal, such as `Chapter I.`, `XIV`, `第三回`, `12`.
    static func isBareOrdinal(_ text: String) -> Bool {
        match(text).map { $0.rest.isEmpty } ?? false
    }

    // MARK: 第三回 …, 제 3 장

    private static func eastAsian(_ line: String) -> Match? {
        let scalars = Array(line.unicodeScalars)
        var index = 0
        if scalars[0] == "第" || scalars[0] == "제" {
            index = 1
        } else if scalars[0] == "卷" || scalars[0] == "巻" {
            return volume(scalars)
        } else {
            return nil
        }
        while index < scalars.count, scalars[index] == " " { index += 1 }
        let start = index
        while index < scalars.count, Numeral.isDigit(scalars[index]) { index += 1 }
        guard index > start, index - start <= 9 else { return nil }
        let number = Numeral.value(of: scalars[start..<index])
        while index < scalars.count, scalars[index] == " " { index += 1 }
        guard index < scalars.count else { return nil }
        let unit = scalars[index]
        let kind: Kind
        if "章回話话節节折幕課课夜講讲则則장화절막回".unicodeScalars.contains(unit) {
            kind = .chapter
        } else if "部編编卷巻篇集冊册部편권부".unicodeScalars.contains(unit) {
            kind = .part
        } else {
            return nil
        }
        let rest = trimmed(String(String.UnicodeScalarView(scalars[(index + 1)...])))
        // A sentence that begins with such words runs on; a title is short.
        guard rest.unicodeScalars.count <= 60 else { return nil }
        return Match(kind: kind, number: number, rest: rest)
    }

    private static func volume(_ scalars: [Unicode.Scalar]) -> Match? {
        let digits = scalars.dropFirst().prefix {
            Numeral.isDigit($0) || "上中下".unicodeScalars.contains($0)
        }
        guard !digits.isEmpty, digits.count <= 6 else { return nil }
        let rest = trimmed(String(String.UnicodeScalarView(scalars[(1 + digits.count)...])))
        guard rest.unicodeScalars.count <= 40 else { return nil }
        return Match(kind: .part, number: Numeral.value(of: digits), rest: rest)
    }

    // MARK: Chapter I. …, Erstes Kapitel, Глава 3

    private static func worded(_ line: String) -> Match? {
        let words = line.split(separator: " ").prefix(4).map { folded($0) }
        guard let first = words.first else { return nil }
        if let kind = kinds[first], words.count > 2, words[1] == "the",
            let number = ordinal(words[2])
        {
            return Match(kind: kind, number: number, rest: rest(of: line, after: 3))
        }
        if let kind = kinds[first], words.count > 1 {
            guard let number = ordinal(words[1]) else { return nil }
            return Match(kind: kind, number: number, rest: rest(of: line, after: 2))
        }
        // `Erstes Kapitel`, `PREMIÈRE PARTIE`, `Book the First`.
        if words.count > 1, let kind = kinds[words[1]], let number = ordinal(words[0]) {
            return Match(kind: kind, number: number, rest: rest(of: line, after: 2))
        }
        return nil
    }

    private static func rest(of line: String, after words: Int) -> String {
        let parts = line.split(separator: " ", maxSplits: words)
        return parts.count > words ? trimmed(String(parts[words])) : ""
    }

    // MARK: XIV., 12, 三

    private static func bare(_ line: String) -> Match? {
        guard line.utf8.count <= 24 else { return nil }
        let core = line.trimmingSigns
        guard !core.isEmpty, !core.contains(" ") else { return nil }
        let scalars = Array(core.unicodeScalars)
        if scalars.count <= 8, scalars.allSatisfy({ Numeral.isDigit($0) }) {
            let number = Numeral.value(of: scalars[...])
            return number.map { Match(kind: .ordinal, number: $0, rest: "") }
        }
        if let roman = Numeral.roman(core) { return Match(kind: .ordinal, number: roman, rest: "") }
        return nil
    }

    private static func ordinal(_ word: String) -> Int? {
        let core = word.trimmingSigns
        if let number = Int(core), number < 10_000 { return number }
        if let roman = Numeral.roman(core.uppercased()) { return roman }
        if let number = numberWords[core] { return number }
        let digits = core.prefix { $0.isASCII && $0.isNumber }
        if !digits.isEmpty, core.count - digits.count <= 3 { return Int(digits) }
        return core.isEmpty ? nil : compound(core)
    }

    /// `twenty-one`, `einundzwanzigstes`: the number matters less than that it is one.
    private static func compound(_ word: String) -> Int? {
        let parts = word.split(separator: "-")
        guard parts.count == 2, let tens = numberWords[String(parts[0])],
            let ones = numberWords[String(parts[1])]
        else { return nil }
        return tens + ones
    }

    static func folded(_ word: some StringProtocol) -> String {
        String(word.lowercased()).trimmingSigns
    }

    private static func trimmed(_ text: String) -> String {
        String(text.drop { leadingSigns.contains($0) })
    }

    private static let leadingSigns: Set<Character> = Set(" .:,;–—-\u{3000}、．：")

    private static let kinds: [String: Kind] = {
        var kinds: [String: Kind] = [:]
        for word in ChapterWords.chapters { kinds[word] = .chapter }
        for word in ChapterWords.parts { kinds[word] = .part }
        return kinds
    }()

    private static let numberWords: [String: Int] = {
        var words: [String: Int] = [:]
        for list in ChapterWords.numbers {
            for (index, word) in list.split(separator: " ").enumerated()
            where words[String(word)] == nil {
                words[String(word)] = index + 1
            }
        }
        for (word, value) in ChapterWords.tens { words[word] = value }
        return words
    }()
}

extension String {
    /// The text without the signs that stand around ordinals.
    var trimmingSigns: String {
        var text = unicodeScalars[...]
        while let first = text.first, OrdinalSigns.all.contains(first) { text.removeFirst() }
        while let last = text.last, OrdinalSigns.all.contains(last) { text.removeLast() }
        return String(text)
    }
}

/// Signs that stand around ordinals: full stops, brackets, quotation marks.
private enum OrdinalSigns {
    static let all: Set<Unicode.Scalar> = Set(".:,;-–—()[]'’*_«»\"“” 、．#".unicodeScalars)
}
