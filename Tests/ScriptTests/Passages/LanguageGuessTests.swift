import NarrateModel
import Testing

@testable import NarrateScript

@Suite struct LanguageGuessTests {
    @Test(arguments: [
        ("en", "It was the best of times, it was the worst of times, and he had not seen her."),
        (
            "fr",
            "Le lendemain, il ne put se lever, et la mère entra dans la chambre avec une lampe."
        ),
        (
            "de",
            "Als er am Morgen die Augen auf schlug, war es nicht hell und der Mann war mit ihm."
        ),
        (
            "es",
            "En un lugar de la Mancha, de cuyo nombre no quiero acordarme, vivía un hidalgo con su ama."
        ),
        (
            "it",
            "Quel ramo del lago che volge a mezzogiorno non è più che un fiume, e la gente lo sa."
        ),
        ("pt", "Não é a mesma coisa, disse ele, e o homem da casa não se importou com os outros."),
        (
            "nl",
            "Het was een dag die niet te vergeten is, en hij was er met zijn broer van het dorp."
        ),
        ("ja", "山路を登りながら、こう考えた。"), ("zh", "卻說廣東素稱繁盛之區。"), ("ru", "Все счастливые семьи."),
        ("ar", "كان يا ما كان في قديم الزمان"), ("hi", "वह आया और चला गया।"), ("", "12345"),
        ("", "Xyzzy plugh."),
    ])
    func `the commonest words tell the language`(language: String, text: String) {
        #expect(LanguageGuess.language(of: text) == language)
    }

    @Test func `a book without a language is read in the one it is guessed to have`() {
        var publication = Books.publication([
            Books.chapter(
                1,
                title: "I",
                [
                    Books.heading("CHAPTER I"),
                    Books.paragraph("It was the best of times and Mr. Lorry was not in the room."),
                ]
            )
        ])
        publication.metadata.language = nil
        let options = ScriptOptions(normalisation: .on)
        let utterances = ScriptWriter(options: options).script(of: publication).chapters[0]
            .utterances
        #expect(utterances.map(\.text).first == "Chapter One.")
        #expect(utterances.map(\.language) == [nil, nil])
    }
}
