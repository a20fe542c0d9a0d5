import Glibc
import NarrateModel

/// Whether there is noise where there should be silence: hiss or hum behind the speech.
///
/// The quietest 100 ms are held against the speech and against what the voice is used to. A take
/// without any pause has no such moment and is not judged.
///
/// - Names: `noise`; `hum` where more than half of it is the mains' frequency and its harmonics.
/// - Measures: quietest 100 ms, in dBFS, in takes of over 0.6 s, where it is steady.
/// - Limit: 28 dB under the speech; of a voice that is known also 8 dB (four spreads, if more) over its median, but not
///   less than −60 dBFS.
/// - Limit from: the voice; fitted to sound and spoilt takes of offline voices.
/// - Severity: error.
struct NoiseCheck: TakeCheck {
    var limits: CheckLimits

    func findings(in take: TakeMeasures, expecting: TakeExpectation) -> [Finding] {
        guard take.duration > 0.6, !take.active.isEmpty else { return [] }
        var limit = take.speechLevel + limits.floor
        if let voice = expecting.voice {
            limit = max(-60, min(limit, voice.floor.middle + max(8, 4 * voice.floor.spread)))
        }
        guard take.floor.level > limit, take.floor.isSteady else { return [] }
        let hum = take.floor.humShare
        return [
            Finding(
                check: hum > 0.5 ? "hum" : "noise",
                severity: .error,
                message: "there is \(hum > 0.5 ? "a hum" : "noise") where it should be silent",
                measured: take.floor.level,
                limit: limit,
                unit: "dBFS",
                position: take.floor.position
            )
        ]
    }

    /// The quietest 100 ms.
    struct Floor: Sendable, Equatable {
        /// dBFS RMS.
        var level: Double
        /// Where it begins, in seconds.
        var position: Double
        var isSteady: Bool
        /// Share of the mains' frequency and its harmonics, 0 to 1; 0 where it is not steady.
        var humShare = 0.0

        init(_ signal: TakeSignal) {
            level = signal.envelope.floor
            position = Double(signal.envelope.quietest) * Envelope.step
            isSteady = NoiseCheck.isSteady(signal.envelope)
            if isSteady, level > Envelope.silence { humShare = NoiseCheck.humShare(signal) }
        }
    }

    /// Noise stays, and nothing is below it; the gap between two words is a valley between hills.
    private static func isSteady(_ envelope: Envelope) -> Bool {
        let near = envelope.levels.count { abs($0 - envelope.floor) < 4 }
        let below = envelope.levels.count { $0 < envelope.floor - 6 }
        return near >= 15 && Double(near) > 0.04 * Double(envelope.levels.count) && below <= 2
    }

    /// Share of the mains' frequency and its harmonics in the quietest moment, 0 to 1.
    private static func humShare(_ signal: TakeSignal) -> Double {
        let rate = Double(signal.format.sampleRate)
        let length = Int(rate / 10)
        let start = signal.envelope.quietest * Int(rate / 100)
        guard start + length <= signal.mono.count else { return 0 }
        let window = signal.mono[start..<start + length]
        let mean = window.reduce(0, +) / Float(length)
        let energy = window.reduce(0.0) { $0 + Double(($1 - mean) * ($1 - mean)) }
        guard energy > 0 else { return 0 }
        // 100 ms hold whole periods of 50 and of 60 Hz.
        let shares = [50.0, 60.0].map { mains in
            (1...5).reduce(0.0) { sum, harmonic in
                let step = 2 * Double.pi * mains * Double(harmonic) / rate
                var (real, imaginary) = (0.0, 0.0)
                for (index, sample) in window.enumerated() {
                    real += Double(sample - mean) * cos(step * Double(index))
                    imaginary += Double(sample - mean) * sin(step * Double(index))
                }
                return sum + 2 * (real * real + imaginary * imaginary) / Double(length)
            } / energy
        }
        return shares.max() ?? 0
    }
}
