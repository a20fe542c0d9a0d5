import Testing

@Suite struct GoldenRulesTests {
    @Test func `the golden rules hold in English, and nowhere less than with pysbd`() throws {
        let rules = try GoldenRules()
        let english = try #require(rules.scores["en"])
        #expect(Double(english.ours) >= 0.95 * Double(english.cases), "\(rules.table)")
        for (language, score) in rules.scores {
            #expect(score.ours >= score.pysbd, "\(language): \(score)")
        }
        #expect(rules.scores.count == 11)
    }
}
