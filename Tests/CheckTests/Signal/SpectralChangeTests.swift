import Foundation
import Testing

@testable import NarrateCheck

@Suite struct SpectralChangeTests {
    /// Three seconds of a tone with overtones that goes up and down so many times a second.
    private static func wavering(_ times: Double) -> Sound {
        var phase = 0.0
        return Sound(
            samples: (0..<3 * Sound.rate).map { place in
                let time = Double(place) / Double(Sound.rate)
                phase += 2 * .pi * 500 * pow(2, sin(2 * .pi * times * time)) / Double(Sound.rate)
                return Float(0.3 * sin(phase) + 0.1 * sin(3 * phase) + 0.05 * sin(7 * phase))
            }
        )
    }

    @Test func `what changes faster has more haste, the louder no more`() throws {
        let slow = try #require(TakeMeasures(Self.wavering(1.5).signal).change)
        let fast = try #require(TakeMeasures(Self.wavering(1.5 * 1.15).signal).change)
        let soft = try #require(
            TakeMeasures(Self.wavering(1.5).mapped { 0.25 * $0 }.signal).change
        )
        #expect(fast.haste - slow.haste > 0.01 && fast.haste - slow.haste < 0.2)
        #expect(abs(soft.haste - slow.haste) < 0.01)
    }

    @Test func `next to nothing changes nothing`() {
        #expect(TakeMeasures(Sound.silence(3).signal).change == nil)
        #expect(TakeMeasures(Sound.speech(0.3).signal).change == nil)
    }
}
