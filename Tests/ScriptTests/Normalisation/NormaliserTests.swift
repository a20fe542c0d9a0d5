import NarrateModel
import Testing

@testable import NarrateScript

@Suite struct NormaliserTests {
    private func normalised(
        _ text: String,
        _ language: String = "en-US",
        role: Utterance.Role = .paragraph
    ) -> String {
        let options = ScriptOptions(normalisation: .on)
        guard let normaliser = Normaliser(options: options, language: language) else { return text }
        let written = UTF8Text(text)
        let edits = normaliser.edits(in: written, role: role)
        let spoken = SpokenText(written, range: 0..<written.count, edits: edits).text
        return spoken[0..<spoken.count]
    }

    @Test(arguments: [
        (
            "at 3:30 p.m. on March 5, 1984",
            "at three thirty PM on March fifth, nineteen eighty-four"
        ),
        ("12/25/2001", "December twenty-fifth, two thousand one"),
        ("2024-01-02", "January second, twenty twenty-four"),
        (
            "$5.50, £1.01, $3 million",
            "five dollars and fifty cents, one pound and one penny, three million dollars"
        ),
        ("the 1920s and '60s", "the nineteen twenties and sixties"),
        ("1914–18; 10-20", "nineteen fourteen to eighteen; ten to twenty"),
        ("1/2, 2 1/2, 2½", "one half, two and a half, two and a half"),
        (
            "5 km, 1 km, 20 °C, 25%",
            "five kilometers, one kilometer, twenty degrees Celsius, twenty-five percent"
        ),
        ("555-123-4567", "five five five, one two three, four five six seven"),
        ("the 1st, 23rd and 11th", "the first, twenty-third and eleventh"),
        (
            "1,234,567 and 3.14",
            "one million two hundred thirty-four thousand five hundred sixty-seven and three point one four"
        ),
        ("007 and 1.2.3", "zero zero seven and one point two point three"),
        ("17:05 and 5:00", "seventeen oh five and five o'clock"),
        ("-5 and 3x4", "minus five and three by four"),
        ("5'10\"", "five feet ten inches"),
        ("£88 10s., in his 20s.", "eighty-eight pounds ten shillings, in his twenties."),
        ("B2B, MP3, A4, 3D", "B2B, MP3, A4, 3D"),  // codes are left alone
    ])
    func `writes out English numbers`(text: String, expected: String) {
        #expect(normalised(text) == expected)
    }

    @Test(arguments: [
        ("Mr. Lorry met Dr. Manette.", "Mister Lorry met Doctor Manette."),
        ("St. John lives on Elm St. The end.", "Saint John lives on Elm Street. The end."),
        ("He said no. They left p. 5 etc.", "He said no. They left page five et cetera."),
        ("J. R. R. Tolkien", "J R R Tolkien"),
        ("vitamin C. The end", "vitamin C. The end"),
        ("in the U.S. He left", "in the US. He left"),
        ("Henry VIII and Louis XIV's men", "Henry the Eighth and Louis the Fourteenth's men"),
        ("in this book I have set", "in this book I have set"),
        ("Charles I think", "Charles I think"),  // not the king
        ("pp. 3-5 and No. 7", "pages three to five and number seven"),
        ("www.example.com", "www dot example dot com"),
        ("jane.doe@example.org", "jane dot doe at example dot org"),
        ("Tom & Jerry -- 5°", "Tom and Jerry — five degrees"),
        ("C++ and a->b", "C++ and a->b"),  // symbols inside words
        ("CALL ME ISHMAEL. Some years", "Call me ishmael. Some years"),
        ("NASA went up", "NASA went up"),
        ("the K.K.K. was feared", "the K K K was feared"),
        ("III (“Duodecimo”); IV, the Whale", "Three (“Duodecimo”); four, the Whale"),
        ("at 10am or 10 pm, 5:30 pm", "at ten AM or ten PM, five thirty PM"),
        ("Jan. 5 and 6 Feb. 1885", "January fifth and the sixth of February eighteen eighty-five"),
        ("½ cup, “¾” and €5—‘’60s’", "one half cup, “three quarters” and five euros—‘sixties’"),
        ("5 ft 10 in tall, in here", "five feet ten inches tall, in here"),
        (
            "ISBN 978-3-16-148410-0",
            "ISBN nine seven eight, three, one six, one four eight four one zero, zero"
        ),
        ("II", "Two"), ("V.", "Five."), ("“I—”", "“I—”"),
        (
            "an IV drip, model IV-B, XXX, SHIP II HERE",
            "an IV drip, model IV-B, XXX, SHIP II HERE"
        ),
        ("He wrote ‘K.K.K.’; and left", "He wrote ‘K K K’; and left"),
        ("J.R.R. Tolkien, M.A., wrote it", "J R R Tolkien, M A, wrote it"),
        ("They taught the A.B.C. The end", "They taught the A B C. The end"),
        ("“No. 31 Lyon Place,” he said", "“Number thirty-one Lyon Place,” he said"),
        ("“MY DEAR LIZZY,”", "“My Dear Lizzy,”"),  // a salutation is all names
    ])
    func `writes out English abbreviations and symbols`(text: String, expected: String) {
        #expect(normalised(text) == expected)
    }

