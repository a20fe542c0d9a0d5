import NarrateScript
import Testing

@Suite struct SentenceSplitterTests {
    @Test(arguments: [
        ("It ended. It began.", ["It ended.", "It began."]),
        ("Mr. Lorry waited.", ["Mr. Lorry waited."]),  // abbreviation is not an end
        ("“Why?” she asked.", ["“Why?” she asked."]),  // lower case continues the sentence
        ("“Why?” Mary asked. No one knew.", ["“Why?” Mary asked.", "No one knew."]),  // speech verb
        ("“Never!” The door shut.", ["“Never!”", "The door shut."]),
        ("J. R. R. Tolkien wrote it. I read it.", ["J. R. R. Tolkien wrote it.", "I read it."]),
        ("He left… The rain fell.", ["He left…", "The rain fell."]),
        ("He was ... late again.", ["He was ... late again."]),
        ("See p. 55 and fig. 3. Then stop.", ["See p. 55 and fig. 3.", "Then stop."]),
        ("It cost 3.50 at example.com today.", ["It cost 3.50 at example.com today."]),
        ("He said no. They left.", ["He said no.", "They left."]),  // `no.` only before a number
        ("it was late. they left. ok", ["it was late.", "they left.", "ok"]),  // careless text
        ("At Tony's. Then home.", ["At Tony's.", "Then home."]),
        ("(He lied. Often.) She knew.", ["(He lied. Often.)", "She knew."]),
    ])
    func `splits English after a sentence end`(text: String, expected: [String]) {
        #expect(SentenceSplitter(language: "en").sentences(in: text) == expected)
    }

    @Test(arguments: [
        ("de", "Am 3. Mai kam Dr. Weber. Er blieb.", ["Am 3. Mai kam Dr. Weber.", "Er blieb."]),
        ("fr", "« Oui ! » dit M. Dupont. Il partit.", ["« Oui ! » dit M. Dupont.", "Il partit."]),
        ("es", "¡Hola! ¿Qué tal, Sr. Pérez?", ["¡Hola!", "¿Qué tal, Sr. Pérez?"]),
        ("it", "Ecco il Sig. Rossi. Entra.", ["Ecco il Sig. Rossi.", "Entra."]),
        ("pt", "O Sr. Silva saiu. Ela ficou.", ["O Sr. Silva saiu.", "Ela ficou."]),
        ("nl", "Dhr. Smit belt. Hij wacht.", ["Dhr. Smit belt.", "Hij wacht."]),
        ("ru", "Пришёл А. С. Пушкин. Он сел.", ["Пришёл А. С. Пушкин.", "Он сел."]),
        (
            "pl", "Ks. Lis przy ul. Długiej, m.in. on. Wstał.",
            [
                "Ks. Lis przy ul. Długiej, m.in. on.", "Wstał.",
            ]
        ),
        (
            "cs", "Přišel např. Ing. Dvořák z ul. Dlouhé. Sedl si.",
            [
                "Přišel např. Ing. Dvořák z ul. Dlouhé.", "Sedl si.",
            ]
        ),
        ("sv", "Den låg bl.a. vid kl. 3. Han sov.", ["Den låg bl.a. vid kl. 3.", "Han sov."]),
        ("zh", "他来了。“好吗？”她问。走吧！", ["他来了。", "“好吗？”她问。", "走吧！"]),
        ("ja", "「行こう。」と彼は言った。雨だ。", ["「行こう。」と彼は言った。", "雨だ。"]),
        ("ar", "هل جاء؟ نعم. ذهب.", ["هل جاء؟", "نعم.", "ذهب."]),
        ("hi", "वह आया। वह गया।", ["वह आया।", "वह गया।"]),
        ("el", "Ποιος είναι; Κανείς.", ["Ποιος είναι;", "Κανείς."]),
        ("", "One. Two.", ["One.", "Two."]),  // no language known
    ])
    func `splits by the rules of the language`(
        language: String,
        text: String,
        expected: [String]
    ) {
        #expect(SentenceSplitter(language: language).sentences(in: text) == expected)
    }

    @Test(arguments: ["", "   ", "...", "no end", ". . .", "“", "\u{301}", "a.\u{301}b"])
    func `loses nothing but white space`(text: String) {
        let joined = SentenceSplitter(language: "en").sentences(in: text).joined()
        let letters = { (text: String) in
            String(text.unicodeScalars.filter { !$0.properties.isWhitespace }.map(Character.init))
        }
        #expect(letters(joined) == letters(text))
    }
}
