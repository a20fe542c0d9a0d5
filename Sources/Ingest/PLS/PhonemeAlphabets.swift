/// Names of phonetic alphabets that lexicons use.
enum PhonemeAlphabets {
    /// The name an alphabet goes by here, or `nil` when none of our engines can be told it.
    static func name(_ name: String) -> String? {
        switch name.lowercased() {
        case "ipa", "x-ipa": "ipa"
        case "x-cmu-arpabet", "cmu-arpabet", "x-arpabet", "arpabet", "x-cmu": "cmu-arpabet"
        case "x-sampa", "xsampa", "x-x-sampa", "sampa": "x-sampa"
        case "x-espeak", "espeak", "x-espeak-ng": "x-espeak"
        default: nil
        }
    }

    /// IPA without the slashes or brackets that dictionaries print around it.
    static func unwrapped(_ phonemes: String) -> String {
        for (open, close) in [("/", "/"), ("[", "]")] {
            guard phonemes.utf8.count > 2, phonemes.hasPrefix(open), phonemes.hasSuffix(close)
            else { continue }
            return String(phonemes.dropFirst().dropLast()).trimmedLexiconText
        }
        return phonemes
    }
}

extension String {
    /// White space at the ends gone and every run inside one blank; nothing else is touched, for marks that are
    /// invisible in prose tell phonemes apart.
    var trimmedLexiconText: String {
        var result = String.UnicodeScalarView()
        var needsSpace = false
        for scalar in unicodeScalars {
            guard !scalar.properties.isWhitespace else {
                needsSpace = !result.isEmpty
                continue
            }
            if needsSpace { result.append(" ") }
            needsSpace = false
            result.append(scalar)
        }
        return String(result)
    }
}