    @Test(arguments: [
        ("CHAPTER XIV", "Chapter Fourteen"), ("XIV", "Fourteen"),
        ("I. The Start", "One. The Start"),
        ("I WILL FOLLOW", "I Will Follow"),
        ("A Scandal in Bohemia. I.", "A Scandal in Bohemia. One."),
        ("BOOK II. THE WHALE", "Book Two. The Whale"),
        (
            "XXII. D'ARTAGNAN AND MR. BENNET'S O'NEILL",
            "Twenty-two. D'Artagnan And Mister Bennet's O'Neill"
        ),
    ])
    func `reads headings`(text: String, expected: String) {
        #expect(normalised(text, role: .heading) == expected)
    }

    @Test(arguments: [
        (
            "fr", "Le 1er mai, à 15h30, M. Dupont paya 3,50 €.",
            "Le premier mai, à quinze heures trente, Monsieur Dupont paya trois euros et cinquante centimes."
        ),
        (
            "fr", "Des rois, etc. Louis XIV régna.",
            "Des rois, et cetera. Louis quatorze régna."
        ),
        (
            "de", "An Hrn. Schulz, d. h. ca. 25 %",
            "An Herrn Schulz, das heißt circa fünfundzwanzig Prozent"
        ),
        ("fr", "Louis XIV au XIXe siècle, drôle", "Louis quatorze au dix-neuvième siècle, drôle"),
        (
            "de", "Am 3. Mai 1815 kam Dr. Weber, z. B. um 15:30 Uhr.",
            "Am dritten Mai achtzehnhundertfünfzehn kam Doktor Weber, zum Beispiel um fünfzehn Uhr dreißig."
        ),
        (
            "de", "Friedrich II. und 1.000.000 im 19. Jahrhundert",
            "Friedrich der Zweite und eine Million im neunzehnten Jahrhundert"
        ),
        (
            "es", "El Sr. Pérez, siglo XIX, Felipe II, 21 años",
            "El Señor Pérez, siglo diecinueve, Felipe segundo, veintiún años"
        ),
        (
            "it", "Il Sig. Rossi, XIX secolo, Luigi XIV, 1° maggio",
            "Il Signor Rossi, diciannovesimo secolo, Luigi quattordicesimo, primo maggio"
        ),
        ("fr", "II y avait Whirlwind II, puis", "II y avait Whirlwind deux, puis"),
        ("de", "Im II. Weltkrieg, Teil II.", "Im 2. Weltkrieg, Teil zwei."),
        ("it", "Io credo che Va bene", "Io credo che Va bene"),  // no numerals
        (
            "fr", "Mme Bovary, Mlle Lili et Cie, n° 5, 15 h 30, 1/2, en 50 av. J.-C.",
            "Madame Bovary, Mademoiselle Lili et Cie, numéro cinq, quinze heures trente, un demi, en cinquante avant Jésus-Christ."
        ),
        (
            "es", "cap. III, el cap. Ruiz, n.º 5, p. ej. en 50 a. C.",
            "capítulo tres, el Capitán Ruiz, número cinco, por ejemplo en cincuenta antes de Cristo."
        ),
        ("it", "la Sig.ra Bianchi, cap. III, ¾", "la Signora Bianchi, capitolo tre, tre quarti"),
        ("ru", "Глава II и XVIII в. ***", "Глава 2 и 18 в. "),  // digits, for want of words
        ("it", "Così es.... è, ecc....", "Così es… è, eccetera..."),  // words that break off
        (
            "pt-BR", "O Sr. Silva, R$ 3,50, século XIX",
            "O Senhor Silva, três reais e cinquenta centavos, século dezenove"
        ),
        (
            "en-GB", "25/12/2001, 101",
            "the twenty-fifth of December, two thousand and one, one hundred and one"
        ),
    ])
    func `writes out other languages`(language: String, text: String, expected: String) {
        #expect(normalised(text, language) == expected)
    }

