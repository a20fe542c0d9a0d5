/// What a language writes with full stops, and what its sentences start with.
struct SentenceRules: Sendable {
    /// Abbreviations that something always follows, without the last full stop: `mr`, `z.b`.
    var neverEnds: Set<String> = []
    /// Abbreviations only before a number: `p`, `no`.
    var beforeNumber: Set<String> = []
    /// Abbreviations that may end a sentence: `etc`, `co`.
    var mayEnd: Set<String> = []
    /// Times of day, which often end one: `a.m`.
    var clock: Set<String> = []
    /// Capitalised words that are no names and so start a sentence.
    var starters: Set<String> = []
    /// Verbs behind a quotation: `said`.
    var speechVerbs: Set<String> = []
    /// Whether a number with a full stop is an ordinal.
    var hasOrdinalDots = false
    /// Whether a colon ends a sentence.
    var endsAtColon = false
    /// Whether a semicolon is a question mark.
    var asksWithSemicolon = false

    /// The rules of the language of a BCP 47 tag.
    static func of(language: String) -> SentenceRules {
        let primary = language.prefix { $0 != "-" && $0 != "_" }.lowercased()
        return all[primary] ?? other
    }

    func isTerminator(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x2E, 0x21, 0x3F, 0x2026: true
        case 0x3A: endsAtColon
        case 0x3B, 0x37E: asksWithSemicolon
        default: SentenceRules.isWide(scalar)
        }
    }

    /// Marks that end a sentence whatever follows.
    static func isWide(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x3002, 0xFF01, 0xFF1F, 0xFF61, 0x964, 0x965, 0x61F, 0x6D4, 0x589, 0x1362, 0x1367: true
        case 0x104A, 0x104B, 0x17D4, 0x17D5, 0x203C, 0x2047...0x2049, 0x0F0D: true
        default: false
        }
    }

    private static let all: [String: SentenceRules] = [
        "en": english, "fr": french, "de": german, "es": spanish, "it": italian,
        "pt": portuguese, "nl": dutch, "ru": russian, "uk": russian, "ar": arabic,
        "el": SentenceRules(asksWithSemicolon: true), "da": danish, "nb": danish, "no": danish,
        "nn": danish, "sv": swedish, "pl": polish, "cs": czech, "sk": czech, "fi": ordinals,
        "hu": ordinals, "sl": ordinals, "hr": ordinals, "sr": ordinals, "is": ordinals,
        "et": ordinals, "hy": arabic, "lv": ordinals, "tr": ordinals,
    ]

    static func words(_ list: String) -> Set<String> {
        Set(list.split(whereSeparator: \.isWhitespace).map(String.init))
    }

    /// Titles and references found in most languages of Europe.
    private static let other = SentenceRules(
        neverEnds: words("mr mrs ms dr prof st mme mlle vs e.g i.e cf op"),
        beforeNumber: words("p pp no nr fig vol ch n°"),
        mayEnd: words("etc co inc ltd jr sr")
    )

    private static var ordinals: SentenceRules {
        var rules = other
        rules.hasOrdinalDots = true
        return rules
    }

    private static let arabic = SentenceRules(endsAtColon: true)
}
