extension SentenceRules {
    static let russian = SentenceRules(
        neverEnds: words(
            """
            г гр гос гл проф акад доц инж им ул пр просп пер пл пос пгт с д кв корп стр обл р-н р оз св \
            см ср напр т т.е т.к т.н т.о и.о н.э ст тов м д-р г-н г-жа ген полк кап лейт рис табл им
            """
        ),
        beforeNumber: words(
            "с стр т гл рис табл п пп ст № тел изд янв фев мар апр авг сент окт нояб дек"
        ),
        mayEnd: words(
            "др пр г гг в вв руб коп долл дол тыс млн млрд куб кв м км см мм кг т.д т.п у.е н.э ч мин сек "
                + "куб.м кв.м л"
        ),
        starters: words(
            """
            В На И А Но Он Она Оно Они Мы Вы Я Ты Это Этот Эта Эти То Тот Та Те Так Там Тут Здесь Когда \
            Если Как Что Кто Где Куда Почему Зачем С Со К Ко У О Об От До Из За По Под Над При Для Без \
            Через После Перед Да Нет Не Ни Все Всё Весь Вся Его Её Их Мой Моя Наш Ваш Свой Потом Теперь \
            Сегодня Вчера Завтра Уже Ещё Еще Только Даже Однако Поэтому Потому Вот Во Был Была Было
            """
        )
    )

    static let polish = SentenceRules(
        neverEnds: words(
            """
            ks bp abp św bł ul al pl os im prof dr hab inż mgr lek płk ppłk gen mjr kpt por ppor sierż hr jw \
            m.in np tzn tzw tj ok pt wg ww zw gm pow woj tzw red oprac przeł por n.p p.o s.c
            """
        ),
        beforeNumber: words("nr str s poz art ust pkt par t tom rozdz rys ryc tab r w godz tel"),
        mayEnd: words("itd itp r w tys mln mld zł gr godz min sek n.e p.n.e r.ż"),
        starters: words(
            """
            W Na I A Ale On Ona Ono Oni One My Wy Ja Ty To Ten Ta Te Ci Tak Tam Tu Kiedy Gdy Jeśli Jak Co Kto \
            Gdzie Dlaczego Z Ze Do Od Po Pod Nad Przy Dla Bez Przez Przed Nie Wszyscy Był Była Było Już Jeszcze \
            Tylko Potem Teraz Dziś Dzisiaj Jutro Wczoraj Lecz Więc Czy Jego Jej Ich
            """
        ),
        hasOrdinalDots: true
    )

    static let czech = SentenceRules(
        neverEnds: words(
            """
            např tzv tj tzn ul nám tř sv p pí sl ing mgr bc mudr judr phdr rndr doc prof dr arch gen plk kpt \
            mjr por npor s.r o.s cca resp event popř vč mj
            """
        ),
        beforeNumber: words("č čís s str čl odst r obr tab kap sv tel"),
        mayEnd: words("atd apod aj r hod min tis mil mld n.l př.n.l kč a.s s.r.o st stol"),
        starters: words(
            """
            V Ve Na A Ale On Ona Ono Oni My Vy Já Ty To Ten Ta Ti Tak Tam Tady Když Jestli Jak Co Kdo Kde Proč \
            Z Ze Do Od Po Pod Nad Při Pro Bez Před Ne Všichni Byl Byla Bylo Už Ještě Jen Potom Teď Dnes Zítra \
            Včera Jeho Její Jejich
            """
        ),
        hasOrdinalDots: true
    )
}
