import NarrateModel

/// The language of a text that does not say it, told by its script and by its commonest words.
///
/// Says nothing where a text is short or two languages are near each other: a voice of the wrong
/// language is worse than a question.
enum LanguageGuess {
    /// Characters that are looked at.
    private static let sample = 40_000
    /// Fewest words, and fewest letters of a script of its own, to go by.
    private static let fewestWords = 25
    private static let fewestLetters = 20
    /// Share of the words of a text that are among the commonest of its language, at least.
    private static let leastShare = 0.18
    /// How far the best language has to be before the next.
    private static let margin = 1.25

    /// The language (BCP 47) that chapters are written in, or `nil`.
    static func language(of chapters: [Chapter]) -> String? {
        var text = ""
        for chapter in chapters where chapter.isNarrated {
            for block in chapter.blocks where block.kind != .code {
                text += block.text + "\n"
                if text.utf8.count > sample { return language(of: text) }
            }
        }
        return language(of: text)
    }

    /// The language of a text, or `nil`.
    static func language(of text: String) -> String? {
        var letters: [Script: Int] = [:]
        var ukrainian = 0
        var persian = 0
        for scalar in text.unicodeScalars {
            guard scalar.value >= 0x41, let script = Script(scalar) else { continue }
            letters[script, default: 0] += 1
            if "іїєґІЇЄҐ".unicodeScalars.contains(scalar) { ukrainian += 1 }
            if "پچژگ".unicodeScalars.contains(scalar) { persian += 1 }
        }
        // Han stands among kana in every Japanese text, kana hardly in a Chinese one.
        if let kana = letters[.kana], let han = letters[.han], kana * 10 > han {
            letters[.kana] = kana + han
            letters[.han] = nil
        }
        let all = letters.values.reduce(0, +)
        guard let (script, count) = letters.max(by: { $0.value < $1.value }), count * 3 > all * 2
        else { return nil }
        guard script != .latin else { return latin(text) }
        guard count >= fewestLetters else { return nil }
        switch script {
        case .cyrillic: return ukrainian * 100 > count ? "uk" : russian(text)
        case .arabic: return persian * 100 > count ? "fa" : "ar"
        default: return script.language
        }
    }

    /// Bulgarian, Serbian and others have the letters, but not these words.
    private static func russian(_ text: String) -> String? {
        let words = words(text)
        let hits = words.count { russianWords.contains($0) }
        return words.count >= fewestWords && Double(hits) >= 0.08 * Double(words.count) ? "ru" : nil
    }

    private static func latin(_ text: String) -> String? {
        let words = words(text)
        guard words.count >= fewestWords else { return nil }
        let hits = commonest.map { language, common in
            (language, words.count { common.contains($0) })
        }
        .sorted { ($0.1, $1.0) > ($1.1, $0.0) }
        guard let best = hits.first, Double(best.1) >= leastShare * Double(words.count),
            let next = hits.dropFirst().first(where: { !areAlike($0.0, best.0) }),
            Double(best.1) >= margin * Double(next.1)
        else { return nil }
        return best.0
    }

    /// Either voice reads the other language well enough.
    private static func areAlike(_ first: String, _ second: String) -> Bool {
        Set([first, second]) == ["da", "nb"]
    }

    private static func words(_ text: String) -> [Substring] {
        text.lowercased().split { !$0.isLetter }
    }

    /// Writing systems that are told apart.
    private enum Script: CaseIterable {
        case latin, cyrillic, greek, hebrew, arabic, devanagari, thai, georgian, armenian, kana
        case hangul, han

        init?(_ scalar: Unicode.Scalar) {
            switch scalar.value {
            case 0x41...0x5A, 0x61...0x7A, 0xC0...0x24F: self = .latin
            case 0x370...0x3FF, 0x1F00...0x1FFF: self = .greek
            case 0x400...0x52F: self = .cyrillic
            case 0x530...0x58F: self = .armenian
            case 0x5D0...0x5EA: self = .hebrew
            case 0x620...0x64A, 0x66E...0x6D3: self = .arabic
            case 0x904...0x939: self = .devanagari
            case 0xE01...0xE2E: self = .thai
            case 0x10D0...0x10FF: self = .georgian
            case 0x3041...0x30FF: self = .kana
            case 0xAC00...0xD7A3: self = .hangul
            case 0x3400...0x9FFF, 0x20000...0x3134F: self = .han
            default: return nil
            }
        }

        /// The language that nearly every book in the script is written in.
        var language: String? {
            switch self {
            case .greek: "el"
            case .hebrew: "he"
            case .devanagari: "hi"
            case .thai: "th"
            case .georgian: "ka"
            case .armenian: "hy"
            case .kana: "ja"
            case .hangul: "ko"
            case .han: "zh"
            case .latin, .cyrillic, .arabic: nil
            }
        }
    }

    private static func set(_ words: String) -> Set<Substring> { Set(words.split(separator: " ")) }

    private static let russianWords = set("и в не на что он она с как это то но его был было по из")

    /// The commonest words of the languages that are written in Latin letters and narrated most.
    private static let commonest: [(String, Set<Substring>)] = [
        (
            "en",
            set("the of and to in that was he it his is with as for had you not be her on at by")
        ),
        (
            "fr",
            set("le la les des et une un est que dans pour qui pas sur ce il elle au du ne je vous")
        ),
        (
            "de",
            set("der die und das den dem nicht ein eine zu ist mit sich von auf für im er sie es")
        ),
        ("es", set("el la los las de y que en un una es se no por con su lo del al más como")),
        ("it", set("il la di che e un una è non per con del della si le gli da sono nel alla i")),
        ("pt", set("o a os as que de e não um uma do da em no na se com para por ao mais")),
        ("nl", set("de het een en van is dat niet te in zijn op met voor aan hij er ook maar")),
        ("sv", set("och att det som en på är av för med den till inte han jag ett hade var")),
        ("da", set("og at det er en på af for med den til ikke han jeg et var havde der")),
        ("nb", set("og å det er en på av for med den til ikke han jeg et var hadde som")),
        ("fi", set("ja on ei hän se että oli kun niin mutta minä sen ole joka mitä")),
        ("pl", set("i w nie na się że z do to jest jak był ale co o po jego")),
        ("cs", set("a se na v že je to s z do i ale jako byl si jsem tak")),
        ("hu", set("a az és hogy nem is egy de ez volt van meg csak mint")),
        ("ro", set("și de în la cu nu o un pe care din este să se mai")),
        ("tr", set("ve bir bu da de için ile çok ne gibi o ama daha")),
        ("ca", set("el la els les de i que en un una és no per amb va del al més")),
        ("la", set("et in est non ad cum ut quod sed qui ex esse si quam aut")),
    ]
}
