import NarrateModel

/// Guesses the language of a book that does not name it: rules for another one do harm.
enum LanguageGuess {
    /// How much of a book is read for it, in bytes.
    private static let sample = 20_000

    /// A BCP 47 tag; empty when nothing speaks for any.
    static func language(of publication: Publication) -> String {
        var text = ""
        for chapter in publication.narratedChapters {
            for block in chapter.blocks where text.utf8.count < sample { text += block.text + " " }
        }
        return language(of: text)
    }

    /// The language whose script or commonest words a text has most of.
    static func language(of text: String) -> String {
        if let language = byScript(text) { return language }
        var counts: [String: Int] = [:]
        var total = 0
        let bytes = UTF8Text(text)
        for range in WordCensus.words(in: bytes) {
            total += 1
            for language in words[bytes[range].lowercased()] ?? [] {
                counts[language, default: 0] += 1
            }
        }
        let best = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }
        guard let best, best.value * 8 > total else { return "" }
        return best.key
    }

    private static func byScript(_ text: String) -> String? {
        var counts: [String: Int] = [:]
        var letters = 0
        for scalar in text.unicodeScalars.prefix(4_000) where ScalarClass.isLetter(scalar.value) {
            letters += 1
            switch scalar.value {
            case 0x3041...0x30FF: counts["ja", default: 0] += 3
            case 0x3400...0x9FFF: counts["zh", default: 0] += 1
            case 0x400...0x52F: counts["ru", default: 0] += 1
            case 0x600...0x6FF: counts["ar", default: 0] += 1
            case 0x900...0x97F: counts["hi", default: 0] += 1
            case 0x370...0x3FF: counts["el", default: 0] += 1
            case 0xAC00...0xD7A3: counts["ko", default: 0] += 1
            default: break
            }
        }
        let best = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }
        guard let best, best.value * 2 > letters else { return nil }
        return best.key
    }

    /// The languages a common word belongs to.
    private static let words: [String: [String]] = {
        let lists = [
            "en":
                "the and of to in that it was he his with as for she her you had not but they at this",
            "fr":
                "le la les de et des que qui un une dans est il elle pas ne pour sur avec se ce au du je",
            "de":
                "der die das und ist nicht ein eine zu den in er sie es mit sich auf dem von ich war",
            "es":
                "el la los las de y que en un una no se por con su para es lo del al como más era",
            "it":
                "il la di che e un una non per in con si del della le i da è come più ma lo gli al",
            "pt": "o a os as de e que um uma não se por com para do da em no na é mais ao como dos",
            "nl":
                "de het een en van in is dat niet op te zijn met voor hij ze die aan was er maar ik",
        ]
        var table: [String: [String]] = [:]
        for (language, list) in lists {
            for word in list.split(separator: " ") {
                table[String(word), default: []].append(language)
            }
        }
        return table
    }()
}
