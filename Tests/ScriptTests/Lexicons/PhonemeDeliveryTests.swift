import NarrateModel
import NarrateScript
import Testing

@Suite struct PhonemeDeliveryTests {
    private func sent(
        _ phonemes: String,
        alphabet: String = "ipa",
        word: String = "word",
        alternatives: [Lexeme.Pronunciation] = [],
        _ delivery: PhonemeDelivery
    ) -> LexiconPreview {
        let lexeme = Lexeme(
            graphemes: [word],
            pronunciation: .phonemes(phonemes, alphabet: alphabet),
            alternatives: alternatives
        )
        let lexicon = Lexicon(source: "n.pls", language: "en", alphabet: "ipa", lexemes: [lexeme])
        return LexiconPreview(of: word, lexicons: [lexicon], language: "en", phonemes: delivery)
    }

    @Test func `an engine without phonemes speaks the alias, else the word, and it is named`() {
        #expect(sent("wɜːd", .none).text == "word")
        #expect(sent("wɜːd", .none).undelivered == ["word"])
        #expect(sent("wɜːd", alternatives: [.alias("wurd")], .none).text == "wurd")
    }

    @Test(arguments: [
        ("ʃɪˈvɔːn", "shih-vawn"), ("təˈmeɪtoʊ", "tuh-may-toh"), ("ˈtʃʌmli", "chuhm-lee"),
    ])
    func `phonemes can be respelled`(phonemes: String, expected: String) {
        #expect(sent(phonemes, .respelling).text == expected)
        #expect(sent(phonemes, alternatives: [.alias("so")], .respelling).text == "so")
        #expect(sent("ʘ", .respelling).undelivered == ["word"])
    }

