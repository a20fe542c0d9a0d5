import Foundation
import NarrateModel

@testable import NarrateCheck

/// Signals of known faults: vowels in syllables, as much like speech as a check can tell.
struct Sound: Sendable {
    var samples: [Float] = []
    static let rate = 22_050

    /// Four syllables a second: a buzz of twelve harmonics that swells and fades.
    static func speech(_ seconds: Double) -> Sound {
        Sound(samples: Array(monologue[..<Int(seconds * Double(rate))]))
    }

    private static let monologue: [Float] = {
        let breath = noise(31, decibels: -38)
        return (0..<31 * rate).map { index in
            let time = Double(index) / Double(rate)
            let phase = 2 * .pi * (120 * time + 2 * sin(time * 3) + 0.7 * sin(time * 7.3))
            // Each harmonic follows from the two below it.
            let turn = 2 * cos(phase)
            var (before, current, sum) = (0.0, sin(phase), 0.0)
            for number in 1...12 {
                sum += current / Double(number)
                (before, current) = (current, turn * current - before)
            }
            let syllable = pow(sin(.pi * (time * 4).truncatingRemainder(dividingBy: 1)), 2)
            return Float(syllable) * (Float(0.15 * sum) + breath.samples[index])
        }
    }()

    static func silence(_ seconds: Double) -> Sound {
        Sound(samples: [Float](repeating: 0, count: Int(seconds * Double(rate))))
    }

    /// White noise of a level in dBFS RMS; the same each time.
    static func noise(_ seconds: Double, decibels: Double) -> Sound {
        var state: UInt64 = 88_172_645_463_325_252
        let amplitude = Float(pow(10, decibels / 20) * 3.0.squareRoot())
        return Sound(
            samples: (0..<Int(seconds * Double(rate))).map { _ in
                state ^= state << 13
                state ^= state >> 7
                state ^= state << 17
                return amplitude * (Float(state >> 40) / Float(1 << 23) - 1)
            }
        )
    }

    static func tone(_ seconds: Double, hertz: Double, amplitude: Float) -> Sound {
        Sound(
            samples: (0..<Int(seconds * Double(rate))).map {
                amplitude * Float(sin(2 * .pi * hertz * Double($0) / Double(rate)))
            }
        )
    }

    /// A healthy take of two and a half seconds with the edges engines leave.
    static let take = silence(0.05) + speech(2.5) + silence(0.25)
    /// A text it could be of.
    static let text = "It was the best of times, it was the worst of times."

    static func + (left: Sound, right: Sound) -> Sound {
        Sound(samples: left.samples + right.samples)
    }

    /// Both at once.
    func mixed(with other: Sound) -> Sound {
        Sound(
            samples: samples.indices.map { index in
                samples[index] + (index < other.samples.count ? other.samples[index] : 0)
            }
        )
    }

    /// Without what is above a frequency, roughly: three passes of a running mean.
    func muffled(hertz: Double) -> Sound {
        let width = Int(Double(Self.rate) / hertz / 2)
        return (0..<3).reduce(self) { sound, _ in
            var sum: Float = 0
            return Sound(
                samples: sound.samples.indices.map { index in
                    sum += sound.samples[index]
                    if index >= width { sum -= sound.samples[index - width] }
                    return sum / Float(width)
                }
            )
        }
    }

    /// As if spoken by somebody else: played faster, so pitch and timbre are higher.
    func played(_ factor: Double) -> Sound {
        Sound(
            samples: (0..<Int(Double(samples.count) / factor)).map {
                samples[Int(Double($0) * factor)]
            }
        )
    }

    func mapped(_ change: (Float) -> Float) -> Sound { Sound(samples: samples.map(change)) }

    /// The last moments fading to nothing.
    func faded(_ seconds: Double) -> Sound {
        let length = Int(seconds * Double(Self.rate))
        let start = samples.count - length
        return Sound(
            samples: samples.enumerated().map { index, sample in
                index < start
                    ? sample : sample * pow(Float(samples.count - index) / Float(length), 2)
            }
        )
    }

    func cut(from start: Double = 0, to end: Double) -> Sound {
        let rate = Double(Self.rate)
        return Sound(samples: Array(samples[Int(start * rate)..<Int(end * rate)]))
    }

    var signal: TakeSignal {
        TakeSignal(
            AudioBuffer(
                format: AudioFormat(sampleRate: Self.rate, channels: 1),
                // As 16 bits would keep it.
                samples: samples.map { (max(-1, min(1, $0)) * 32_767).rounded() / 32_768 }
            )
        )
    }

    /// A WAV file, complete or with a header that promises more.
    func wave(promising extra: Double = 0) -> Data {
        func bytes(_ value: Int, _ count: Int) -> [UInt8] {
            (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
        }
        let size = samples.count * 2 + Int(extra * Double(Self.rate)) * 2
        var data = Data("RIFF".utf8 + bytes(size + 36, 4) + Array("WAVEfmt ".utf8))
        data += bytes(16, 4) + bytes(1, 2) + bytes(1, 2) + bytes(Self.rate, 4)
        data += bytes(Self.rate * 2, 4) + bytes(2, 2) + bytes(16, 2)
        data += Data("data".utf8 + bytes(size, 4))
        for sample in samples {
            data += bytes(Int((max(-1, min(1, sample)) * 32_767).rounded()), 2)
        }
        return data
    }
}

extension TakeChecker {
    /// Words of the findings of a sound, with their severity: `silence error`.
    func words(of sound: Sound, text: String = Sound.text, voice: VoiceProfile? = nil) -> [String] {
        let expectation = TakeExpectation(text: text, voice: voice)
        return examination(of: sound.signal, expecting: expectation).verdict.findings
            .map { "\($0.check) \($0.severity.rawValue)" }
    }
}

extension VoiceProfile {
    /// What the voice of `Sound` is used to, learned from takes of two and three seconds.
    static let sound: VoiceProfile? = VoiceProfile(
        (0..<VoiceProfile.settled).map { number in
            let number = number % 12
            let start = Double(number)
            let speech = Sound.speech(30).cut(from: start, to: start + 2 + Double(number / 6))
            let take = Sound.silence(0.05) + speech.faded(0.05) + Sound.silence(0.25)
            let text = String(repeating: "it was the best of times and ", count: 2 + number / 6)
            return TakeFigures(TakeMeasures(take.signal), text: text)
        }
    )
}
