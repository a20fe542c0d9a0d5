extension SentenceRules {
    static let german = SentenceRules(
        neverEnds: words(
            """
            dr prof hr fr frl st z.b d.h u.a i.a i.d.r z.t z.z z.zt s.o s.u o.ä u.ä u.u m.e v.a \
            v.chr n.chr bzw ca vgl evtl ggf inkl exkl zzgl abzgl sog bes insb insbes gen geb gest \
            verh kath evang ev röm griech lat dt engl franz ital span str nr bd abb abs art aufl \
            ausg hrsg hg jh jhd kap s med phil jur rer nat ing dipl mag tel max min mind allg ehem \
            z d h i u o v n m b m.a
            """
        ),
        beforeNumber: words(
            "s nr bd kap abb abs art tel vol p § jan feb mär apr jun jul aug sep okt nov dez"
        ),
        mayEnd: words("usw etc u.s.w usf co gmbh ag e.v jh str mio mrd tsd min std sek"),
        starters: words(
            """
            Der Die Das Ein Eine Einer Er Sie Es Wir Ihr Ich Du Man Dieser Diese Dieses Jener Jene \
            Da Dann Danach Darauf Darum Dabei Doch Aber Und Oder Denn Wenn Als Wie Was Wer Wo Warum \
            Weil Während Nach Nachdem Vor Bevor Seit In Im An Am Auf Aus Bei Mit Von Vom Zu Zum Zur \
            Für Gegen Durch Ohne Um Über Unter Zwischen Hier Dort Jetzt Nun Heute Gestern Morgen So \
            Also Auch Noch Nur Schon Sein Seine Ihre Mein Meine Unser Unsere Nicht Kein Keine Ja \
            Nein Alle Alles Viele Einige Jeder Jede Zudem Außerdem Jedoch Trotzdem Deshalb Daher
            """
        ),
        hasOrdinalDots: true
    )

    static let dutch = SentenceRules(
        neverEnds: words(
            """
            dhr mevr mw mr drs ir ing dr prof ds st a.d a.g.v bijv bv d.w.z i.p.v i.v.m m.b.t o.a o.m \
            t.a.v t.o.v z.g zgn ca resp incl excl evt vgl zie afd afb gem burg aanw vnw bijw ww zn bn \
            telw dir red vert jl ll
            """
        ),
        beforeNumber: words(
            "blz p nr nrs art afb hfst dl vol tel jan feb mrt apr jun jul aug sept okt nov dec"
        ),
        mayEnd: words("enz etc e.d e.a b.v n.v nv co a.u.b s.v.p v.chr n.chr"),
        starters: words(
            """
            De Het Een Hij Zij Ze Wij We Ik Je Jij U Jullie Dit Dat Deze Die Er Daar Hier Maar En Of \
            Want Als Toen Dan Nu In Op Aan Bij Met Van Voor Door Over Na Naar Uit Om Te Wat Wie Waar \
            Waarom Hoe Zijn Haar Hun Ons Onze Mijn Niet Geen Ja Nee Ook Nog Al Alle Veel Sommige
            """
        )
    )

    static let danish = SentenceRules(
        neverEnds: words(
            "hr fr dr prof bl.a f.eks d.v.s m.h.t m.m.fl ca vedr jf kgl st skt mag cand kl pr"
        ),
        beforeNumber: words(
            "s nr n° kap bd art tel fig kl jan feb mar apr jun jul aug sep okt nov dec"
        ),
        mayEnd: words("osv m.m m.v m.fl o.l o.s.v etc a/s f.kr e.kr kr mio mia"),
        starters: words(
            "Den Det De Han Hun Vi I Jeg Du En Et Der Her Men Og Eller Hvis Da Når Så I På Af Med Til "
                + "For Fra Om Efter Før Ved Hvad Hvem Hvor Hvorfor Nu Ikke Ja Nej Alle Denne Dette"
        ),
        hasOrdinalDots: true
    )

    static let swedish = SentenceRules(
        neverEnds: words(
            "hr fr dr prof bl.a t.ex d.v.s dvs s.k f.d ca resp kungl st t.o.m fr.o.m m.a.o p.g.a pga jfr"
        ),
        beforeNumber: words(
            "s sid nr n:o kap bd art tel fig kl jan feb mar apr jun jul aug sep sept okt nov dec"
        ),
        mayEnd: words("osv o.s.v m.m m.fl o.d e.d etc f.kr e.kr kr milj mdr jr sr"),
        starters: words(
            "Den Det De Han Hon Vi Jag Du Ni En Ett Där Här Men Och Eller Om Då När Så I På Av Med Till "
                + "För Från Efter Före Vid Vad Vem Var Varför Nu Inte Ja Nej Alla Denna Detta"
        )
    )
}
