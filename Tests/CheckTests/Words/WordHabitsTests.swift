import Testing

@testable import NarrateCheck

@Suite struct WordHabitsTests {
    @Test(
        arguments: [
            ([], 0),
            ([-20.0, -30, -10], 0),
            // One take says half of it.
            ([60], 30),
            // The other may be of a take that says another word.
            ([60, 200], 60),
            ([60, 50, 200], 60),
            ([-10, -5, 200], 0),
        ] as [([Double], Double)]
    )
    func `expects of a word what most of its takes had`(heard: [Double], expected: Double) {
        var habits = WordHabits()
        for excess in heard { habits.note([.init(word: "who", excess: excess)]) }
        #expect(habits.excess(of: "who") == expected)
        #expect(habits.excess(of: "whom") == 0)
    }

    @Test func `remembers the first takes of a word`() {
        var habits = WordHabits()
        habits.note([.init(word: "poor", excess: 40)])
        habits.note((0..<100).map { _ in .init(word: "poor", excess: 40) })
        habits.note((0..<100).map { _ in .init(word: "poor", excess: 90) })
        #expect(habits.excess(of: "poor") == 40)
    }
}
