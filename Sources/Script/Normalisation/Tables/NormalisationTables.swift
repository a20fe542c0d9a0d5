/// What a language needs to have its numbers and abbreviations written out.
struct NormalisationTables: Sendable {
    /// A word for one and a word for more.
    struct Noun: Sendable, Equatable {
        var one: String
        var many: String

        init(_ one: String, _ many: String) {
            self.one = one
            self.many = many
        }
    }

    /// Money: the coin and its hundredth.
    struct Currency: Sendable {
        var unit: Noun
        var cent: Noun?
    }

    /// What an abbreviation stands for.
    struct Abbreviation: Sendable, Equatable {
        /// When it is one.
        enum Condition: Sendable { case always, beforeCapital, beforeNumber, notBeforeCapital }

        var words: String
        var condition = Condition.always
        /// Words for it before several numbers.
        var many: String?
    }

    var numbers: any NumberWords
    /// Separates decimals; the other one groups thousands.
    var decimal: UInt8 = 0x2C
    var groups: Set<UInt32> = [0x2E, 0x20, 0xA0, 0x202F, 0x2009, 0x27, 0x2019]
    /// Whether a month stands before its day in dates of digits.
    var isMonthFirst = false
    var months: [String] = []
    /// Between day and month, and month and year.
    var dateJoint = " "
    /// Whether the day of a date is an ordinal: only the first, every one, or none.
    var dayOrdinals = DayOrdinals.first
    /// After the hour of a time.
    var hour = " "
    var currencies: [String: Currency] = [:]
    var units: [String: Noun] = [:]
    var symbols: [UInt32: String] = [:]
    var abbreviations: [String: [Abbreviation]] = [:]
    /// Endings of ordinals in digits, and whether they are feminine.
    var ordinalEndings: [String: Bool] = [:]
    var hasOrdinalDots = false
    /// Words that a Roman numeral follows: `Chapter`.
    var romanLeaders: Set<String> = []
    /// Names of rulers that one follows, and what stands between.
    var rulers: Set<String> = []
    var rulerJoint = " "
    /// Whether rulers are numbered in ordinals, always or up to a number.
    var rulerOrdinalsUpTo = 0
    /// Abbreviations without a full stop that stand before a name: `Mme`.
    var shorthands: [String: String] = [:]
    /// Fractions that have names of their own, by how they are written: `1/2`.
    var fractions: [String: String] = [:]
    /// Endings of ordinals behind Roman numerals: `XIXe`.
    var romanEndings: Set<String> = []
    /// Words before or after centuries in Roman numerals.
    var centuries: Set<String> = []
    var hasOrdinalCenturies = false
    var magnitudes: Set<String> = []
    var and = "and"
    /// Words of an address of the web: dot, slash, at, hyphen, underscore.
    var address = ["dot", "slash", "at", "dash", "underscore"]
    var isEnglish = false
    /// Capitalised words that start sentences.
    var starters: Set<String> = []

    /// Which days are ordinals.
    enum DayOrdinals: Sendable { case none, first, all }

    /// The tables of a language; `nil` when there are none.
    static func of(language: String) -> NormalisationTables? {
        var tables: NormalisationTables
        switch LanguageTag.primary(language) {
        case "en": tables = english(isBritish: !language.isEmpty && isBritish(language))
        case "fr": tables = french
        case "de": tables = german
        case "es": tables = spanish
        case "it": tables = italian
        case "pt": tables = portuguese(isBrazilian: language.lowercased().hasSuffix("br"))
        default: return nil
        }
        tables.starters = SentenceRules.of(language: language).starters
        return tables
    }

    private static func isBritish(_ language: String) -> Bool {
        let tag = language.lowercased()
        return ["gb", "uk", "au", "nz", "ie", "za", "in"].contains { tag.hasSuffix("-\($0)") }
    }

    static func nouns(_ list: String) -> [String: Noun] {
        var result: [String: Noun] = [:]
        for line in list.split(separator: ";") {
            let parts = line.split(separator: "=").map { $0.trimming }
            guard parts.count == 2 else { continue }
            let forms = parts[1].split(separator: "/").map { $0.trimming }
            for symbol in parts[0].split(separator: "|") {
                result[symbol.trimming] = Noun(forms[0], forms.last ?? forms[0])
            }
        }
        return result
    }

    static func money(_ list: String) -> [String: Currency] {
        var result: [String: Currency] = [:]
        for line in list.split(separator: ";") {
            let parts = line.split(separator: "=").map { $0.trimming }
            guard parts.count == 2 else { continue }
            let forms = parts[1].split(separator: "/").map { $0.trimming }
            let cent = forms.count > 3 ? Noun(forms[2], forms[3]) : nil
            for symbol in parts[0].split(separator: "|") {
                result[symbol.trimming] = Currency(
                    unit: Noun(forms[0], forms[1]),
                    cent: cent
                )
            }
        }
        return result
    }

    /// Lines of `mr=Mister`; `^` for before a capital, `#` before a number, `!` not before a
    /// capital, `/` for the plural before several numbers.
    static func abbreviations(_ list: String) -> [String: [Abbreviation]] {
        var result: [String: [Abbreviation]] = [:]
        for line in list.split(separator: ";") {
            let parts = line.split(separator: "=").map { $0.trimming }
            guard parts.count == 2, let mark = parts[1].first else { continue }
            let condition: Abbreviation.Condition =
                switch mark {
                case "^": .beforeCapital
                case "#": .beforeNumber
                case "!": .notBeforeCapital
                default: .always
                }
            let bare = condition == .always ? parts[1] : String(parts[1].dropFirst())
            let forms = bare.split(separator: "/").map { $0.trimming }
            for word in parts[0].split(separator: "|") {
                result[word.trimming, default: []].append(
                    Abbreviation(
                        words: forms[0],
                        condition: condition,
                        many: forms.count > 1 ? forms[1] : nil
                    )
                )
            }
        }
        return result
    }
}

extension Substring {
    fileprivate var trimming: String {
        var result = self
        while result.first?.isWhitespace == true { result.removeFirst() }
        while result.last?.isWhitespace == true { result.removeLast() }
        return String(result)
    }
}
