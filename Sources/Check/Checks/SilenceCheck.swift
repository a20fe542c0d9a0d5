import NarrateAudio
import NarrateModel

/// Whether there is any sound, loud enough to be speech.
struct SilenceCheck: TakeCheck {
    var limits: CheckLimits

    func findings(in signal: TakeSignal, expecting: TakeExpectation) -> [Finding] {
        let loudest = signal.envelope.levels.max() ?? Decibels.silence
        guard loudest > limits.soundLevel else {
            return [
                Finding(
                    check: "silence",
                    severity: .error,
                    message: "there is no sound",
                    measured: loudest,
                    limit: limits.soundLevel,
                    unit: "dBFS"
                )
            ]
        }
        let speech = signal.envelope.speech
        guard speech <= limits.speechLevel else { return [] }
        return [
            Finding(
                check: "silence",
                severity: .error,
                message: "there is next to no sound",
                measured: speech,
                limit: limits.speechLevel,
                unit: "dBFS"
            )
        ]
    }
}
