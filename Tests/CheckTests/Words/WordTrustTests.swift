import Testing

@testable import NarrateCheck

@Suite struct WordTrustTests {
    @Test(arguments: [
        (7, 0, false, false),  // too little was heard
        (8, 0, true, false),
        (25, 3, true, false),
        (20, 3, false, false),
        (20, 6, false, true),  // a robot
    ])
    func `believes who understands`(heard: Int, doubts: Int, isBelieved: Bool, isGivenUp: Bool) {
        var trust = WordTrust()
        for number in 0..<heard { trust.note(isInDoubt: number < doubts) }
        #expect(trust.isBelieved == isBelieved)
        #expect(trust.isGivenUp == isGivenUp)
    }
}
