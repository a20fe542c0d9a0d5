import Testing

@testable import NarrateEngines

@Suite struct EspeakVoiceListTests {
    private let list = EspeakVoiceList(
        voices: """
            Pty Language       Age/Gender VoiceName          File                 Other Languages
             5  cmn             --/M      Chinese_(Mandarin,_latin_as_English) sit/cmn              (zh-cmn 5)(zh 5)
             5  en-029          --/M      English_(Caribbean) gmw/en-029           (en 10)
             2  en-gb           --/M      English_(Great_Britain) gmw/en               (en 2)
             2  en-us           --/F      English_(America)  gmw/en-US            (en 3)
             5  es              --/M      Spanish_(Spain)    roa/es
             5  es-419          --/M      Spanish_(Latin_America) roa/es-419           (es-mx 6)(es 6)
             5  pt              --/M      Portuguese_(Portugal) roa/pt               (pt-pt 5)
             5  pt-br           --/M      Portuguese_(Brazil) roa/pt-BR            (pt 6)
             broken line
            """,
        variants: """
            Pty Language       Age/Gender VoiceName          File                 Other Languages
             5  variant         --/F      female3            !v/f3
             5  variant         --/M      Mr_serious         !v/Mr serious
            """
    )

    @Test func `reads the listing and passes over what it does not understand`() {
        #expect(list.entries.count == 8)
        #expect(list.entries[0].name == "Chinese (Mandarin, latin as English)")
        #expect(list.entries[0].languages == ["cmn": 5, "zh-cmn": 5, "zh": 5])
        #expect(list.entries[3].gender == "female")
        #expect(list.variants == ["f3", "Mr serious"])
    }

    @Test(arguments: [
        ("en", "en-gb"), ("en-US", "en-us"), ("en_GB", "en-gb"), ("EN-ca", "en-us"),
        ("en-Latn-US-x-slow", "en-gb"),  // no such tag: falls back from the right
        ("zh-Hant-TW", "cmn"), ("pt", "pt"), ("pt-PT", "pt"), ("pt-BR", "pt-br"),
        ("es-MX", "es-419"), ("es-CO", "es-419"), ("es-ES", "es"),
    ])
    func `finds the voice of a language`(tag: String, voice: String) {
        #expect(list.entry(language: tag)?.id == voice)
    }

    @Test(arguments: ["de", "x-klingon", "", "-"])
    func `finds none for a language that is not spoken`(tag: String) {
        #expect(list.entry(language: tag) == nil)
    }

    @Test(arguments: [
        ("EN-GB", "en-gb"), ("English (America)", "en-us"), ("english_(america)", "en-us"),
        ("roa/pt-BR", "pt-br"), ("zh", "cmn"), ("en", "en-gb"),
    ])
    func `finds a voice by any of its names`(name: String, voice: String) {
        #expect(list.entry(named: name)?.id == voice)
    }

    @Test func `knows which names are near`() {
        #expect(list.names(near: "en-uk", limit: 2) == ["en-us", "en-gb"])
        #expect(list.names(near: "Portugese (Brazil)", limit: 1) == ["pt-br"])
    }

    @Test(arguments: [("", "abc", 3), ("abc", "", 3), ("kitten", "sitting", 3), ("é", "é", 0)])
    func `counts the edits between two words`(left: String, right: String, distance: Int) {
        #expect(left.editDistance(to: right) == distance)
    }
}
