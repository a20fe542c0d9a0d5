/// What an English word that is in no dictionary may sound like, guessed from its letters.
///
/// Good enough for the decoder to know a name from its neighbours; not to tell how it is read.
enum LetterSounds {
    /// Phones of the CMU set, separated by spaces.
    static func phones(of word: String) -> String {
        var letters = Array(word.unicodeScalars.filter { $0 != "'" })
        let ending = takeEnding(&letters)
        if ["kn", "gn", "ps", "wr"].contains(spelled(letters.prefix(2))) { letters.removeFirst() }
        let long = takeSilentE(&letters)
        var phones: [String] = []
        var index = 0
        while index < letters.count {
            if index > 0, letters[index] == letters[index - 1],
                !"eo".unicodeScalars.contains(letters[index])
            {
                index += 1
                continue
            }
            let (sound, length) = sound(of: letters, at: index, isLong: index == long)
            if !sound.isEmpty { phones.append(sound) }
            index += length
        }
        return (phones + ending).joined(separator: " ")
    }

    /// How many phones it may have at most: another reader takes other sounds than these, and some more; what has no
    /// vowel is spelled out.
    static func most(of word: String) -> Int {
        guard word.contains(where: "aeiouy".contains) else { return 3 * word.count }
        return 3 + phones(of: word).count(where: \.isWhitespace) * 3 / 2
    }

    /// Plural and past endings, which sound by what they follow.
    private static func takeEnding(_ letters: inout [Unicode.Scalar]) -> [String] {
        let count = letters.count
        guard count > 3 else { return [] }
        let text = spelled(letters[...])
        if ["ses", "xes", "zes", "ches", "shes"].contains(where: text.hasSuffix) {
            letters.removeLast(2)
            return ["IH", "Z"]
        }
        if text.hasSuffix("ed"), count > 4, !isVowel(letters[count - 3]) {
            letters.removeLast(2)
            return letters.last == "t" || letters.last == "d" ? ["IH", "D"] : ["D"]
        }
        if text.hasSuffix("s"), !"uios".unicodeScalars.contains(letters[count - 2]) {
            letters.removeLast()
            return letters.last.map { "ptkf".unicodeScalars.contains($0) } == true ? ["S"] : ["Z"]
        }
        return []
    }

    /// Drops a silent e and returns where the vowel is that it makes long.
    private static func takeSilentE(_ letters: inout [Unicode.Scalar]) -> Int? {
        let count = letters.count
        guard count > 2, letters[count - 1] == "e", !isVowel(letters[count - 2]),
            letters.dropLast().contains(where: isVowel)
        else { return nil }
        letters.removeLast()
        if letters[count - 2] == "c" { letters[count - 2] = "s" }
        if letters[count - 2] == "g" { letters[count - 2] = "j" }
        let isAlone = isVowel(letters[count - 3]) && (count < 4 || !isVowel(letters[count - 4]))
        return isAlone && letters[count - 2] != "x" ? count - 3 : nil
    }

    private static func sound(
        of letters: [Unicode.Scalar],
        at index: Int,
        isLong: Bool
    ) -> (String, Int) {
        let letter = letters[index]
        if isLong, let sound = longVowels[letter] { return (sound, 1) }
        if index == 0, letter == "y" { return ("Y", 1) }
        if index == letters.count - 1, index > 0, let sound = lastLetters[letter] {
            return (sound, 1)
        }
        for length in [5, 4, 3, 2, 1] where index + length <= letters.count {
            if let sound = graphemes[spelled(letters[index..<index + length])] {
                return (sound, length)
            }
        }
        return ("", 1)
    }

    private static func spelled(_ letters: ArraySlice<Unicode.Scalar>) -> String {
        String(String.UnicodeScalarView(letters))
    }

    private static func isVowel(_ letter: Unicode.Scalar) -> Bool {
        "aeiouy".unicodeScalars.contains(letter)
    }

    private static let longVowels: [Unicode.Scalar: String] = [
        "a": "EY", "e": "IY", "i": "AY", "o": "OW", "u": "UW", "y": "AY",
    ]
    private static let lastLetters: [Unicode.Scalar: String] = [
        "y": "IY", "i": "IY", "a": "AH", "o": "OW", "h": "",
    ]
    private static let graphemes: [String: String] = [
        "cious": "SH AH S", "tious": "SH AH S", "augh": "AO", "ough": "AO", "eigh": "EY",
        "tion": "SH AH N", "sion": "ZH AH N", "igh": "AY", "tch": "CH", "sch": "S K", "dge": "JH",
        "ph": "F", "th": "TH", "sh": "SH", "ch": "CH", "ck": "K", "qu": "K W", "wh": "W",
        "rh": "R", "gh": "", "ng": "NG", "nk": "NG K", "ee": "IY", "ea": "IY", "oo": "UW",
        "ou": "AW", "ow": "OW", "oi": "OY", "oy": "OY", "ai": "EY", "ay": "EY", "au": "AO",
        "aw": "AO", "ie": "IY", "ei": "EY", "ey": "IY", "eu": "UW", "ew": "UW", "oa": "OW",
        "ue": "UW", "ui": "UW", "ae": "IY", "ar": "AA R", "er": "ER", "ir": "ER", "ur": "ER",
        "yr": "ER", "or": "AO R", "ce": "S EH", "ci": "S IH", "cy": "S IY", "ge": "JH EH",
        "gi": "JH IH", "gy": "JH IY", "a": "AE", "b": "B", "c": "K", "d": "D", "e": "EH", "f": "F",
        "g": "G", "h": "HH", "i": "IH", "j": "JH", "k": "K", "l": "L", "m": "M", "n": "N",
        "o": "AA", "p": "P", "q": "K", "r": "R", "s": "S", "t": "T", "u": "AH", "v": "V", "w": "W",
        "x": "K S", "y": "IH", "z": "Z",
    ]
}
