/// Phonemes of one alphabet in another.
enum PhonemeTranslation {
    /// The phonemes in the other alphabet; `nil` when a symbol has no counterpart.
    static func phonemes(_ phonemes: String, from: String, to: String) -> String? {
        if from == to { return phonemes }
        guard let ipa = ipa(phonemes, from: from) else { return nil }
        switch to {
        case "ipa": return ipa
        case "cmu-arpabet": return arpabet(ipa)
        default: return nil
        }
    }

    private static func ipa(_ phonemes: String, from: String) -> String? {
        switch from {
        case "ipa": phonemes
        case "cmu-arpabet": ipa(arpabet: phonemes)
        case "x-sampa": translated(phonemes, by: sampa, longest: 3)
        default: nil
        }
    }

    /// IPA in one spelling: no tie bars, no aspiration, the right letter g.
    static func tidied(_ ipa: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in ipa.unicodeScalars {
            switch scalar.value {
            // Tie bars, half length, aspiration, palatalisation, non-syllabic and dental marks.
            case 0x361, 0x35C, 0x2D1, 0x2B0, 0x2B2, 0x32F, 0x32A, 0x31E, 0x31F, 0x320: continue
            case 0x67: result.append("ɡ")
            case 0x3A: result.append("ː")
            case 0x2019, 0x2BC, 0x2032: result.append("ˈ")
            default: result.append(scalar)
            }
        }
        return String(result)
    }

    /// American dictionaries write `y` for the consonant of `yes`; before a vowel it is one.
    static func withGlides(_ ipa: String) -> String {
        var scalars = Array(ipa.unicodeScalars)
        for index in scalars.indices.dropLast() where scalars[index] == "y" {
            if PhonemeInventory.vowels.contains(scalars[index + 1]) { scalars[index] = "j" }
        }
        return String(String.UnicodeScalarView(scalars))
    }

    private static func translated(
        _ text: String,
        by table: [String: String],
        longest: Int
    ) -> String? {
        var rest = Array(text.unicodeScalars.map(String.init))[...]
        var result = ""
        while !rest.isEmpty {
            var found = false
            for count in stride(from: min(longest, rest.count), through: 1, by: -1) {
                guard let symbol = table[rest.prefix(count).joined()] else { continue }
                result += symbol
                rest = rest.dropFirst(count)
                found = true
                break
            }
            guard found else { return nil }
        }
        return result
    }

    private static func ipa(arpabet: String) -> String? {
        var result: [String] = []
        for symbol in arpabet.split(whereSeparator: \.isWhitespace) {
            let name = symbol.prefix { !$0.isNumber }.uppercased()
            guard var sound = arpabetSounds[name] else { return nil }
            let stress = symbol.last.flatMap(\.wholeNumberValue)
            if name == "AH", stress == 0 { sound = "ə" }
            if name == "ER", stress == 0 { sound = "ɚ" }
            if stress == 1 || stress == 2 {
                let mark = stress == 1 ? "ˈ" : "ˌ"
                // The mark stands before the syllable, which begins with one consonant.
                let isConsonant = result.last.map { arpabetConsonants.contains($0) } ?? false
                result.insert(mark, at: isConsonant ? result.count - 1 : result.count)
            }
            result.append(sound)
        }
        return result.isEmpty ? nil : result.joined()
    }

    private static func arpabet(_ ipa: String) -> String? {
        var rest = Array(withGlides(tidied(ipa)).unicodeScalars.map(String.init))[...]
        var result: [String] = []
        var stress = 0
        while let first = rest.first {
            if let mark = ["ˈ": 1, "'": 1, "ˌ": 2, ".": 0, " ": 0][first] {
                if mark > 0 { stress = mark }
                rest.removeFirst()
                continue
            }
            guard let (sound, count) = arpabetSymbol(rest) else { return nil }
            let isVowel = "AEIOU".contains(sound.prefix(1))
            result.append(isVowel ? "\(sound)\(stress)" : sound)
            if isVowel { stress = 0 }
            rest = rest.dropFirst(count)
        }
        return result.isEmpty ? nil : result.joined(separator: " ")
    }

    private static func arpabetSymbol(_ symbols: ArraySlice<String>) -> (String, Int)? {
        for count in stride(from: min(3, symbols.count), through: 1, by: -1) {
            if let sound = ipaSounds[symbols.prefix(count).joined()] { return (sound, count) }
        }
        return nil
    }
}
