extension NormalisationTables {
    static func english(isBritish: Bool) -> NormalisationTables {
        var tables = isBritish ? british : american
        tables.isEnglish = true
        return tables
    }

    private static let american = common(isBritish: false)
    private static let british = common(isBritish: true)

    private static func common(isBritish: Bool) -> NormalisationTables {
        let metre = isBritish ? "metre" : "meter"
        let litre = isBritish ? "litre" : "liter"
        let titles = isBritish ? "honourable" : "honorable"
        return NormalisationTables(
            numbers: EnglishNumbers(isBritish: isBritish),
            decimal: 0x2E,
            groups: [0x2C],
            isMonthFirst: !isBritish,
            months: [
                "January", "February", "March", "April", "May", "June", "July", "August",
                "September", "October", "November", "December",
            ],
            dayOrdinals: .all,
            currencies: money(
                """
                $|US$|USD=dollar/dollars/cent/cents;£|GBP=pound/pounds/penny/pence; \
                €|EUR=euro/euros/cent/cents;¥|JPY=yen/yen;₹|INR=rupee/rupees/paisa/paise; \
                ₩=won/won;₽=rouble/roubles/kopeck/kopecks;A$=Australian dollar/Australian \
                dollars/cent/cents;C$=Canadian dollar/Canadian dollars/cent/cents;CHF=Swiss \
                franc/Swiss francs/centime/centimes;¢=cent/cents
                """
            ),
            units: nouns(
                """
                km=kilo\(metre)/kilo\(metre)s;m=\(metre)/\(metre)s;cm=centi\(metre)/centi\(metre)s; \
                mm=milli\(metre)/milli\(metre)s;kg=kilogram/kilograms;g=gram/grams; \
                mg=milligram/milligrams;lb|lbs=pound/pounds;oz=ounce/ounces;ft=foot/feet; \
                mi=mile/miles;yd|yds=yard/yards;mph=mile per hour/miles per hour; \
                km/h|kph|kmh=kilo\(metre) per hour/kilo\(metre)s per hour; \
                m/s=\(metre) per second/\(metre)s per second;l|L=\(litre)/\(litre)s; \
                ml|mL=milli\(litre)/milli\(litre)s;ha=hectare/hectares;hrs|hr=hour/hours; \
                mins=minute/minutes;secs=second/seconds;Hz=hertz/hertz;kHz=kilohertz/kilohertz; \
                MHz=megahertz/megahertz;GHz=gigahertz/gigahertz;kB|KB=kilobyte/kilobytes; \
                MB=megabyte/megabytes;GB=gigabyte/gigabytes;TB=terabyte/terabytes;W=watt/watts; \
                kW=kilowatt/kilowatts;MW=megawatt/megawatts;V=volt/volts;dB=decibel/decibels; \
                °C=degree Celsius/degrees Celsius;°F=degree Fahrenheit/degrees Fahrenheit; \
                °=degree/degrees;km²|km2=square kilo\(metre)/square kilo\(metre)s; \
                m²|m2=square \(metre)/square \(metre)s;m³|m3=cubic \(metre)/cubic \(metre)s; \
                cm²=square centi\(metre)/square centi\(metre)s;cm³=cubic centi\(metre)/cubic \
                centi\(metre)s;‰=per mille/per mille
                """
            ),
            symbols: [
                0x26: "and", 0x2B: "plus", 0x3D: "equals", 0xD7: "times", 0xF7: "divided by",
                0xB1: "plus or minus", 0x2248: "approximately", 0x2260: "is not equal to",
                0x2264: "is at most", 0x2265: "is at least", 0x3C: "less than",
                0x3E: "greater than", 0xA7: "section", 0xA9: "copyright", 0x2116: "number",
                0x40: "at", 0x25: "percent", 0xB0: "degrees", 0x221E: "infinity", 0xAE: "",
                0x2122: "", 0x2020: "", 0x2021: "",
            ],
            abbreviations: abbreviations(englishAbbreviations + "; hon=^\(titles)"),
            ordinalEndings: ["st": false, "nd": false, "rd": false, "th": false, "d": false],
            romanLeaders: [
                "chapter", "book", "part", "volume", "act", "scene", "section", "canto", "letter",
                "stave", "appendix", "article", "psalm", "sonnet", "war", "figure", "table",
                "plate", "chap", "phase", "stage", "type", "class", "title", "episode", "number",
            ],
            rulers: SentenceRules.words(
                """
                Henry George Edward Louis Charles James William Elizabeth Mary Richard Philip Pius \
                John Paul Leo Gregory Benedict Innocent Clement Frederick Alexander Nicholas \
                Catherine Peter Ivan Napoleon Victor Francis Ferdinand Alfonso Umberto Christian \
                Gustav Gustavus Ramses Ptolemy Xerxes Darius Malcolm Robert Boniface Urban Sixtus \
                Julius Stephen Eric Harald Olaf Haakon Wilhelm Friedrich Joseph Leopold Rudolf \
                Maximilian Otto Conrad Constantine Justinian Theodosius Cosimo Sigismund Carlos
                """
            ),
            rulerJoint: " the ",
            rulerOrdinalsUpTo: 3_999,
            magnitudes: ["million", "billion", "trillion", "thousand", "hundred"]
        )
    }

    private static let englishAbbreviations = """
        mr=Mister; mrs=Missus; dr=^Doctor; dr=!Drive; prof=Professor; rev=^Reverend; \
        capt=Captain; col=^Colonel; gen=^General; lt=Lieutenant; sgt=Sergeant; maj=^Major; \
        cpl=Corporal; cmdr=Commander; adm=^Admiral; gov=^Governor; sen=^Senator; rep=^Representative; \
        pres=^President; supt=Superintendent; insp=Inspector; det=^Detective; messrs=Messieurs; \
        jr=Junior; sr=Senior; esq=Esquire; mt=^Mount; ft=^Fort; st=^Saint; st=!Street; \
        ave=Avenue; blvd=Boulevard; rd=!Road; hwy=Highway; sq=!Square; etc=et cetera; e.g=for \
        example; i.e=that is; vs=versus; viz=namely; cf=compare; no=#number/numbers; \
        nos=#numbers; n°=#number; p=#page/pages; pp=#pages; vol=#volume/volumes; vols=#volumes; \
        ch=#chapter; chap=#chapter; chaps=#chapters; fig=#figure/figures; figs=#figures; \
        sec=#section; art=#article; co=Company; corp=Corporation; \
        inc=Incorporated; ltd=Limited; bros=Brothers; assn=Association; dept=Department; \
        govt=government; univ=University; approx=approximately; est=!established; \
        misc=miscellaneous; tel=#telephone; ext=#extension; jan=#January; feb=#February; \
        mar=#March; apr=#April; jun=#June; jul=#July; aug=#August; sep|sept=#September; \
        oct=#October; nov=#November; dec=#December; a.m=AM; p.m=PM; b.c=BC; a.d=AD; b.c.e=BCE; \
        c.e=CE; ph.d=PhD; u.s=US; u.s.a=USA; u.k=UK; d.c=DC; op=#opus; ibid=ibidem; wm=William; \
        chas=Charles; geo=George; thos=Thomas; jas=James; mme=Madame; mlle=Mademoiselle; \
        ca=circa; c=#circa; r.s.v.p=RSVP; r.i.p=RIP; hrs=hours; mins=minutes; yrs=years; \
        lbs=pounds; oz=ounces; in=#inches
        """
}
