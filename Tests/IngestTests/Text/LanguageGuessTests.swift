import NarrateModel
import Testing

@testable import NarrateIngest

@Suite struct LanguageGuessTests {
    @Test(arguments: [
        (
            "en",
            "It was the best of times, it was the worst of times, and he had not been in the house on the hill for as long as she could tell."
        ),
        (
            "de",
            "Es war einmal ein König, der hatte drei Söhne, und die gingen in die Welt hinaus, denn er war alt und wollte nicht mehr auf dem Thron sitzen."
        ),
        (
            "fr",
            "Il y avait une fois un roi qui avait trois fils, et il les envoya dans le monde pour voir ce que la vie est quand on ne vit pas chez soi."
        ),
        (
            "es",
            "Había una vez un rey que tenía tres hijos, y los mandó por el mundo para que vieran lo que es la vida cuando no se vive en la casa del padre."
        ),
        (
            "it",
            "C'era una volta un re che aveva tre figli, e li mandò per il mondo perché non sapevano che cosa è la vita di chi non sta nella casa del padre con gli altri."
        ),
        (
            "nb",
            "Det var en gang en konge som hadde tre sønner, og han sendte dem ut i verden for å se hva livet er når en ikke er hjemme hos far, og det var ikke lett."
        ),
        (
            "ru",
            "Жил-был царь, и было у него три сына, и он послал их по миру, но они не знали, что это такое, как жить не в доме отца, и он ждал их на пороге."
        ),
        ("ja", "昔々あるところに、おじいさんとおばあさんが住んでいました。おじいさんは山へ行きました。"),
        ("zh", "话说天下大势，分久必合，合久必分。周末七国分争，并入于秦。及秦灭之后，楚汉分争。"),
        ("el", "Μια φορά κι έναν καιρό ήταν ένας βασιλιάς που είχε τρεις γιους."),
    ])
    func `tells the language by script and words`(language: String, text: String) {
        #expect(LanguageGuess.language(of: text) == language)
    }

    @Test(arguments: [
        "", "Chapter One", "Alea iacta est.", "12 34 56 78",
        "Hier steht zu wenig, um etwas zu sagen.",
        String(repeating: "Lorem ipsum dolor amet consectetur elit. ", count: 20),
    ])
    func `says nothing about a text that tells too little`(text: String) {
        #expect(LanguageGuess.language(of: text) == nil)
    }

    @Test func `names the language of a text that does not, and says so`() throws {
        let text =
            "Kapitel 1\n\nEs war einmal ein König, der hatte drei Söhne, und die gingen in die Welt hinaus, denn er war alt und wollte nicht mehr auf dem Thron sitzen.\n"
        let publication = try SourceReader().publication(ofText: Array(text.utf8), named: "a.txt")
        #expect(publication.metadata.language == "de")
        #expect(publication.warnings.contains { $0.code == "guessed-language" })
    }

    @Test func `leaves a language that is named`() throws {
        let page =
            "<html lang='sv'><body><h1>One</h1><p>It was the best of times, it was the worst of times, and he had not been in the house on the hill for as long as she could tell.</p></body></html>"
        let publication = try SourceReader().publication(ofText: Array(page.utf8), named: "a.html")
        #expect(publication.metadata.language == "sv")
        #expect(publication.warnings.isEmpty)
    }
}
