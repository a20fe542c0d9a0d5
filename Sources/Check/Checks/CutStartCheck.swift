import NarrateAudio
import NarrateModel

/// Whether the beginning is missing.
///
/// Speech begins near zero, a cut begins anywhere; and a voice that always takes a breath before it
/// speaks does not start in the middle of a sound.
///
/// - Measures: first sample against the peak, as a factor; first millisecond against the speech, in dB.
/// - Limit: 0.12; −1.5 dB.
/// - Limit from: fitted to sound and spoilt takes of offline voices.
/// - Severity: error.
struct CutStartCheck: TakeCheck {
    var limits: CheckLimits

    func findings(in signal: TakeSignal, expecting: TakeExpectation) -> [Finding] {
        guard !signal.envelope.active.isEmpty else { return [] }
        return Array([step(signal), onset(signal, expecting.voice)].compactMap(\.self).prefix(1))
    }

    private func step(_ signal: TakeSignal) -> Finding? {
        let peak = signal.mono.withUnsafeBufferPointer { samplePeak(of: $0) }
        let first = signal.mono.prefix(2).reduce(0) { max($0, abs($1)) }
        guard peak > 0, Double(first / peak) > limits.startStep else { return nil }
        return Finding(
            check: "cutStart",
            severity: .error,
            message: "it begins in the middle of a sound",
            measured: Double(first / peak) * 100,
            limit: limits.startStep * 100,
            unit: "% of the peak",
            position: 0
        )
    }

    private func onset(_ signal: TakeSignal, _ voice: VoiceProfile?) -> Finding? {
        let level = signal.onsetLevel
        // Of a voice that is always silent at first, much less is too much.
        let limit =
            voice.map { max(-20, min(limits.startLevel, $0.onset.high + 10)) }
            ?? limits.startLevel
        guard level > limit else { return nil }
        return Finding(
            check: "cutStart",
            severity: .error,
            message: "it begins in the middle of a sound",
            measured: level,
            limit: limit,
            unit: "dB",
            position: 0
        )
    }
}
