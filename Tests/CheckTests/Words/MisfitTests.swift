import Testing

@testable import NarrateCheck

@Suite struct MisfitTests {
    @Test(
        arguments: [
            // One segment alone, two that only together are enough, and a good one between them.
            ([-10, 60, -10], [1..<2], [60]),
            ([-10, 30, 30, -10], [1..<3], [60]),
            ([30, -5, 30], [0..<3], [55]),
            ([60, -90, 70], [0..<1, 2..<3], [60, 70]),
            ([49, -90, 20], [], []),
            ([-10, -20], [], []),
            ([], [], []),
        ] as [([Double], [Range<Int>], [Double])]
    )
    func `adds up what touches`(excesses: [Double], runs: [Range<Int>], sums: [Double]) {
        let misfits = Misfit.all(in: excesses, over: 50)
        #expect(misfits.map(\.segments) == runs)
        #expect(misfits.map(\.excess) == sums)
    }

    @Test func `knows what adds most`() {
        #expect(Misfit.all(in: [0, 20, 45, 10], over: 50).map(\.worst) == [2])
    }
}
