import Glibc

/// How long a text is when it is spoken, counted in average letters.
///
/// Characters predict the length of a take as well as syllables or phonemes do, once those that
/// stand for whole words and for pauses are counted as such. The worths were fitted to takes of
/// offline voices in seven languages.
package struct SpokenLength: Sendable, Equatable {
    /// Letters, with digits, ideographs, abbreviations and pauses in their worth.
    package private(set) var characters = 0.0
    /// How many of them are a guess: how a number or a symbol is read, nobody can know.
    package private(set) var guessed = 0.0
    /// The shortest and longest a voice that nothing is known of may need, in seconds.
    package private(set) var plausible: ClosedRange<Double> = 0...0

    /// The first and the last sound take longer than those between.
    private static let edges = 1.7
    /// A word against the letters in it.
    private static let word = 0.6

    /// What a character is worth.
    private struct Worth {
        var characters: Double
        var fastest: Double
        var slowest: Double
        /// How much of it is a guess, 0 to 1.
        var guess = 0.0
    }

    /// Measures a text.
    package init(_ text: String) {
        let scalars = Array(text.unicodeScalars)
        guard let first = scalars.firstIndex(where: Self.isSpoken),
            let last = scalars.lastIndex(where: Self.isSpoken)
        else { return }
        var fastest = 0.0
        var slowest = 1.5
        characters = Self.edges
        for word in scalars[first...last].split(whereSeparator: \.properties.isWhitespace) {
            characters += Self.word
            let isSpelled = Self.isSpelled(word)
            for position in word.indices {
                let worth = Self.worth(at: position, in: word, isSpelled: isSpelled)
                characters += worth.characters
                guessed += worth.guess * worth.characters
                fastest += worth.fastest
                slowest += worth.slowest
            }
            // A mark behind a word is a pause, unless nothing follows.
            guard let mark = word.last, word.endIndex <= last else { continue }
            characters += Self.pause(after: word.dropLast().last, mark)
            slowest += Self.pause(after: nil, mark) > 0 ? 0.9 : 0
        }
        plausible = max(0.03, fastest - 0.15)...slowest
    }

    private static func isSpoken(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil
            || isSymbol(scalar)
    }

    private static func isSymbol(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .currencySymbol, .mathSymbol, .otherSymbol: true
        default: "&%@#*/\\_".unicodeScalars.contains(scalar)
        }
    }

    /// Short words in capitals, such as `BBC` and `XIV`, are read letter by letter.
    private static func isSpelled(_ word: ArraySlice<Unicode.Scalar>) -> Bool {
        let letters = word.filter { $0.properties.isAlphabetic }
        return (1...4).contains(letters.count) && letters.allSatisfy(\.properties.isUppercase)
    }

    private static func worth(
        at position: Int,
        in word: ArraySlice<Unicode.Scalar>,
        isSpelled: Bool
    ) -> Worth {
        let scalar = word[position]
        switch scalar.value {
        // Kana, Hangul syllables, ideographs.
        case 0x3040...0x30FF:
            return Worth(characters: 2.2, fastest: 0.05, slowest: 0.4, guess: 0.2)
        case 0xAC00...0xD7A3: return Worth(characters: 3, fastest: 0.06, slowest: 0.6)
        case 0x3400...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF:
            return Worth(characters: 4.5, fastest: 0.07, slowest: 1, guess: 0.2)
        case 0x30...0x39:
            return Worth(characters: 4.5, fastest: 0.05, slowest: 0.9, guess: 1)
        default: break
        }
        if isSpelled, scalar.properties.isAlphabetic {
            return Worth(characters: 3, fastest: 0.03, slowest: 0.8, guess: 1)
        }
        if isSymbol(scalar) {
            return Worth(characters: 6, fastest: 0, slowest: 1.2, guess: 1)
        }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter:
            return Worth(characters: 1, fastest: 0.028, slowest: 0.22)
        case .otherLetter: return Worth(characters: 1.3, fastest: 0.03, slowest: 0.4)
        case .nonspacingMark, .spacingMark:
            return Worth(characters: 0.6, fastest: 0, slowest: 0.2)
        case .decimalNumber, .otherNumber, .letterNumber:
            return Worth(characters: 4.5, fastest: 0, slowest: 1.2, guess: 1)
        default: return punctuation(scalar, isInside: position < word.endIndex - 1)
        }
    }

    /// Marks between letters: an address is read with its dots, full-width marks need no space.
    private static func punctuation(_ scalar: Unicode.Scalar, isInside: Bool) -> Worth {
        switch scalar {
        case "。", "！", "？": Worth(characters: 5, fastest: 0, slowest: 0.9)
        case "、", "，": Worth(characters: 4, fastest: 0, slowest: 0.6)
        case "—", "–", "…": Worth(characters: 3, fastest: 0, slowest: 0.9)
        case ".", ":", "?", "!", "=", "-":
            Worth(characters: 0, fastest: 0, slowest: isInside ? 1 : 0.3)
        default: Worth(characters: 0, fastest: 0, slowest: 0.3)
        }
    }

    /// What the pause is worth that a mark at the end of a word makes.
    private static func pause(after before: Unicode.Scalar?, _ mark: Unicode.Scalar) -> Double {
        switch mark {
        case ",": 4.7
        case ".", "!", "?", ";", ":": 5.5
        // The mark stands inside the quotation.
        case "\"", "”", "»", "’", "'", ")", "]":
            before.map { pause(after: nil, $0) } ?? 0
        default: 0
        }
    }
}
