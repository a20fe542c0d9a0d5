extension NormalisationTables {
    static let german = NormalisationTables(
        numbers: GermanNumbers(),
        months: [
            "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September",
            "Oktober", "November", "Dezember",
        ],
        dayOrdinals: .all,
        hour: " Uhr ",
        currencies: money(
            """
            €|EUR=Euro/Euro/Cent/Cent;$|USD=Dollar/Dollar/Cent/Cent;£=Pfund/Pfund/Penny/Pence;¥=Yen/Yen; \
            DM=D-Mark/D-Mark/Pfennig/Pfennig;CHF=Schweizer Franken/Schweizer Franken/Rappen/Rappen
            """
        ),
        units: nouns(
            """
            km=Kilometer/Kilometer;m=Meter/Meter;cm=Zentimeter/Zentimeter;mm=Millimeter/Millimeter; \
            kg=Kilogramm/Kilogramm;g=Gramm/Gramm;mg=Milligramm/Milligramm;l|L=Liter/Liter; \
            ml=Milliliter/Milliliter;ha=Hektar/Hektar;km/h=Kilometer pro Stunde/Kilometer pro Stunde; \
            °C=Grad Celsius/Grad Celsius;°F=Grad Fahrenheit/Grad Fahrenheit;°=Grad/Grad; \
            km²=Quadratkilometer/Quadratkilometer;m²=Quadratmeter/Quadratmeter;m³=Kubikmeter/Kubikmeter
            """
        ),
        symbols: [
            0x26: "und", 0x2B: "plus", 0x3D: "gleich", 0xD7: "mal", 0x25: "Prozent",
            0xA7: "Paragraph", 0x2116: "Nummer", 0xB0: "Grad", 0x40: "at",
        ],
        abbreviations: abbreviations(
            """
            hr=^Herr; hrn=^Herrn; fr=^Frau; frl=^Fräulein; dr=^Doktor; prof=^Professor; st=^Sankt; \
            z.b=zum Beispiel; d.h=das heißt; u.a=unter anderem; i.a=im Allgemeinen; z.t=zum Teil; \
            z.zt=zur Zeit; s.o=siehe oben; s.u=siehe unten; usw=und so weiter; usf=und so fort; \
            u.s.w=und so weiter; bzw=beziehungsweise; ca=circa; vgl=vergleiche; evtl=eventuell; \
            ggf=gegebenenfalls; inkl=inklusive; sog=sogenannte; bes=besonders; etc=et cetera; \
            nr=#Nummer; s=#Seite/Seiten; bd=#Band/Bände; kap=#Kapitel; abb=#Abbildung; abs=#Absatz; \
            art=#Artikel; jh|jhd=Jahrhundert; v.chr=vor Christus; n.chr=nach Christus; geb=geboren; \
            gest=gestorben; mio=Millionen; mrd=Milliarden; tel=#Telefon; u.ä=und Ähnliches; \
            o.ä=oder Ähnliches; min=!Minuten; std=!Stunden; str=!Straße
            """
        ),
        hasOrdinalDots: true,
        romanLeaders: [
            "kapitel", "buch", "teil", "band", "akt", "aufzug", "szene", "auftritt", "gesang",
            "abschnitt", "artikel", "psalm", "brief", "weltkrieg",
        ],
        rulers: SentenceRules.words(
            """
            Friedrich Wilhelm Heinrich Ludwig Karl Otto Konrad Rudolf Maximilian Ferdinand Joseph Leopold \
            Franz Georg Johann Johannes Albrecht Philipp Napoleon Pius Leo Gregor Benedikt Innozenz \
            Clemens Alexander Nikolaus Katharina Peter Elisabeth Maria Paul Eduard Richard Ramses Gustav \
            Christian August Ernst Bonifatius Urban Sixtus Julius
            """
        ),
        rulerJoint: " der ",
        rulerOrdinalsUpTo: 3_999,
        fractions: [
            "1/2": "ein halb", "1/3": "ein Drittel", "2/3": "zwei Drittel", "1/4": "ein Viertel",
            "3/4": "drei Viertel",
        ],
        centuries: ["Jahrhundert", "Jahrhunderts"],
        hasOrdinalCenturies: true,
        magnitudes: ["Millionen", "Million", "Milliarden", "Milliarde"],
        and: "und",
        address: ["Punkt", "Schrägstrich", "at", "Bindestrich", "Unterstrich"]
    )
}
