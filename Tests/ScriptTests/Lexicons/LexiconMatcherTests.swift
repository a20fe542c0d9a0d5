import NarrateModel
import NarrateScript
import Testing

@Suite struct LexiconMatcherTests {
    private func lexicon(_ pairs: KeyValuePairs<String, String>, language: String? = "en")
        -> Lexicon
    {
        Lexicon(
            source: "names.pls",
            language: language,
            alphabet: "ipa",
            lexemes: pairs.map { Lexeme(graphemes: [$0.key], pronunciation: .alias($0.value)) }
        )
    }

    private func applied(_ text: String, _ lexicons: [Lexicon]) -> String {
        LexiconPreview(of: text, lexicons: lexicons, language: "en").text
    }

    @Test func `whole words, longest first, case-sensitive`() {
        let names = lexicon(["York": "YORK", "New York": "NOO YORK", "cat": "DOG", "Polish": "P"])
        #expect(applied("York, New York, Yorkshire", [names]) == "YORK, NOO YORK, Yorkshire")
        #expect(
            applied("cat concatenate cats cat-like cat's", [names])
                == "DOG concatenate cats DOG-like DOG's"
        )
        #expect(applied("polish Polish", [names]) == "polish P")
    }

    @Test func `an alias is applied once`() {
        #expect(applied("a1 b", [lexicon(["a1": "a1 a1"])]) == "a1 a1 b")
        #expect(applied("ping pong", [lexicon(["ping": "pong", "pong": "ping"])]) == "pong ping")
    }

    @Test func `the first lexicon and its first entry win`() {
        let first = lexicon(["read": "ONE", "read ": "TWO"])
        #expect(applied("read", [first, lexicon(["read": "THREE"])]) == "ONE")
    }

    @Test(arguments: [
        ("C++", "C++ and C++11", "X and X11"),
        (".NET", "the .NET way", "the X way"),
        ("a.b", "axb a.b", "axb X"),
        ("B-", "B-but", "Xbut"),  // ends in punctuation: what follows may be a word
        ("O'Reilly", "O\u{2019}Reilly", "X"),  // typewriter and typographic apostrophe
        ("Zu\u{308}rich", "Z\u{FC}rich", "X"),  // decomposed in the lexicon, composed in the book
        ("Z\u{FC}rich", "Zu\u{308}rich", "X"),
        ("J. R. R. Tolkien", "by J. R.\nR.\u{A0}Tolkien", "by X"),  // any white space
        ("東京", "私は東京へ", "私はXへ"),  // words are not spaced
        ("OpenShift", "OpenShiftは", "Xは"),
        ("Don", "don't Don't Don's", "don't Don't X's"),
        ("\\d", "\\d 7", "X 7"),
        ("cafe", "cafe\u{301}", "cafe\u{301}"),  // an accent makes another letter
    ])
    func `forms are literal text`(grapheme: String, text: String, expected: String) {
        #expect(applied(text, [lexicon([grapheme: "X"])]).utf8.elementsEqual(expected.utf8))
    }

    @Test func `a passage in another language has lexicons of its own`() {
        let text = "Chat. Le chat. Chat."
        let english = lexicon(["Chat": "E"])
        let french = lexicon(["chat": "F"], language: "fr")
        let block = Books.paragraph(text, spans: [Span(range: 6..<14, property: .language("fr"))])
        let script = ScriptWriter(
            options: ScriptOptions(announceTitles: false),
            lexicons: [english, french]
        )
        .script(of: Books.publication([Books.chapter(1, [block])]))
        #expect(script.chapters[0].utterances.map(\.text) == ["E.", "Le F.", "E."])
        #expect(script.chapters[0].utterances.map(\.language) == [nil, "fr", nil])
        #expect(script.lexiconUses.map(\.applied) == [2, 1])
    }

    @Test func `an alias above the limit is cut like other text`() {
        let long = String(repeating: "very ", count: 300) + "long"
        let script = ScriptWriter(
            options: ScriptOptions(announceTitles: false),
            lexicons: [lexicon(["x1": long])]
        )
        .script(of: Books.publication([Books.chapter(1, [Books.paragraph("Say x1 now.")])]))
        let utterances = script.chapters[0].utterances
        #expect(utterances.count == 2)
        #expect(utterances.allSatisfy { $0.characterCount <= 800 })
        #expect(utterances.map(\.written).first == "Say x1")
    }
}
