/// Capitalised words every English voice knows.
enum FamiliarNames {
    static let words = SentenceRules.words(
        """
        Mr Mrs Ms Miss Dr Sir Madam Lord Lady King Queen Prince Princess God Jesus Christ Heaven \
        Christian Christmas Easter Bible Monday Tuesday Wednesday Thursday Friday Saturday Sunday \
        January February March April May June July August September October November December \
        English England British Britain French France German Germany American America Americans \
        Italian Italy Spanish Spain Russian Russia Chinese China Japan Japanese India Indian Greek \
        Greece Roman Rome London Paris York Europe European Africa African Asia Australia Canada \
        Ireland Irish Scotland Scottish Boston California Chicago Washington Texas Atlantic Pacific \
        John James William George Charles Henry Thomas Robert Edward Richard David Joseph Peter Paul \
        Mark Luke Matthew Michael Daniel Samuel Benjamin Andrew Philip Simon Adam Alexander Arthur \
        Albert Alfred Frank Fred Harry Jack Jim Joe Sam Tom Tim Will Bill Bob Ben Dan Dick Ned Mary \
        Elizabeth Anne Anna Ann Jane Sarah Emma Alice Margaret Catherine Kate Helen Susan Lucy Emily \
        Charlotte Rose Ellen Martha Ruth Rachel Rebecca Laura Julia Smith Jones Brown White Black \
        Green Johnson Wilson Taylor Street Road Avenue Chapter Book Part Captain Colonel Doctor \
        Professor General President Bay River Mount Lake North South East West Moon Earth Sun
        """
    )
}
