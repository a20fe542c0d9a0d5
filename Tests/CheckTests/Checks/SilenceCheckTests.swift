import Testing

@testable import NarrateCheck

@Suite struct SilenceCheckTests {
    private let checker = TakeChecker()

    @Test(arguments: [0, 0.01, 2.8])
    func `finds digital silence`(seconds: Double) {
        #expect(checker.words(of: Sound.silence(seconds)).contains("silence error"))
    }

    @Test func `finds nothing but noise far below speech`() {
        let noise = Sound.noise(2.8, decibels: -58)
        #expect(checker.words(of: noise).contains("silence error"))
    }

    @Test func `finds speech nobody would hear`() {
        let faint = Sound.take.mapped { $0 / 100 }
        #expect(checker.words(of: faint).contains("silence error"))
    }

    @Test func `accepts soft speech`() {
        let soft = Sound.take.mapped { $0 / 8 }
        #expect(checker.words(of: soft).isEmpty)
    }
}
