import Testing

@testable import NarrateSynthesize

@Suite struct PaceTests {
    @Test func `falls by a third when it is refused, once for requests sent together`() {
        var pace = Pace(limit: 10)
        for request in 0..<4 { pace.refused(request: request, sent: 10) }
        #expect(pace.slots == 7)
        pace.refused(request: 10, sent: 12)
        #expect(pace.slots == 4)
    }

    @Test func `rises slowly and never above the limit`() {
        var pace = Pace(limit: 5)
        pace.refused(request: 0, sent: 5)
        #expect(pace.slots == 3)
        var successes = 0
        while pace.slots < 5, successes < 100 {
            pace.succeeded()
            successes += 1
        }
        #expect((5...12).contains(successes))
        for _ in 0..<100 { pace.succeeded() }
        #expect(pace.slots == 5)
    }

    @Test func `never falls below one`() {
        var pace = Pace(limit: 2)
        for sent in 0..<20 { pace.refused(request: sent, sent: sent + 1) }
        #expect(pace.slots == 1)
    }

    @Test func `takes over a lower limit that the service names`() {
        var pace = Pace(limit: 10)
        pace.learn(limit: 3)
        #expect(pace.slots == 3)
        for _ in 0..<100 { pace.succeeded() }
        #expect(pace.slots == 3)
    }

    @Test(arguments: [(false, 2), (true, 15)])
    func `takes over a higher limit only where it may grow`(mayGrow: Bool, slots: Int) {
        var pace = Pace(limit: 2, mayGrow: mayGrow)
        pace.learn(limit: 15)
        #expect(pace.slots == slots)
    }
}
