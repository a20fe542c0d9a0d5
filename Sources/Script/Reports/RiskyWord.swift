/// A word that an engine may well mispronounce.
package struct RiskyWord: Sendable, Equatable, Codable {
    /// Why it is suspected.
    package enum Kind: String, Sendable, Codable, CaseIterable {
        /// Capitalised within sentences and never otherwise.
        case name
        /// Written in capitals.
        case acronym
        /// Marked as another language, or spelled with letters the book's language lacks.
        case foreign
        /// Spelled unlike the other words of the book.
        case unusual
    }

    package var word: String
    package var kind: Kind
    /// How often it occurs in what is narrated.
    package var count: Int
    /// The first sentence it occurs in.
    package var example: String

    /// Creates a word.
    package init(word: String, kind: Kind, count: Int, example: String) {
        self.word = word
        self.kind = kind
        self.count = count
        self.example = example
    }

    /// A PLS 1.0 lexicon with an entry for each word, to be filled in.
    ///
    /// Every alias is the word itself, so the lexicon changes nothing until one is edited.
    package static func pls(_ words: [RiskyWord], language: String) -> String {
        var lines = [
            #"<?xml version="1.0" encoding="UTF-8"?>"#,
            #"<lexicon version="1.0" xmlns="http://www.w3.org/2005/01/pronunciation-lexicon""#,
            "    alphabet=\"ipa\" xml:lang=\"\(escaped(language.isEmpty ? "und" : language))\">",
        ]
        for word in words {
            lines += [
                "  <!-- \(word.kind.rawValue), \(word.count) times -->",
                "  <lexeme>",
                "    <grapheme>\(escaped(word.word))</grapheme>",
                "    <alias>\(escaped(word.word))</alias>",
                "    <example>\(escaped(word.example))</example>",
                "  </lexeme>",
            ]
        }
        return (lines + ["</lexicon>", ""]).joined(separator: "\n")
    }

    private static func escaped(_ text: String) -> String {
        var result = ""
        for character in text {
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
