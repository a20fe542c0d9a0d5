extension NormalisationTables {
    static let french = NormalisationTables(
        numbers: FrenchNumbers(),
        months: [
            "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
            "octobre", "novembre", "décembre",
        ],
        hour: " heures ",
        currencies: money(
            """
            €|EUR=euro/euros/centime/centimes;$|USD=dollar/dollars/cent/cents;£=livre/livres/penny/pence; \
            ¥=yen/yens;F|FF=franc/francs/centime/centimes;CHF=franc suisse/francs suisses/centime/centimes
            """
        ),
        units: nouns(
            """
            km=kilomètre/kilomètres;m=mètre/mètres;cm=centimètre/centimètres;mm=millimètre/millimètres; \
            kg=kilogramme/kilogrammes;g=gramme/grammes;mg=milligramme/milligrammes;l|L=litre/litres; \
            ml=millilitre/millilitres;ha=hectare/hectares;km/h=kilomètre à l'heure/kilomètres à l'heure; \
            °C=degré Celsius/degrés Celsius;°=degré/degrés;min=minute/minutes;km²=kilomètre \
            carré/kilomètres carrés;m²=mètre carré/mètres carrés;m³=mètre cube/mètres cubes
            """
        ),
        symbols: [
            0x26: "et", 0x2B: "plus", 0x3D: "égale", 0xD7: "fois", 0x25: "pour cent",
            0xA7: "paragraphe", 0x2116: "numéro", 0xB0: "degrés", 0x40: "arobase",
        ],
        abbreviations: abbreviations(
            """
            m=^Monsieur; mm=^Messieurs; mme=Madame; mmes=Mesdames; mlle=Mademoiselle; \
            mlles=Mesdemoiselles; dr=^Docteur; pr=^Professeur; me=^Maître; mgr=Monseigneur; st=^Saint; \
            ste=^Sainte; cf=confer; etc=et cetera; ex=!exemple; p.ex=par exemple; env=environ; \
            av=^avenue; bd|boul=^boulevard; chap=#chapitre/chapitres; vol=#volume/volumes; \
            t=#tome; p=#page/pages; pp=#pages; n°=#numéro; no=#numéro; art=#article; fig=#figure; \
            éd=édition; janv=janvier; févr=février; avr=avril; juil=juillet; sept=septembre; \
            oct=octobre; nov=novembre; déc=décembre; tél=téléphone; c.-à-d=c'est-à-dire; \
            j.-c=Jésus-Christ; av.j.-c=avant Jésus-Christ; apr.j.-c|ap.j.-c=après Jésus-Christ; s.v.p=s'il vous plaît; cie=compagnie; cap=^Capitaine; gal=^Général
            """
        ),
        ordinalEndings: [
            "er": false, "re": true, "ère": true, "e": false, "ème": false, "eme": false,
            "nd": false, "nde": true,
        ],
        romanLeaders: [
            "chapitre", "livre", "partie", "tome", "volume", "acte", "scène", "chant", "section",
            "article", "psaume", "lettre", "guerre",
        ],
        rulers: SentenceRules.words(
            """
            Louis Henri Charles François Philippe Napoléon Guillaume Édouard Edouard Jacques Georges \
            Richard Jean Paul Jean-Paul Pie Léon Grégoire Benoît Innocent Clément Frédéric Alexandre \
            Nicolas Pierre Catherine Élisabeth Marie Léopold Albert Baudouin Ferdinand Ramsès Othon
            """
        ),
        rulerOrdinalsUpTo: 1,
        shorthands: [
            "Mme": "Madame", "Mmes": "Mesdames", "Mlle": "Mademoiselle", "Mlles": "Mesdemoiselles",
            "Mgr": "Monseigneur", "Dr": "Docteur", "Pr": "Professeur", "Cie": "Compagnie",
            "Ste": "Sainte", "St": "Saint", "MM": "Messieurs",
        ],
        fractions: [
            "1/2": "un demi", "1/3": "un tiers", "2/3": "deux tiers", "1/4": "un quart",
            "3/4": "trois quarts",
        ],
        romanEndings: ["er", "re", "ère", "e", "ème", "eme"],
        centuries: ["siècle", "siècles", "s"],
        hasOrdinalCenturies: true,
        magnitudes: ["millions", "million", "milliards", "milliard", "billions"],
        and: "et",
        address: ["point", "slash", "arobase", "tiret", "tiret bas"]
    )

    static let spanish = NormalisationTables(
        numbers: SpanishNumbers(),
        months: [
            "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre",
            "octubre", "noviembre", "diciembre",
        ],
        dateJoint: " de ",
        hour: " y ",
        currencies: money(
            """
            €|EUR=euro/euros/céntimo/céntimos;$|USD=dólar/dólares/centavo/centavos; \
            £=libra/libras/penique/peniques;¥=yen/yenes;₧=peseta/pesetas/céntimo/céntimos
            """
        ),
        units: nouns(
            """
            km=kilómetro/kilómetros;m=metro/metros;cm=centímetro/centímetros;mm=milímetro/milímetros; \
            kg=kilogramo/kilogramos;g=gramo/gramos;mg=miligramo/miligramos;l|L=litro/litros; \
            ml=mililitro/mililitros;ha=hectárea/hectáreas;km/h=kilómetro por hora/kilómetros por hora; \
            °C=grado Celsius/grados Celsius;°F=grado Fahrenheit/grados Fahrenheit; \
            km²=kilómetro cuadrado/kilómetros cuadrados;m²=metro cuadrado/metros cuadrados
            """
        ),
        symbols: [
            0x26: "y", 0x2B: "más", 0x3D: "igual a", 0xD7: "por", 0x25: "por ciento",
            0xA7: "párrafo", 0x2116: "número", 0x40: "arroba",
        ],
        abbreviations: abbreviations(
            """
            sr=^Señor; sra=^Señora; srta=^Señorita; sres=^Señores; dr=^Doctor; dra=^Doctora; d=^Don; \
            dña=^Doña; ud|vd=usted; uds|vds=ustedes; prof=^Profesor; gral=^General; cap=#capítulo; cap=^Capitán; \
            cnel=^Coronel; tte=^Teniente; lic=^Licenciado; ing=^Ingeniero; sto=^Santo; sta=^Santa; \
            etc=etcétera; p.ej=por ejemplo; av|avda=^Avenida; pág|p=#página/páginas; págs|pp=#páginas; \
            núm|n°|nº|no=#número; vol=#volumen; art=#artículo; fig=#figura; tel=#teléfono; \
            a.c=antes de Cristo; d.c=después de Cristo; ee.uu=Estados Unidos; cía=compañía; \
            a.m=AM; p.m=PM; s=#siglo
            """
        ),
        ordinalEndings: [
            "º": false, "ª": true, "°": false, "er": false, "o": false, "a": true, ".º": false,
            ".ª": true,
        ],
        romanLeaders: [
            "capítulo", "libro", "parte", "tomo", "volumen", "acto", "escena", "canto", "sección",
            "artículo", "salmo", "carta", "guerra",
        ],
        rulers: SentenceRules.words(
            """
            Felipe Carlos Fernando Alfonso Isabel Enrique Juan Pablo Luis Pedro Jaime Sancho Ramiro \
            Napoleón Pío León Gregorio Benedicto Inocencio Clemente Federico Alejandro Nicolás Jorge \
            Eduardo Guillermo Ricardo Amadeo Francisco Catalina Ordoño Bermudo
            """
        ),
        rulerOrdinalsUpTo: 10,
        fractions: [
            "1/2": "un medio", "1/3": "un tercio", "2/3": "dos tercios", "1/4": "un cuarto",
            "3/4": "tres cuartos",
        ],
        centuries: ["siglo", "siglos"],
        magnitudes: ["millones", "millón", "mil"],
        and: "y",
        address: ["punto", "barra", "arroba", "guion", "guion bajo"]
    )

    static let italian = NormalisationTables(
        numbers: ItalianNumbers(),
        months: [
            "gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto",
            "settembre", "ottobre", "novembre", "dicembre",
        ],
        hour: " e ",
        currencies: money(
            """
            €|EUR=euro/euro/centesimo/centesimi;$|USD=dollaro/dollari/centesimo/centesimi; \
            £=sterlina/sterline/penny/penny;¥=yen/yen;₤=lira/lire
            """
        ),
        units: nouns(
            """
            km=chilometro/chilometri;m=metro/metri;cm=centimetro/centimetri;mm=millimetro/millimetri; \
            kg=chilogrammo/chilogrammi;g=grammo/grammi;mg=milligrammo/milligrammi;l|L=litro/litri; \
            ml=millilitro/millilitri;ha=ettaro/ettari;km/h=chilometro all'ora/chilometri all'ora; \
            °C=grado Celsius/gradi Celsius;°F=grado Fahrenheit/gradi Fahrenheit; \
            km²=chilometro quadrato/chilometri quadrati;m²=metro quadrato/metri quadrati;m³=metro \
            cubo/metri cubi
            """
        ),
        symbols: [
            0x26: "e", 0x2B: "più", 0x3D: "uguale", 0xD7: "per", 0x25: "per cento",
            0xA7: "paragrafo", 0x2116: "numero", 0x40: "chiocciola",
        ],
        abbreviations: abbreviations(
            """
            sig=^Signor; sig.ra=Signora; sig.na=Signorina; sigg=Signori; dott=^Dottor; dr=^Dottor; \
            dott.ssa=Dottoressa; prof=^Professor; prof.ssa=Professoressa; ing=^Ingegner; avv=^Avvocato; \
            on=^Onorevole; sen=^Senatore; gen=^Generale; col=^Colonnello; cap=#capitolo; cap=^Capitano; ten=^Tenente; \
            ecc|etc=eccetera; es=!esempio; p.es=per esempio; pag|p=#pagina/pagine; pagg|pp=#pagine; \
            n=#numero; n°|nr=#numero; vol=#volume; art=#articolo; fig=#figura; tel=#telefono; \
            a.c=avanti Cristo; d.c=dopo Cristo; v=#vedi; cfr=confronta; s=^San
            """
        ),
        ordinalEndings: ["º": false, "ª": true, "°": false, "o": false, "a": true, "mo": false],
        romanLeaders: [
            "capitolo", "libro", "parte", "tomo", "volume", "atto", "scena", "canto", "sezione",
            "articolo", "salmo", "lettera", "guerra",
        ],
        rulers: SentenceRules.words(
            """
            Luigi Enrico Carlo Filippo Ferdinando Francesco Vittorio Emanuele Umberto Pio Leone Gregorio \
            Benedetto Innocenzo Clemente Federico Alessandro Nicola Giovanni Paolo Giulio Sisto Bonifacio \
            Urbano Napoleone Giorgio Edoardo Guglielmo Riccardo Elisabetta Caterina Pietro Ottone Ramses \
            Amedeo Cosimo
            """
        ),
        rulerOrdinalsUpTo: 3_999,
        shorthands: [
            "Sig.ra": "Signora", "Sig.na": "Signorina", "Dott.ssa": "Dottoressa",
            "Prof.ssa": "Professoressa",
        ],
        fractions: [
            "1/2": "un mezzo", "1/3": "un terzo", "2/3": "due terzi", "1/4": "un quarto",
            "3/4": "tre quarti",
        ],
        centuries: ["secolo", "secoli"],
        hasOrdinalCenturies: true,
        magnitudes: ["milioni", "milione", "miliardi", "miliardo", "mila"],
        and: "e",
        address: ["punto", "barra", "chiocciola", "trattino", "trattino basso"]
    )

    static func portuguese(isBrazilian: Bool) -> NormalisationTables {
        var tables = portugueseCommon
        tables.numbers = PortugueseNumbers(isBrazilian: isBrazilian)
        return tables
    }

    private static let portugueseCommon = NormalisationTables(
        numbers: PortugueseNumbers(isBrazilian: true),
        months: [
            "janeiro", "fevereiro", "março", "abril", "maio", "junho", "julho", "agosto",
            "setembro", "outubro", "novembro", "dezembro",
        ],
        dateJoint: " de ",
        hour: " e ",
        currencies: money(
            """
            R$|BRL=real/reais/centavo/centavos;€|EUR=euro/euros/cêntimo/cêntimos; \
            $|US$|USD=dólar/dólares/centavo/centavos;£=libra/libras/péni/pence;¥=iene/ienes
            """
        ),
        units: nouns(
            """
            km=quilômetro/quilômetros;m=metro/metros;cm=centímetro/centímetros;mm=milímetro/milímetros; \
            kg=quilograma/quilogramas;g=grama/gramas;mg=miligrama/miligramas;l|L=litro/litros; \
            ml=mililitro/mililitros;ha=hectare/hectares;km/h=quilômetro por hora/quilômetros por hora; \
            °C=grau Celsius/graus Celsius;°F=grau Fahrenheit/graus Fahrenheit; \
            km²=quilômetro quadrado/quilômetros quadrados;m²=metro quadrado/metros quadrados
            """
        ),
        symbols: [
            0x26: "e", 0x2B: "mais", 0x3D: "igual a", 0xD7: "vezes", 0x25: "por cento",
            0xA7: "parágrafo", 0x2116: "número", 0x40: "arroba",
        ],
        abbreviations: abbreviations(
            """
            sr=^Senhor; sra=^Senhora; srs=^Senhores; srta=^Senhorita; dr=^Doutor; dra=^Doutora; d=^Dom; \
            prof=^Professor; profa=^Professora; eng=^Engenheiro; gen=^General; cel=^Coronel; cap=#capítulo; cap=^Capitão; \
            ten=^Tenente; pe=^Padre; sto=^Santo; sta=^Santa; etc=et cetera; p.ex=por exemplo; \
            av=^Avenida; pág|p=#página/páginas; págs|pp=#páginas; n|nº|n°|núm=#número; \
            vol=#volume; art=#artigo; fig=#figura; tel=#telefone; a.c=antes de Cristo; d.c=depois de \
            Cristo; v.exa=Vossa Excelência; cia=companhia; ltda=limitada
            """
        ),
        ordinalEndings: [
            "º": false, "ª": true, "°": false, "o": false, "a": true, ".º": false, ".ª": true,
        ],
        romanLeaders: [
            "capítulo", "livro", "parte", "tomo", "volume", "ato", "acto", "cena", "canto", "seção",
            "secção", "artigo", "salmo", "carta", "guerra",
        ],
        rulers: SentenceRules.words(
            """
            João Pedro Afonso Sancho Dinis Fernando Duarte Manuel Sebastião Henrique Filipe José Maria \
            Miguel Luís Carlos Pio Leão Gregório Bento Inocêncio Clemente Napoleão Jorge Eduardo \
            Guilherme Ricardo Isabel Catarina Paulo Nicolau Alexandre Frederico
            """
        ),
        rulerOrdinalsUpTo: 10,
        fractions: [
            "1/2": "um meio", "1/3": "um terço", "2/3": "dois terços", "1/4": "um quarto",
            "3/4": "três quartos",
        ],
        centuries: ["século", "séculos"],
        magnitudes: ["milhões", "milhão", "bilhões", "mil"],
        and: "e",
        address: ["ponto", "barra", "arroba", "hífen", "sublinhado"]
    )
}