    @Test(arguments: [
        (
            EnglishNumbers(isBritish: false) as any NumberWords,
            "one million one thousand one hundred one", "eleventh"
        ),
        (FrenchNumbers(), "un million mille cent un", "onzième"),
        (GermanNumbers(), "eine Million eintausendeinhunderteins", "elfte"),
        (SpanishNumbers(), "un millón mil ciento uno", "undécimo"),
        (ItalianNumbers(), "un milione millecentouno", "undicesimo"),
        (PortugueseNumbers(isBrazilian: true), "um milhão mil cento e um", "décimo primeiro"),
    ])
    func `spells numbers`(words: any NumberWords, million: String, eleventh: String) {
        #expect(words.cardinal(1_001_101) == million)
        #expect(words.ordinal(11, isFeminine: false) == eleventh)
    }

    @Test func `no letter of a word without a rule changes`() {
        var generator = SeededGenerator(seed: 7)
        let alphabet = Array("abcdeéfghijklmnöopqrstuvwxyzßçñ".unicodeScalars)
        for language in ["en", "fr", "de", "es", "it", "pt", "ru", ""] {
            for _ in 0..<200 {
                var words: [String] = []
                for _ in 0..<8 {
                    let count = Int.random(in: 2...9, using: &generator)
                    let letters = (0..<count).map { _ in
                        Character(alphabet[Int.random(in: 0..<alphabet.count, using: &generator)])
                    }
                    words.append(String(letters))
                }
                let text = words.joined(separator: " ") + ", " + words[0] + "!"
                #expect(normalised(text, language) == text)
            }
        }
    }

    @Test func `what an engine needs decides what auto does`() {
        let block = Books.paragraph("Dr. Weber had 5 cats & dogs.")
        func text(_ mode: NormalisationMode, _ needs: NormalisationNeeds) -> String {
            let options = ScriptOptions(announceTitles: false, normalisation: mode, needs: needs)
            let publication = Books.publication([Books.chapter(1, [block])])
            return ScriptWriter(options: options).script(of: publication).chapters[0].utterances[0]
                .text
        }
        #expect(text(.auto, []) == "Dr. Weber had 5 cats & dogs.")
        #expect(
            text(.auto, .of(engine: "espeak", model: "")) == "Doctor Weber had five cats and dogs."
        )
        let needs = NormalisationNeeds.of(engine: "elevenlabs", model: "eleven_multilingual_v2")
        #expect(text(.auto, needs) == "Dr. Weber had 5 cats & dogs.")
        #expect(text(.auto, .all) == "Doctor Weber had five cats and dogs.")
        #expect(text(.off, .all) == "Dr. Weber had 5 cats & dogs.")
        #expect(text(.on, []) == "Doctor Weber had five cats and dogs.")
    }
}

/// Random numbers that are the same every time (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
