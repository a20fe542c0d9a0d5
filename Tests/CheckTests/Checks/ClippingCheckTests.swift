import Testing

@testable import NarrateCheck

@Suite struct ClippingCheckTests {
    private let checker = TakeChecker()

    @Test(arguments: [2, 4, 8] as [Float])
    func `finds peaks that are cut off flat`(gain: Float) {
        let clipped = Sound.take.mapped { max(-0.3, min(0.3, $0 * gain)) }
        #expect(checker.words(of: clipped) == ["clipping error"])
    }

    @Test func `finds clipping that a codec has bent`() {
        let noise = Sound.noise(3, decibels: -45)
        let bent = Sound.take.mapped { max(-0.5, min(0.5, $0 * 8)) }.mixed(with: noise)
        #expect(checker.words(of: bent).contains("clipping error"))
    }

    @Test(arguments: [0.1, 0.5, 1, 3] as [Float])
    func `accepts speech of any level`(gain: Float) {
        #expect(checker.words(of: Sound.take.mapped { $0 * gain }).isEmpty)
    }
}
