import Foundation
import Testing

@testable import NarrateCheck

@Suite struct FourierTransformTests {
    private func power(_ samples: [Float]) -> [Float] {
        let transform = FourierTransform(size: samples.count)
        var memory = [Float](repeating: 0, count: 3 * transform.bins)
        samples.withUnsafeBufferPointer { samples in
            memory.withUnsafeMutableBufferPointer { memory in
                guard let source = samples.baseAddress, let base = memory.baseAddress else {
                    return
                }
                transform.power(
                    of: source,
                    base,
                    base + transform.bins,
                    into: base + 2 * transform.bins
                )
            }
        }
        return Array(memory[(2 * transform.bins)...])
    }

    @Test(arguments: [8, 64, 512])
    func `agrees with the definition`(size: Int) {
        let samples = Sound.noise(0.1, decibels: -20).samples.prefix(size).map { $0 }
        let fast = power(samples)
        for bin in [0, 1, 3, size / 2 - 1] {
            var (real, imaginary) = (0.0, 0.0)
            for (index, sample) in samples.enumerated() {
                let angle = 2 * Double.pi * Double(index) / Double(size)
                let weighted = Double(sample) * (0.5 - 0.5 * cos(angle))
                real += weighted * cos(angle * Double(bin))
                imaginary -= weighted * sin(angle * Double(bin))
            }
            let exact = real * real + imaginary * imaginary
            #expect(abs(Double(fast[bin]) - exact) < 1e-4 * max(exact, 0.1))
        }
    }

    @Test func `puts a tone where it belongs`() {
        let tone = Sound.tone(0.1, hertz: 22_050 * 40 / 512, amplitude: 1).samples.prefix(512)
        let spectrum = power(Array(tone))
        #expect(spectrum.indices.max { spectrum[$0] < spectrum[$1] } == 40)
    }
}

@Suite struct PitchTrackTests {
    @Test(arguments: [80.0, 120, 210, 330])
    func `finds the pitch of a buzz`(hertz: Double) throws {
        let samples: [Float] = (0..<Sound.rate).map { index in
            let phase = 2 * Double.pi * hertz * Double(index) / Double(Sound.rate)
            return Float((1...8).reduce(0.0) { $0 + sin(phase * Double($1)) / Double($1) } / 4)
        }
        let track = PitchTrack(samples, sampleRate: Sound.rate)
        let pitch = try #require(track.median(0..<track.octaves.count))
        #expect(abs(pitch - log2(hertz)) < 0.02)
    }

    @Test func `noise has none`() {
        let track = PitchTrack(Sound.noise(1, decibels: -20).samples, sampleRate: Sound.rate)
        #expect(track.median(0..<track.octaves.count) == nil)
    }
}
