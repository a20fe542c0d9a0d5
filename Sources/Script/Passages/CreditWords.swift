/// The words credits are made of in a language.
struct CreditWords {
    var opening: String
    var closing: String
    /// What the tracks are called.
    var titles: (opening: String, closing: String)
    /// Before the last of several names.
    var and: String

    static func of(language: String) -> CreditWords {
        words[LanguageTag.primary(language)] ?? elsewhere
    }

    private static let elsewhere = CreditWords(
        opening: "{title}. {author}. {narrator}.",
        closing: "{title}. {author}.",
        titles: ("Opening Credits", "Closing Credits"),
        and: ", "
    )

    /// Language, the book and who made it, what goes before that at the end, titles of the two tracks, the word
    /// before the last of several names.
    private static let table = """
        en | {title}, written by {author}, narrated by {narrator} | The end. You have been listening to \
        | Opening Credits | Closing Credits | and
        fr | {title}, de {author}, lu par {narrator} | Fin. Vous avez écouté \
        | Générique de début | Générique de fin | et
        de | {title}, von {author}, gelesen von {narrator} | Ende. Sie hörten | Vorspann | Abspann | und
        es | {title}, de {author}, narrado por {narrator} | Fin. Han escuchado \
        | Créditos iniciales | Créditos finales | y
        it | {title}, di {author}, letto da {narrator} | Fine. Avete ascoltato \
        | Titoli di testa | Titoli di coda | e
        pt | {title}, de {author}, narrado por {narrator} | Fim. Você ouviu \
        | Créditos iniciais | Créditos finais | e
        nl | {title}, geschreven door {author}, voorgelezen door {narrator} | Einde. U luisterde naar \
        | Aankondiging | Afkondiging | en
        """

    private static let words: [String: CreditWords] = {
        var words: [String: CreditWords] = [:]
        for line in table.split(separator: "\n") {
            let cells = line.split(separator: " | ").map(String.init)
            words[cells[0]] = CreditWords(
                opening: "\(cells[1]).",
                closing: "\(cells[2]) \(cells[1]).",
                titles: (cells[3], cells[4]),
                and: " \(cells[5]) "
            )
        }
        return words
    }()
}
