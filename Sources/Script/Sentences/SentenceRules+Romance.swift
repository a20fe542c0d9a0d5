extension SentenceRules {
    static let french = SentenceRules(
        neverEnds: words(
            """
            m mm mr mme mmes mlle mlles dr drs pr prof me mgr st ste cf ex env c.-à-d c.à.d p.ex av bd \
            boul chap coll éd hab ill ing inf sup op litt loc lt col cap cdt gén gal tél trad ann \
            p vol art fig
            """
        ),
        beforeNumber: words(
            "p pp n no nos n° art chap fig vol t tél janv févr avr juil sept oct nov déc"
        ),
        mayEnd: words("etc cie co ltd s.a s.a.r.l sarl j.-c av.j.-c apr min h s.v.p"),
        starters: words(
            """
            Le La Les L Un Une Des Il Elle Ils Elles On Nous Vous Je J Tu Ce C Cet Cette Ces Son Sa Ses \
            Mon Ma Mes Leur Leurs Notre Votre Et Mais Ou Donc Or Ni Car Si Quand Lorsque Comme Dans En \
            Sur Sous Avec Sans Pour Par De D Du À Au Aux Que Qui Quoi Où Comment Pourquoi Quel Quelle \
            Ne Non Oui Alors Puis Ensuite Enfin Ainsi Après Avant Depuis Pendant Tout Tous Toute
            """
        )
    )

    static let spanish = SentenceRules(
        neverEnds: words(
            """
            sr sra srta sres sras dr dra drs prof profa d dña dn fr sta sto st mons lic ing arq gral \
            cra cnel cap tte sgto alm av avda c ctra pza gob pdte vda ud uds vd vds p.ej p.e ej cf v vid \
            ed eds trad depto dpto tel tlf mt excmo ilmo rdo hno hnos párr párrf párrs fund prov
            """
        ),
        beforeNumber: words(
            "p pp pág págs pag no núm núms nº n° n art arts cap caps fig t vol tel párr párrs párrf lun mar ext "
                + "mié jue vie sáb dom ene feb abr may jun jul ago sep sept oct nov dic"
        ),
        mayEnd: words("etc cía co s.a s.l ee.uu uu ee a.c d.c a.m p.m min hs hr hrs km kg cm mm m"),
        clock: words("a.m p.m"),
        starters: words(
            """
            El La Los Las Lo Un Una Unos Unas Él Ella Ellos Ellas Yo Tú Usted Ustedes Nosotros Se Me Te \
            Nos Le Les Este Esta Esto Estos Estas Ese Esa Eso Aquel Aquella Su Sus Mi Mis Tu Y E O U \
            Pero Mas Sino Si No Sí Ni Que Qué Quién Cómo Cuándo Cuánto Dónde Por Para Con Sin De Del A \
            Al En Entre Sobre Desde Hasta Cuando Como Donde Aunque Porque Mientras Después Antes Luego \
            Entonces Ahora Hoy Ayer Allí Aquí Así También Todo Todos Hay Era Fue Es Afortunadamente
            """
        )
    )

    static let portuguese = SentenceRules(
        neverEnds: words(
            """
            sr sra srs srª srta dr dra drs prof profa d dom eng arq gen cel cap ten sgt alm av r pç est \
            exmo exma ilmo v.g p.ex ex cf ed eds trad dept depto tel sto sta pe fr rev gov pres min
            """
        ),
        beforeNumber: words(
            "p pp pág págs n nº n° no núm art arts cap caps fig t vol tel jan fev mar abr mai jun jul ago set out nov dez"
        ),
        mayEnd: words("etc cia co ltda s.a a.c d.c a.m p.m e.u.a eua km kg h min"),
        clock: words("a.m p.m"),
        starters: words(
            """
            O A Os As Um Uma Uns Umas Ele Ela Eles Elas Eu Tu Você Vocês Nós Se Me Te Lhe Este Esta Isto \
            Esse Essa Isso Aquele Aquela Aquilo Seu Sua Seus Suas Meu Minha E Ou Mas Porém Se Não Sim Nem \
            Que Quem Como Quando Quanto Onde Por Para Com Sem De Do Da Dos Das No Na Nos Nas Em Ao À \
            Entre Sobre Desde Até Embora Porque Enquanto Depois Antes Logo Então Agora Hoje Ontem Ali \
            Aqui Assim Também Tudo Todos Há Era Foi É
            """
        )
    )

    static let italian = SentenceRules(
        neverEnds: words(
            """
            sig sig.ra sig.na sigg dott dott.ssa dr prof prof.ssa ing avv arch geom rag on sen gen col \
            cap ten mar mons don s ss st sta sto p.es ad.es es cfr cf ecc-in v vs op ed trad dir amm dip \
            rep psicol idraul meteor v.cte f.p econ egr gent spett ill rev fr d n
            """
        ),
        beforeNumber: words(
            "p pp pag pagg n no nr n° num art artt cap capp fig vol voll t tel gen feb mar apr mag giu lug ago set sett ott nov dic"
        ),
        mayEnd: words("ecc etc s.p.a spa s.r.l srl co a.c d.c az u.s km kg"),
        starters: words(
            """
            Il Lo La I Gli Le L Un Uno Una Egli Ella Lui Lei Loro Essi Io Tu Noi Voi Si Mi Ti Ci Vi Ne \
            Questo Questa Questi Queste Quello Quella Suo Sua Suoi Mio Mia E Ed O Ma Però Se No Non Sì \
            Né Che Chi Come Quando Quanto Dove Perché Per Con Senza Di Del Della Dei A Al Alla In Nel \
            Nella Da Dal Su Sul Tra Fra Dopo Prima Poi Allora Adesso Ora Oggi Ieri Così Anche Tutto \
            Tutti C Era Fu È Mentre Benché Sono
            """
        )
    )
}
