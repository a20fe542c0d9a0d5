/// The sounds of a text by kinds: what the time depends on that a voice takes to say it, its pauses left out.
///
/// Vowels take longer than stops, and the last word before a pause longer than the same word elsewhere.
package struct SpokenSounds: Sendable, Equatable, Codable {
    /// How many there are of each kind.
    package private(set) var counts: [Float]
    /// How many in all.
    package private(set) var total: Float

    /// Kinds of sounds, in phones of the CMU set.
    private static let kinds = [
        "AA AO AE AW AY OY EY OW ER", "IY UW", "IH EH UH", "AH", "P T K", "CH JH", "B D G",
        "S SH Z ZH F TH", "V DH HH", "M N NG", "L R W Y",
    ]
    private static let kindOfPhone: [Substring: Int] = {
        var kinds: [Substring: Int] = [:]
        for (kind, phones) in Self.kinds.enumerated() {
            for phone in phones.split(separator: " ") { kinds[phone] = kind }
        }
        return kinds
    }()

    /// Seconds that each kind is expected to take before a voice is known; means of offline voices.
    ///
    /// Behind them those of a word, a short word, the last word before a pause, and the beginning and the end of a
    /// text.
    static let expected =
        [0.105, 0.085, 0.055, 0.06, 0.05, 0.085, 0.065, 0.09, 0.045, 0.05, 0.055]
        + [0.025, 0, 0.12, 0.025]

    private static let word = kinds.count
    private static let shortWord = kinds.count + 1
    private static let lastWord = kinds.count + 2
    private static let edges = kinds.count + 3
    /// Letters of a short word.
    private static let short = 3

    /// Takes a text apart; `nil` where nobody can know how something in it is read, such as a number or a symbol.
    ///
    /// `pronunciation`: the phones of a word, where somebody knows them; others are guessed from the letters.
    init?(_ text: String, pronunciation: (String) -> String? = { _ in nil }) {
        let scalars = Array(text.unicodeScalars)
        let words = SpokenWords(text).words
        guard !words.isEmpty, !scalars.contains(where: Self.isSymbol) else { return nil }
        counts = [Float](repeating: 0, count: Self.expected.count)
        total = 0
        counts[Self.edges] = 1
        for (place, word) in words.enumerated() {
            guard !word.isGuess, !Self.isSpelled(scalars[word.range]),
                let kinds = Self.kinds(of: word.spelling, pronunciation(word.spelling))
            else { return nil }
            for kind in kinds { counts[kind] += 1 }
            total += Float(kinds.count)
            counts[Self.word] += 1
            if word.range.count <= Self.short { counts[Self.shortWord] += 1 }
            let next = place + 1 < words.count ? words[place + 1].range.lowerBound : scalars.count
            if next == scalars.count
                || scalars[word.range.upperBound..<next].contains(where: Self.isPause)
            {
                counts[Self.lastWord] += 1
            }
        }
    }

    /// Seconds that they take in a voice with such worths of each kind; without any, in one that nobody knows.
    func seconds(_ worths: [Double] = Self.expected) -> Double {
        zip(counts, worths).reduce(0) { $0 + Double($1.0) * $1.1 }
    }

    /// The kinds of a word's sounds; `nil` when its letters tell none.
    private static func kinds(of word: String, _ pronunciation: String?) -> [Int]? {
        func kinds(_ phones: String) -> [Int] {
            phones.split(separator: " ").compactMap { kindOfPhone[$0] }
        }
        // Other models have phones of their own.
        let known = pronunciation.map(kinds) ?? []
        if !known.isEmpty { return known }
        let guessed = kinds(LetterSounds.phones(of: word))
        return guessed.isEmpty ? nil : guessed
    }

    /// Words in capitals may be read letter by letter.
    private static func isSpelled(_ word: ArraySlice<Unicode.Scalar>) -> Bool {
        (2...4).contains(word.count) && word.allSatisfy(\.properties.isUppercase)
    }

    private static func isSymbol(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .currencySymbol, .mathSymbol, .otherSymbol: true
        default: "&%@#*/\\_".unicodeScalars.contains(scalar)
        }
    }

    private static func isPause(_ scalar: Unicode.Scalar) -> Bool {
        ",.;:!?—–…".unicodeScalars.contains(scalar)
    }
}
