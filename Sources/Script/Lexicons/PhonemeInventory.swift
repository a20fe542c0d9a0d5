/// The symbols of a phonetic alphabet.
struct PhonemeInventory {
    let alphabet: String

    /// Symbols that the alphabet does not have, each once, in order.
    func unknownSymbols(in phonemes: String) -> [String] {
        var result: [String] = []
        func note(_ symbol: String) {
            if !result.contains(symbol) { result.append(symbol) }
        }
        switch alphabet {
        case "ipa":
            for scalar in phonemes.unicodeScalars where !PhonemeInventory.isIPA(scalar) {
                note(String(scalar))
            }
        case "cmu-arpabet":
            for symbol in phonemes.split(whereSeparator: \.isWhitespace) {
                let name = symbol.prefix { !$0.isNumber }
                let stress = symbol.dropFirst(name.count)
                let isKnown = PhonemeTranslation.arpabetSounds[name.uppercased()] != nil
                if !isKnown || !["", "0", "1", "2"].contains(stress) { note(String(symbol)) }
            }
        default: break
        }
        return result
    }

    /// Whether there are several syllables and none is stressed, or a vowel lacks its digit.
    func lacksStress(_ phonemes: String) -> Bool {
        switch alphabet {
        case "ipa":
            let marks: Set<Unicode.Scalar> = ["ˈ", "ˌ", "'", "’"]
            guard !phonemes.unicodeScalars.contains(where: marks.contains) else { return false }
            return syllables(phonemes) > 1
        case "cmu-arpabet":
            return phonemes.split(whereSeparator: \.isWhitespace).contains { symbol in
                "AEIOUaeiou".contains(symbol.prefix(1)) && symbol.last?.isNumber != true
            }
        default: return false
        }
    }

    private func syllables(_ ipa: String) -> Int {
        var count = 0
        var wasVowel = false
        for scalar in ipa.unicodeScalars {
            let isVowel = PhonemeInventory.vowels.contains(scalar)
            if isVowel, !wasVowel { count += 1 }
            wasVowel =
                isVowel || wasVowel && !PhonemeInventory.isBreak(scalar) && scalar.value >= 0x2B0
        }
        return count
    }

    private static func isBreak(_ scalar: Unicode.Scalar) -> Bool { scalar == "." || scalar == " " }

    private static func isIPA(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x61...0x7A, 0x250...0x2AF, 0x2B0...0x2FF, 0x300...0x36F, 0x1D00...0x1DBF: true
        case 0xE6, 0xE7, 0xF0, 0xF8, 0x127, 0x14B, 0x153, 0x3B2, 0x3B8, 0x3C7, 0x2C71: true
        case 0xE3, 0xF5, 0x129, 0x169, 0x1EBD, 0x1C0...0x1C3, 0x2191...0x2199, 0xA71B, 0xA71C: true
        case 0x20, 0x27, 0x2D, 0x2E, 0x3A, 0x7C, 0x2016, 0x203F, 0x2019: true
        default: false
        }
    }

    static let vowels = Set("aeiouyɑɐɒæɔəɘɚɛɜɝɞɨɪɯøɵœɶʉʊʌɤʏãõĩũẽ".unicodeScalars)
}