    @Test func `tags are escaped and in an alphabet the model takes`() {
        let both = PhonemeDelivery.inlineTags(alphabets: ["ipa", "cmu-arpabet"])
        #expect(
            sent("k\"w<o>&'", word: "quo", both).text
                == "<phoneme alphabet=\"ipa\" ph=\"k&quot;w&lt;o&gt;&amp;'\">quo</phoneme>"
        )
        let arpabet = PhonemeDelivery.inlineTags(alphabets: ["cmu-arpabet"])
        #expect(
            sent("ˈmædɪsən", arpabet).text
                == "<phoneme alphabet=\"cmu-arpabet\" ph=\"M AE1 D IH0 S AH0 N\">word</phoneme>"
        )
        #expect(sent("ʘ", arpabet).undelivered == ["word"])
    }

    @Test func `a tag covers one word`() {
        let tags = PhonemeDelivery.inlineTags(alphabets: ["ipa"])
        #expect(
            sent("ɡjoː ɡø", word: "von Goethe", tags).text
                == "<phoneme alphabet=\"ipa\" ph=\"ɡjoː\">von</phoneme> "
                + "<phoneme alphabet=\"ipa\" ph=\"ɡø\">Goethe</phoneme>"
        )
    }

    @Test(arguments: [
        ("en-us", "ipa", "ˈtʃʌmli", "[['tSVmli]]"),
        ("gmw/en-US+f2", "ipa", "ˈtʃʌmli", "[['tSVmli]]"),
        ("en-us", "cmu-arpabet", "T AH0 M EY1 T OW2", "[[t@'meI,toU]]"),
        ("en-us", "x-sampa", "S@\"vO:n", "[[S@'vO:n]]"),
        ("en-us", "ipa", "vərˈdʒɪnyə", "[[v@r'dZInj@]]"),  // y as dictionaries write it
        ("de", "ipa", "ˈɡøːtə", "[['gY:t@]]"),
        ("fr", "ipa", "bɔ̃ʒuʁ", "[[bO~Zur]]"),
    ])
    func `espeak-ng gets the mnemonics of its voice`(
        voice: String,
        alphabet: String,
        phonemes: String,
        expected: String
    ) {
        #expect(sent(phonemes, alphabet: alphabet, .espeak(voice: voice)).text == expected)
    }

    @Test func `each voice gets its own phonemes`() {
        let lexeme = Lexeme(
            graphemes: ["Goethe"],
            pronunciation: .phonemes("ˈɡøːtə", alphabet: "ipa")
        )
        let lexicon = Lexicon(source: "n", language: "", alphabet: "ipa", lexemes: [lexeme])
        let options = ScriptOptions(
            announceTitles: false,
            phonemes: .espeak(voice: "en-gb"),
            voicePhonemes: ["Hans": .espeak(voice: "de+m3")],
            voices: VoiceRoles(speakers: ["Hans": "Hans"])
        )
        let german = Span(range: 0..<10, property: .language("de"))
        let publication = Books.publication([
            Books.chapter(
                1,
                [
                    Books.paragraph("Goethe."), Books.paragraph("Das Goethe", spans: [german]),
                    Books.paragraph("[[Hans]] Goethe!"),
                ]
            )
        ])
        let script = ScriptWriter(options: options, lexicons: [lexicon]).script(of: publication)
        let texts = script.chapters[0].utterances.map(\.text)
        // English has no such vowel and gets the nearest; German voices have it.
        #expect(texts.dropFirst() == ["Das [['gY:t@]]", "[['gY:t@]]!"])
        #expect(texts.first?.hasPrefix("[['g3:t@]]") == true, "\(texts)")
    }

    @Test(arguments: [
        ("elevenlabs", "eleven_flash_v2", true, false),
        ("elevenlabs", "eleven_multilingual_v2", false, true),
        ("elevenlabs", "eleven_v3", false, true),
        ("openai", "tts-1", false, true),
        ("command", "", false, true),
    ])
    func `a model that would drop a tagged word gets none`(
        engine: String,
        model: String,
        takesTags: Bool,
        isRespelled: Bool
    ) {
        let preview = sent("ʃɪˈvɔːn", .of(engine: engine, model: model, voice: "v"))
        #expect(preview.text.contains("<phoneme") == takesTags)
        #expect((preview.text == "shih-vawn") == isRespelled)
    }

    @Test func `English letters are not put into other languages`() {
        let lexeme = Lexeme(
            graphemes: ["Siobhan"],
            pronunciation: .phonemes("ʃɪˈvɔːn", alphabet: "ipa")
        )
        let lexicon = Lexicon(source: "n", language: "fr", alphabet: "ipa", lexemes: [lexeme])
        let book = Books.publication(
            [Books.chapter(1, [Books.paragraph("Voici Siobhan.")])],
            language: "fr"
        )
        let script = ScriptWriter(
            options: ScriptOptions(announceTitles: false, phonemes: .respelling),
            lexicons: [lexicon]
        ).script(of: book)
        #expect(script.chapters[0].utterances.map(\.text) == ["Voici Siobhan."])
        #expect(script.lexiconUses.map(\.undelivered) == [["Siobhan"]])
    }

    @Test func `what was respelled is named`() {
        let lexeme = Lexeme(
            graphemes: ["Siobhan"],
            pronunciation: .phonemes("ʃɪˈvɔːn", alphabet: "ipa")
        )
        let lexicon = Lexicon(source: "n", language: "en", alphabet: "ipa", lexemes: [lexeme])
        let book = Books.publication([Books.chapter(1, [Books.paragraph("See Siobhan.")])])
        let script = ScriptWriter(
            options: ScriptOptions(announceTitles: false, phonemes: .respelling),
            lexicons: [lexicon]
        ).script(of: book)
        #expect(script.lexiconUses.map(\.respelled) == [["Siobhan (shih-vawn)"]])
    }

    @Test func `a voice without a table gets the word and it is named`() {
        #expect(sent("ab", .espeak(voice: "fi")).undelivered == ["word"])
    }

    @Test func `the book's own brackets and tags are made harmless`() {
        let none = Lexicon(source: "n", language: nil, alphabet: nil, lexemes: [])
        let espeak = LexiconPreview(
            of: "a [[b]] [c]",
            lexicons: [none],
            phonemes: .espeak(voice: "en-us")
        )
        #expect(espeak.text == "a ((b)) [c]")
        let tags = LexiconPreview(
            of: "1 < 2 & <break/>",
            lexicons: [none],
            phonemes: .inlineTags(alphabets: ["ipa"])
        )
        #expect(tags.text == "1 ‹ 2 & ‹break/›")
    }

    @Test func `a pronunciation in the book is put into letters only where it is a word's`() {
        let block = Books.paragraph(
            "By 30° with Goethe.",
            spans: [
                Span(range: 3..<6, property: .phonemes("ˈθɝti dɪˈɡɹiz", alphabet: "ipa")),
                Span(range: 12..<18, property: .phonemes("ˈɡɝtə", alphabet: "ipa")),
            ]
        )
        let options = ScriptOptions(announceTitles: false, phonemes: .respelling)
        let script = ScriptWriter(options: options)
            .script(of: Books.publication([Books.chapter(1, [block])]))
        #expect(script.chapters[0].utterances.map(\.text) == ["By 30° with ger-tuh."])
        #expect(script.lexiconUses.map(\.undelivered) == [["30°"]])
    }

    @Test func `a pronunciation in the book is delivered`() {
        let block = Books.paragraph(
            "He took the lead.",
            spans: [Span(range: 12..<16, property: .phonemes("lɛd", alphabet: "ipa"))]
        )
        let options = ScriptOptions(announceTitles: false, phonemes: .espeak(voice: "en-us"))
        let script = ScriptWriter(options: options)
            .script(of: Books.publication([Books.chapter(1, [block])]))
        #expect(script.chapters[0].utterances[0].text == "He took the [[lEd]].")
        #expect(script.chapters[0].utterances[0].written == "He took the lead.")
    }
}
