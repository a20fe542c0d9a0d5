/// A pronunciation lexicon (W3C PLS 1.0).
package struct Lexicon: Sendable, Equatable, Codable {
    /// File it was read from, as the user named it.
    package var source: String
    /// BCP 47 tag; PLS requires it, other forms may lack it.
    package var language: String?
    /// Default alphabet of its phonemes, such as `ipa`.
    package var alphabet: String?
    /// In the order of the file.
    package var lexemes: [Lexeme]

    /// Creates a lexicon.
    package init(source: String, language: String?, alphabet: String?, lexemes: [Lexeme]) {
        self.source = source
        self.language = language
        self.alphabet = alphabet
        self.lexemes = lexemes
    }
}

/// One entry of a lexicon: written forms and how they are spoken.
package struct Lexeme: Sendable, Equatable, Codable {
    /// How a lexeme is spoken.
    package enum Pronunciation: Sendable, Equatable, Codable {
        /// Other text to speak in its place.
        case alias(String)
        /// Phonemes in an alphabet (`ipa`, `x-cmu-arpabet`, …).
        case phonemes(String, alphabet: String)
    }

    /// Written forms; matching is case-sensitive.
    package var graphemes: [String]
    /// The pronunciation to use: the first marked `prefer`, else the first.
    package var pronunciation: Pronunciation
    /// Other pronunciations of the entry, in order.
    package var alternatives: [Pronunciation]
    /// `role` names, for homographs.
    package var roles: [String]
    /// Language of the entry where it differs from the lexicon's.
    package var language: String?
    /// Line in the file, from 1.
    package var line: Int?

    /// Creates a lexeme.
    package init(
        graphemes: [String],
        pronunciation: Pronunciation,
        alternatives: [Pronunciation] = [],
        roles: [String] = [],
        language: String? = nil,
        line: Int? = nil
    ) {
        self.graphemes = graphemes
        self.pronunciation = pronunciation
        self.alternatives = alternatives
        self.roles = roles
        self.language = language
        self.line = line
    }
}
