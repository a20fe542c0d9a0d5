/// Digits, which engines read in every language they speak.
struct DigitWords: NumberWords {
    let point = "."
    let minus = "-"
    let percent = "%"
    let to = "-"

    func cardinal(_ value: Int) -> String { String(value) }

    func ordinal(_ value: Int, isFeminine: Bool) -> String { String(value) }
}

extension NormalisationTables {
    /// For languages without tables: Roman numerals become digits.
    static var elsewhere: NormalisationTables {
        var tables = NormalisationTables(numbers: DigitWords())
        tables.romanLeaders = SentenceRules.words(
            """
            chapter book part volume act scene hoofdstuk deel boek bedrijf глава часть книга том \
            раздел действие сцена явление розділ частина глава книга част rozdział część księga tom \
            akt scena kapitola část díl kniha kapitel del bok bog bind luku osa kirja fejezet rész \
            könyv capitol capitolul partea cartea volumul bölüm kısım cilt kitap poglavlje dio κεφάλαιο \
            μέρος βιβλίο τόμος
            """
        )
        return tables
    }
}
