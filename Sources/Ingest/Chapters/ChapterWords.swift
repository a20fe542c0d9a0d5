/// Words that head chapters and parts, folded to lower case.
enum ChapterWords {
    static let chapters: [String] = words(
        """
        chapter chap letter stave canto scene lesson lecture fable tale story chapitre lettre scène
        kapitel brief szene auftritt gesang capítulo capitulo carta escena capitolo lettera scena
        hoofdstuk глава письмо явленіе явление розділ глава rozdział rozdzial kapitola kapitulo luku
        fejezet capitol capitolul poglavlje bölüm bab κεφάλαιο פרק الفصل فصل kafli caput epistola
        """
    )
    static let parts: [String] = words(
        """
        part book volume vol act section partie livre tome acte teil theil buch band abschnitt aufzug
        akt parte libro tomo atto acto livro volumen deel boek часть книга томъ том отдѣлъ частина
        część czesc księga tom díl kniha del bok osa kirja rész könyv partea cartea dio knjiga kısım
        kitap μέρος βιβλίο חלק ספר الجزء الباب الكتاب باب pars liber
        """
    )
    /// Ordinals and cardinals from one on, a language a line or two.
    static let numbers: [String] = [
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
            + "sixteen seventeen eighteen nineteen twenty",
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
            + "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth",
        "premier deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième "
            + "onzième douzième treizième quatorzième quinzième seizième",
        "première seconde",
        "un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize",
        "erstes zweites drittes viertes fünftes sechstes siebentes achtes neuntes zehntes elftes "
            + "zwölftes dreizehntes vierzehntes fünfzehntes sechzehntes siebzehntes achtzehntes "
            + "neunzehntes zwanzigstes",
        "erster zweiter dritter vierter fünfter sechster siebenter achter neunter zehnter elfter zwölfter",
        "erste zweite dritte vierte fünfte sechste siebente achte neunte zehnte elfte zwölfte",
        "eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf",
        "primero segundo tercero cuarto quinto sexto séptimo octavo noveno décimo",
        "primera segunda tercera cuarta quinta sexta séptima octava novena décima",
        "primer segundo tercer", "uno dos tres cuatro cinco seis siete ocho nueve diez once doce",
        "primo secondo terzo quarto quinto sesto settimo ottavo nono decimo undicesimo dodicesimo",
        "prima seconda terza quarta quinta sesta settima ottava nona decima",
        "primeiro segundo terceiro quarto quinto sexto sétimo oitavo nono décimo",
        "primeira segunda terceira quarta quinta sexta sétima oitava nona décima",
        "eerste tweede derde vierde vijfde zesde zevende achtste negende tiende",
        "первая вторая третья четвертая пятая шестая седьмая восьмая девятая десятая",
        "первый второй третий четвертый пятый шестой седьмой восьмой девятый десятый",
        "pierwszy drugi trzeci czwarty piąty szósty siódmy ósmy dziewiąty dziesiąty",
        "ראשון שני שלישי רביעי חמישי שישי שביעי שמיני תשיעי עשירי",
        "الأول الثاني الثالث الرابع الخامس السادس السابع الثامن التاسع العاشر",
    ]
    static let tens: [String: Int] = [
        "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
        "eighty": 80,
        "ninety": 90, "last": 999, "dernier": 999, "dernière": 999, "letzter": 999, "ultimo": 999,
    ]

    private static func words(_ text: String) -> [String] {
        text.split(whereSeparator: \.isWhitespace).map(String.init)
    }
}
