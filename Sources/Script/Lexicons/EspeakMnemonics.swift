/// Phonemes as espeak-ng takes them: the mnemonics of a voice, for double square brackets.
struct EspeakMnemonics {
    private let table: [String: String]?

    /// Creates a translator for a voice; one without a table translates nothing.
    init(voice: String) { table = EspeakMnemonics.table(for: voice) }

    /// The mnemonics; `nil` when a symbol has none, for espeak-ng would drop the word silently.
    func mnemonics(_ phonemes: String, _ alphabet: String) -> String? {
        if alphabet == "x-espeak" { return phonemes }
        guard let table,
            let ipa = PhonemeTranslation.phonemes(phonemes, from: alphabet, to: "ipa")
        else { return nil }
        var result = ""
        let tidy = PhonemeTranslation.tidied(ipa)
        let sounds = table["y"] == nil ? PhonemeTranslation.withGlides(tidy) : tidy
        var symbols = Array(sounds.unicodeScalars.map(String.init))[...]
        while let first = symbols.first {
            if let mark = EspeakMnemonics.marks[first] {
                result += mark
                symbols.removeFirst()
                continue
            }
            guard let (mnemonic, count) = EspeakMnemonics.longest(symbols, table, depth: 0) else {
                return nil
            }
            result += mnemonic
            symbols = symbols.dropFirst(count)
        }
        return result.isEmpty ? nil : result
    }

    private static let marks = ["ˈ": "'", "'": "'", "ˌ": ",", ".": "", " ": " ", "‿": ""]

    private static func longest(
        _ symbols: ArraySlice<String>,
        _ table: [String: String],
        depth: Int
    ) -> (String, Int)? {
        for count in stride(from: min(4, symbols.count), through: 1, by: -1) {
            let key = symbols.prefix(count).joined()
            if let mnemonic = table[key] { return (mnemonic, count) }
            if let mnemonic = substitute(key, table, depth: depth) { return (mnemonic, count) }
        }
        return nil
    }

    /// The nearest sound the voice has.
    private static func substitute(
        _ symbol: String,
        _ table: [String: String],
        depth: Int
    ) -> String? {
        guard depth < 3, let candidates = PhonemeTranslation.neighbours[symbol] else { return nil }
        for candidate in candidates {
            var rest = Array(candidate.unicodeScalars.map(String.init))[...]
            var result = ""
            while !rest.isEmpty {
                guard let (mnemonic, count) = longest(rest, table, depth: depth + 1) else { break }
                result += mnemonic
                rest = rest.dropFirst(count)
            }
            if rest.isEmpty { return result }
        }
        return nil
    }
}
