extension SentenceRules {
    static let english = SentenceRules(
        neverEnds: words(
            """
            mr mrs ms messrs mmes mx dr drs prof st ste rev fr hon gen lt col maj capt cpt cmdr cdr \
            adm sgt cpl pvt pfc brig gov sen rep pres supt det insp amb mt ft vs viz e.g i.e cf ca \
            op ed eds trans mlle mme mgr msgr abp bp sec atty d.a capt asst assoc univ dept est ph \
            dist gens hons reps sens bros-in sr-in lieut ald archb bart wm geo chas jas jos thos \
            eng approx resp v ibid-in encl esp incl wg
            """
        ),
        beforeNumber: words(
            "p pp no nos vol vols ch chap chs fig figs sec secs art arts vv l ll n nn pt pts bk bks "
                + "eq eqs ex app para paras n° № tel ext jan feb mar apr jun jul aug sep sept oct nov "
                + "dec mon tue tues wed thu thur thurs fri sat sun r c circa psalm ps lev deut gen isa"
        ),
        mayEnd: words(
            "etc co corp inc ltd llc plc bros jr sr esq ave blvd rd ln sq hwy pl apt ct al ph.d m.d "
                + "b.a m.a b.sc d.phil u.s u.s.a u.k e.u u.n d.c l.a n.y a.d b.c b.c.e c.e r.i.p "
                + "min mins hr hrs sec secs lb lbs oz ft in yd yds mi km cm mm kg mg st ibid dept est "
                + "mass conn penn calif ill ind tenn ariz colo fla ga kan ky la md mich minn miss mo "
                + "neb nev okla ore tex va vt wash wis wyo ont que"
        ),
        clock: words("a.m p.m am pm"),
        starters: words(
            """
            The A An He She It They We You I This That These Those There Here His Her Hers Their \
            Our My Your Its In On At By For From With Without As If When While After Before But And \
            Or So Yet How What Who Whom Whose Where Why Which Did Do Does Is Are Was Were Will \
            Would Can Could Have Has Had Should May Might Must Then Now No Not Yes Oh Ah Well One \
            Two Three Some All Many Most Each Every Both However Although Though Because Since Let \
            Please To Into Upon Under Over Next Later Today Yesterday Tomorrow Once Perhaps Maybe \
            Until Unless Nor Such Even Only Still Also Thus Hence Therefore Meanwhile Finally First \
            Nobody Everybody Everyone Someone Something Nothing Everything Never Always Sometimes \
            Often Soon Suddenly Mr Mrs Ms Dr Said Come Go Look See Tell Don Isn Wasn Didn Couldn
            """
        ),
        speechVerbs: words(
            """
            said asked replied cried answered exclaimed shouted whispered murmured muttered \
            remarked returned added continued observed called demanded inquired enquired repeated \
            began went thought says asks replies cries answers snapped sighed gasped growled \
            groaned laughed screamed yelled declared responded interrupted protested admitted \
            agreed suggested explained insisted retorted rejoined ejaculated interposed faltered \
            stammered wondered pleaded begged urged warned announced grumbled hissed roared sobbed
            """
        )
    )
}
