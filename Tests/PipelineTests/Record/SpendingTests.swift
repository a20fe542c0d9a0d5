import NarrateModel
import Testing

@testable import NarratePipeline

@Suite struct SpendingTests {
    private let one = Fingerprint(hex: String(repeating: "1", count: 64))
    private let two = Fingerprint(hex: String(repeating: "2", count: 64))

    private func spending(limit: Int? = 100, looksUp: Bool = true) -> Spending {
        Spending(limit: limit, creditsPerCharacter: 1, looksUpLostAnswers: looksUp)
    }

    @Test func `leaves no room beyond the limit, what is in flight counted`() throws {
        let (one, two) = (try #require(one), try #require(two))
        var spending = spending()
        try spending.reserve(1, for: one, characters: 60)
        let error = #expect(throws: EngineError.self) {
            try spending.reserve(2, for: two, characters: 41)
        }
        #expect(error?.code == .quotaExceeded)
        try spending.reserve(3, for: two, characters: 40)
        #expect(spending.committed == 100)
    }

    @Test func `counts what an answer really cost, and expects as much of the next`() throws {
        let (one, two) = (try #require(one), try #require(two))
        var spending = spending()
        try spending.reserve(1, for: one, characters: 20)
        spending.answered(1, characters: 20, credits: Credits(60), isReclaimed: false)
        #expect(spending.committed == 60)
        #expect(spending.rate == 3)
        #expect(throws: EngineError.self) { try spending.reserve(2, for: two, characters: 20) }
        #expect(spending.surprise?.contains("cost 60 credits, 20 were expected") == true)
    }

    @Test func `listening is paid from the same limit`() throws {
        let one = try #require(one)
        var spending = spending()
        try spending.reserve(1, for: one, characters: 60)
        let kept = [spending.keep(41), spending.keep(40), spending.keep(0)]
        #expect(kept == [false, true, true])
        let hasRoom = spending.earmark(one, characters: 1)
        #expect(!hasRoom)
        spending.heard(for: 15, kept: 40)
        #expect(spending.committed == 75)
    }

    @Test func `gives back what was not charged`() throws {
        let one = try #require(one)
        var spending = spending()
        try spending.reserve(1, for: one, characters: 100)
        spending.lost(1, of: one, charge: .notPaid)
        try spending.reserve(2, for: one, characters: 100)
        #expect(spending.committed == 100)
    }

    @Test(arguments: [true, false])
    func `pays for a lost answer once where it can be looked up`(isFound: Bool) throws {
        let one = try #require(one)
        var spending = spending()
        try spending.reserve(1, for: one, characters: 100)
        spending.lost(1, of: one, charge: .maybePaid)
        try spending.reserve(2, for: one, characters: 100)
        spending.answered(2, characters: 100, credits: Credits(100), isReclaimed: isFound)
        #expect(spending.committed == 100)
        #expect(spending.spent == 100)
    }

    @Test func `keeps a lost answer counted where nobody can tell whether it was charged`() throws {
        let one = try #require(one)
        var spending = spending(looksUp: false)
        try spending.reserve(1, for: one, characters: 60)
        spending.lost(1, of: one, charge: .maybePaid)
        #expect(throws: EngineError.self) { try spending.reserve(2, for: one, characters: 60) }
    }

    @Test func `pays nothing for what an earlier run paid`() throws {
        let one = try #require(one)
        var spending = spending()
        try spending.reserve(1, for: one, characters: 60)
        spending.answered(1, characters: 60, credits: Credits(60), isReclaimed: true)
        #expect(spending.committed == 0)
        #expect(spending.spent == 0)
        #expect(spending.surprise == nil)
    }

    @Test func `keeps room for another take until it is sent`() throws {
        let (one, two) = (try #require(one), try #require(two))
        var spending = spending()
        let kept = [
            spending.earmark(one, characters: 60), spending.earmark(two, characters: 60),
            spending.earmark(one, characters: 60),
        ]
        #expect(kept == [true, false, true])
        #expect(throws: EngineError.self) { try spending.reserve(1, for: two, characters: 60) }
        // What was lost and not charged still has its room; what may have been charged is paid twice.
        try spending.reserve(2, for: one, characters: 60)
        spending.lost(2, of: one, charge: .notPaid)
        #expect(spending.committed == 60)
        try spending.reserve(3, for: one, characters: 60)
        spending.lost(3, of: one, charge: .maybePaid)
        #expect(throws: EngineError.self) { try spending.reserve(4, for: one, characters: 60) }
        #expect(spending.committed == 60)
    }

    @Test func `gives back what another take does not need any more`() throws {
        let one = try #require(one)
        var spending = spending()
        let isKept = spending.earmark(one, characters: 60)
        spending.release(one)
        spending.release(one)
        #expect(isKept && spending.committed == 0)
    }

    @Test func `shares a budget with other runs`() throws {
        let (one, two) = (try #require(one), try #require(two))
        let budget = SharedBudget(limit: 100)
        func run() -> Spending {
            Spending(limit: nil, creditsPerCharacter: 1, looksUpLostAnswers: true, shared: budget)
        }
        var (first, second) = (run(), run())
        try first.reserve(1, for: one, characters: 60)
        #expect(throws: EngineError.self) { try second.reserve(1, for: two, characters: 41) }
        #expect(budget.isUsedUp)
        // A request that was not charged leaves room again; one that cost more takes it.
        first.lost(1, of: one, charge: .notPaid)
        #expect(budget.left == 100)
        try second.reserve(2, for: two, characters: 50)
        second.answered(2, characters: 50, credits: Credits(70), isReclaimed: false)
        #expect(budget.left == 30)
        let kept = [first.earmark(one, characters: 31), first.earmark(one, characters: 30)]
        #expect(kept == [false, true])
        #expect(budget.left == 0)
        first.releaseAll()
        #expect(budget.left == 30)
    }
}
