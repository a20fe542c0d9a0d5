import Testing

@testable import NarrateCheck

@Suite struct SpokenVariantsTests {
    @Test(arguments: [
        ("isn't", "IH Z AH N T", ["IH Z N T", "IH Z EH N T"]), ("don't", "D OW N T", []),
        ("they're", "DH EH R", ["DH EY R"]), ("poor", "P UW R", ["P UH R", "P AO R"]),
        ("tour", "T UH R", ["T AO R"]), ("her", "HH ER", ["ER"]),
        ("her", "h E6", []), ("ma'am", "M AE M", ["M AA M", "M AH M"]),
        ("gate", "G EY T", []),
    ])
    func `knows other ways of saying a word`(word: String, phones: String, others: [String]) {
        #expect(SpokenVariants.of(word, phones: phones) == others)
    }
}
