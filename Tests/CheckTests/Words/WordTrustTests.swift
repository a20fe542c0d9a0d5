import Testing

@testable import NarrateCheck

@Suite struct WordTrustTests {
    @Test(arguments: [
        (7, 0, false, false),  // too little was heard
        (8, 0, true, false),
        (25, 3, true, false),
        (20, 3, false, false),
        (20, 6, false, false),  // worth some trials
        (20, 12, false, true),  // a robot
    ])
    func `believes who understands`(heard: Int, doubts: Int, isBelieved: Bool, isGivenUp: Bool) {
        var trust = WordTrust()
        for number in 0..<heard { trust.note(isInDoubt: number < doubts) }
        #expect(trust.isBelieved == isBelieved)
        #expect(trust.isGivenUp == isGivenUp)
    }

    /// A listener that left every fourth take in doubt, and what other takes of those said.
    private func trust(heard: Int = 16, cleared: Int, inVain: Int) -> WordTrust {
        var trust = WordTrust()
        for number in 0..<heard { trust.note(isInDoubt: number % 4 == 0) }
        for _ in 0..<cleared { trust.note(isCleared: true) }
        for _ in 0..<inVain { trust.note(isCleared: false) }
        return trust
    }

    @Test(arguments: [
        (0, 0, false),
        (1, 0, false),  // chance may have cleared that one
        (3, 0, true),  // faults of takes
        (3, 1, false),
        (6, 1, true),
        (0, 4, false),  // its own
    ])
    func `believes whose doubts other takes clear`(cleared: Int, inVain: Int, isBelieved: Bool) {
        #expect(trust(cleared: cleared, inVain: inVain).isBelieved == isBelieved)
    }

    @Test func `is tried until it was in vain too often`() {
        #expect(!WordTrust().isOnTrial, "too little was heard")
        #expect(trust(heard: 8, cleared: 0, inVain: 0).isOnTrial)
        #expect(!trust(heard: 8, cleared: 0, inVain: 1).isOnTrial)
        #expect(trust(cleared: 0, inVain: 1).isOnTrial)
        #expect(!trust(cleared: 0, inVain: 2).isOnTrial)
        #expect(!trust(heard: 100, cleared: 0, inVain: 4).isOnTrial)
        #expect(!trust(cleared: 3, inVain: 0).isOnTrial, "it is believed")
        var deaf = WordTrust()
        for number in 0..<20 { deaf.note(isInDoubt: number % 3 > 0) }
        #expect(!deaf.isOnTrial)
        #expect(deaf.isGivenUp)
    }

    @Test func `is given up when its trials come to nothing`() {
        var trust = WordTrust()
        for number in 0..<20 { trust.note(isInDoubt: number % 3 == 0) }
        #expect(!trust.isGivenUp)
        for _ in 0..<2 { trust.note(isCleared: false) }
        #expect(trust.isGivenUp)
    }
}
