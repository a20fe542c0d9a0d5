extension PhonemeTranslation {
    /// Phonemes in English letters, with hyphens before stressed syllables.
    ///
    /// - Returns: `nil` when a symbol has no English sound.
    static func respelling(_ phonemes: String, from alphabet: String) -> String? {
        guard let arpabet = self.phonemes(phonemes, from: alphabet, to: "cmu-arpabet") else {
            return nil
        }
        let sounds = arpabet.split(separator: " ").map(String.init)
        var syllables: [String] = [""]
        var hasVowel = false
        for (index, sound) in sounds.enumerated() {
            let name = String(sound.prefix { !$0.isNumber })
            guard let letters = respelled[name] else { return nil }
            let isVowel = name != sound
            // A consonant before a vowel begins its syllable.
            let next = index + 1 < sounds.count ? sounds[index + 1] : ""
            let startsSyllable =
                !isVowel && next.last?.isNumber == true || isVowel && previousIsVowel(index, sounds)
            if hasVowel, startsSyllable {
                syllables.append("")
                hasVowel = false
            }
            syllables[syllables.count - 1] += letters
            hasVowel = hasVowel || isVowel
        }
        return syllables.joined(separator: "-")
    }

    private static func previousIsVowel(_ index: Int, _ sounds: [String]) -> Bool {
        index > 0 && sounds[index - 1].last?.isNumber == true
    }

    private static let respelled: [String: String] = [
        "AA": "ah", "AE": "a", "AH": "uh", "AO": "aw", "AW": "ow", "AY": "eye", "EH": "eh",
        "ER": "er", "EY": "ay", "IH": "ih", "IY": "ee", "OW": "oh", "OY": "oy", "UH": "oo",
        "UW": "oo", "B": "b", "CH": "ch", "D": "d", "DH": "th", "F": "f", "G": "g", "HH": "h",
        "JH": "j", "K": "k", "L": "l", "M": "m", "N": "n", "NG": "ng", "P": "p", "R": "r",
        "S": "s", "SH": "sh", "T": "t", "TH": "th", "V": "v", "W": "w", "Y": "y", "Z": "z",
        "ZH": "zh",
    ]
}
