/// Ways of saying an English word that its dictionary does not list and nobody takes for a mistake: weak forms, and
/// what accents do.
enum SpokenVariants {
    /// The phones of the other ways, in those of the CMU set.
    static func of(_ word: String, phones: String) -> [String] {
        // Other models have phones of their own, and other languages such words.
        if ["her", "him", "his"].contains(word), phones.hasPrefix("HH ") {
            return [String(phones.dropFirst("HH ".count))]
        }
        if word == "ma'am", phones == "M AE M" { return ["M AA M", "M AH M"] }
        // isn't: with and without a vowel before the n.
        if word.hasSuffix("n't"), phones.hasSuffix(" AH N T") {
            let stem = phones.dropLast(" AH N T".count)
            return ["\(stem) N T", "\(stem) EH N T"]
        }
        // they're
        if word.hasSuffix("'re"), phones.hasSuffix(" EH R") {
            return ["\(phones.dropLast(" EH R".count)) EY R"]
        }
        // poor, tour
        for vowel in [" UW R", " UH R"] where phones.hasSuffix(vowel) {
            let stem = phones.dropLast(vowel.count)
            return [" UH R", " AO R"].filter { $0 != vowel }.map { stem + $0 }
        }
        return []
    }
}
