import Glibc
import NarrateModel

/// Whether the take is spoken as fast as the voice speaks such sounds.
///
/// - Name: `pace`.
/// - Measures: seconds of speech without its pauses against the sounds of the text, and how soon its spectrum changes
///   (`SpectralChange`), weighed as the voice's takes show (`Pace`), as a factor of its usual speed; in texts of at
///   least 20 sounds, from 30 takes on.
/// - Limit: in logarithms, faster by 1.9 standard deviations, and 7 more over the root of the number of sounds, and at
///   least 6.5 %; slower by 4 and at least 16 %.
/// - Limit from: the voice; fitted to sound and spoilt takes of offline voices.
/// - Severity: warning, which is worth another take: some texts are said faster than their sounds tell.
struct PaceCheck: TakeCheck {
    var limits: CheckLimits

    /// Fewer sounds tell more of their own than of the voice.
    private static let fewSounds: Float = 20

    func findings(in take: TakeMeasures, expecting: TakeExpectation) -> [Finding] {
        guard let sounds = expecting.sounds,
            let (speed, deviation) = Self.speed(of: take, expecting: expecting)
        else { return [] }
        let spreads = limits.fastSpreads + limits.fewSoundsSpreads / sqrt(Double(sounds.total))
        let fastest = max(limits.fast, spreads * deviation)
        let slowest = -max(limits.slow, limits.slowSpreads * deviation)
        if speed > fastest { return [finding("too fast", speed, fastest)] }
        if speed < slowest { return [finding("too slowly", speed, slowest)] }
        return []
    }

    /// How much faster a take is than its voice, as a logarithm, and the standard deviation of that; `nil` where the
    /// voice, or how the text is read, is not known.
    static func speed(
        of take: TakeMeasures,
        expecting: TakeExpectation
    ) -> (speed: Double, deviation: Double)? {
        guard let voice = expecting.voice?.pace, let sounds = expecting.sounds,
            sounds.total >= fewSounds, let change = take.change, take.articulation > 0
        else { return nil }
        return (
            voice.speed(of: sounds, in: take.articulation, change: change),
            voice.deviation(for: sounds)
        )
    }

    private func finding(_ how: String, _ speed: Double, _ limit: Double) -> Finding {
        Finding(
            check: Finding.pace,
            severity: .warning,
            message: "it is spoken \(how) for this voice",
            measured: exp(speed),
            limit: exp(limit),
            unit: "× its usual speed"
        )
    }
}
