import Testing

@testable import NarrateIngest

@Suite struct ChapterPatternTests {
    @Test(arguments: [
        ("Chapter I. Down the Rabbit-Hole", ChapterPattern.Kind.chapter, 1, "Down the Rabbit-Hole"),
        ("CHAPTER TWENTY-ONE", .chapter, 21, ""),
        ("CHAPITRE PREMIER", .chapter, 1, ""),
        ("Erstes Kapitel", .chapter, 1, ""),
        ("Глава 3. Дорога", .chapter, 3, "Дорога"),
        ("Capítulo Décimo", .chapter, 10, ""),
        ("第三回 議溫明董卓叱丁原", .chapter, 3, "議溫明董卓叱丁原"),
        ("第一一八回", .chapter, 118, ""),  // digits by place
        ("第一百二十回", .chapter, 120, ""),
        ("제 3 장", .chapter, 3, ""),
        ("BOOK THE SECOND", .part, 2, ""),
        ("PREMIÈRE PARTIE", .part, 1, ""),
        ("Part II", .part, 2, ""),
        ("XIV.", .ordinal, 14, ""),
        ("12", .ordinal, 12, ""),
        ("三", .ordinal, 3, ""),
    ])
    func `knows the words of headings`(
        text: String,
        kind: ChapterPattern.Kind,
        number: Int,
        rest: String
    ) throws {
        let match = try #require(ChapterPattern.match(text))
        #expect(match.kind == kind)
        #expect(match.number == number)
        #expect(match.rest == rest)
    }

    @Test(arguments: [
        "Chapter and verse", "He read a chapter", "part.", "MIMIC", "", "第一次見面", "Liver",
    ])
    func `leaves sentences and words alone`(text: String) {
        #expect(ChapterPattern.match(text) == nil)
    }

    @Test(arguments: [("XLII", 42), ("iv", 4), ("Ⅻ", 12), ("MIX", 1009), ("IIII", 4)])
    func `reads roman numerals`(text: String, value: Int) {
        #expect(Numeral.roman(text) == value)
    }

    @Test(arguments: ["Iv", "DIMLY", "ABC", "VX1"])
    func `takes no word for a roman numeral`(text: String) {
        #expect(Numeral.roman(text) == nil)
    }
}
