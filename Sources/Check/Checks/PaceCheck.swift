import Glibc
import NarrateModel

/// Whether the take is spoken as fast as the voice speaks such sounds.
///
/// - Measures: seconds of speech without its pauses against the sounds of the text (`Pace`).
/// - Limit: too fast by 2.1 standard deviations, more of few sounds, and at least 7 %; too slow by 3.2 and 10 %.
/// - Limit from: the voice; fitted to sound and spoilt takes of offline voices.
/// - Severity: warning, which is worth another take: some texts are said faster than their sounds tell.
struct PaceCheck: TakeCheck {
    var limits: CheckLimits

    /// Fewer sounds tell more of their own than of the voice.
    private static let fewSounds: Float = 20

    func findings(in take: TakeMeasures, expecting: TakeExpectation) -> [Finding] {
        guard let voice = expecting.voice?.pace, let sounds = expecting.sounds,
            sounds.total >= Self.fewSounds
        else { return [] }
        let usual = voice.seconds(for: sounds)
        let deviation = voice.deviation(for: sounds)
        guard usual > 0, take.articulation > 0 else { return [] }
        let spreads = limits.fastSpreads + limits.fewSoundsSpreads / sqrt(Double(sounds.total))
        let shortest = usual * exp(-max(limits.fast, spreads * deviation))
        let longest = usual * exp(max(limits.slow, limits.slowSpreads * deviation))
        if take.articulation < shortest { return [finding("too fast", take, shortest)] }
        if take.articulation > longest { return [finding("too slowly", take, longest)] }
        return []
    }

    private func finding(_ how: String, _ take: TakeMeasures, _ limit: Double) -> Finding {
        Finding(
            check: Finding.pace,
            severity: .warning,
            message: "it is spoken \(how) for this voice",
            measured: take.articulation,
            limit: limit,
            unit: "s"
        )
    }
}
