import NarrateModel

/// Spells a lexeme the way an engine takes it.
struct PhonemeSpelling {
    let delivery: PhonemeDelivery
    var readsTags = false

    /// What is sent in the place of a word.
    struct Spelling: Equatable {
        var text: String
        var isAtomic = false
        /// Whether phonemes were put into English letters.
        var isRespelled = false
    }

    /// The name an alphabet goes by in lexicons.
    static func alphabet(_ name: String) -> String {
        switch name.lowercased() {
        case "ipa", "x-ipa", "": "ipa"
        case "x-cmu-arpabet", "cmu-arpabet", "x-arpabet", "arpabet": "cmu-arpabet"
        case "x-sampa", "xsampa": "x-sampa"
        default: name
        }
    }

    /// What to send for a word that has an entry; `nil` when the engine takes none of its pronunciations.
    func spelling(of lexeme: Lexeme, for word: String) -> Spelling? {
        for pronunciation in pronunciations(of: lexeme) {
            switch pronunciation {
            case .alias(let text):
                let escape = MarkupEscape(delivery, readsTags: readsTags)
                return Spelling(text: escape.escaped(text))
            case .phonemes(let phonemes, let alphabet):
                if let spelling = spelling(phonemes, alphabet, word) { return spelling }
            }
        }
        return nil
    }

    /// In the order they are tried.
    private func pronunciations(of lexeme: Lexeme) -> [Lexeme.Pronunciation] {
        let all = [lexeme.pronunciation] + lexeme.alternatives
        guard delivery == .respelling else { return all }
        // What somebody wrote reads better than what a table makes of phonemes.
        let isAlias = { (one: Lexeme.Pronunciation) in if case .alias = one { true } else { false }
        }
        return all.filter(isAlias) + all.filter { !isAlias($0) }
    }

    /// No word is longer; a tag above the limit of an utterance could not be kept whole.
    private static let longest = 200

    /// What to send for phonemes; `nil` when the engine does not take them.
    func spelling(_ phonemes: String, _ alphabet: String, _ word: String) -> Spelling? {
        guard phonemes.utf8.count <= PhonemeSpelling.longest else { return nil }
        switch delivery {
        case .none: return nil
        case .respelling:
            return PhonemeTranslation.respelling(phonemes, from: alphabet).map {
                Spelling(text: $0, isRespelled: true)
            }
        case .inlineTags(let alphabets): return tags(phonemes, alphabet, alphabets, word)
        case .espeak(let voice):
            guard let mnemonics = EspeakMnemonics(voice: voice).mnemonics(phonemes, alphabet) else {
                return nil
            }
            return Spelling(text: "[[" + mnemonics + "]]", isAtomic: true)
        }
    }

    private func tags(
        _ phonemes: String,
        _ alphabet: String,
        _ taken: [String],
        _ word: String
    ) -> Spelling? {
        for name in [alphabet] + taken where taken.contains(name) {
            guard let phonemes = PhonemeTranslation.phonemes(phonemes, from: alphabet, to: name)
            else { continue }
            return Spelling(text: tags(phonemes, name, word), isAtomic: true)
        }
        return nil
    }

    /// One tag for each word where both have as many words: a tag covers one word.
    private func tags(_ phonemes: String, _ alphabet: String, _ word: String) -> String {
        let words = word.split(whereSeparator: \.isWhitespace).map(String.init)
        let isSpaced = alphabet != "cmu-arpabet"
        let sounds = isSpaced ? phonemes.split(separator: " ").map(String.init) : [phonemes]
        guard words.count > 1, sounds.count == words.count else {
            return tag(isSpaced ? phonemes : sounds[0], alphabet, word)
        }
        return zip(sounds, words).map { tag($0, alphabet, $1) }.joined(separator: " ")
    }

    private func tag(_ phonemes: String, _ alphabet: String, _ word: String) -> String {
        "<phoneme alphabet=\"\(alphabet)\" ph=\"\(attribute(phonemes))\">"
            + MarkupEscape(delivery).escaped(word) + "</phoneme>"
    }

    private func attribute(_ value: String) -> String {
        var result = ""
        for character in value {
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            default: result.append(character)
            }
        }
        return result
    }
}
