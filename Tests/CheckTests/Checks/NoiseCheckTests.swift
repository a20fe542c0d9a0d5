import NarrateModel
import Testing

@testable import NarrateCheck

@Suite struct NoiseCheckTests {
    private let checker = TakeChecker()

    @Test(arguments: [-45.0, -38])
    func `finds hiss behind the speech`(decibels: Double) {
        let noisy = Sound.take.mixed(with: Sound.noise(2.8, decibels: decibels))
        #expect(checker.words(of: noisy).contains("noise error"))
    }

    @Test(arguments: [50.0, 60])
    func `finds hum and calls it so`(hertz: Double) {
        let hum = Sound.tone(2.8, hertz: hertz, amplitude: 0.02)
            .mixed(with: Sound.tone(2.8, hertz: 2 * hertz, amplitude: 0.01))
        #expect(checker.words(of: Sound.take.mixed(with: hum)).contains("hum error"))
    }

    @Test func `accepts a quiet room`() {
        let room = Sound.take.mixed(with: Sound.noise(2.8, decibels: -66))
        #expect(checker.words(of: room).isEmpty)
    }

    @Test func `knows what floor the voice is used to`() {
        let room = Sound.take.mixed(with: Sound.noise(2.8, decibels: -52))
        #expect(checker.words(of: room).isEmpty)
        #expect(checker.words(of: room, voice: .sound).contains("noise error"))
    }
}
