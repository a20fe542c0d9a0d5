import NarrateModel

/// Whether there is any sound, loud enough to be speech.
///
/// - Name: `silence`.
/// - Measures: loudest 10 ms and level of the speech, in dBFS.
/// - Limit: −55 dBFS; −50 dBFS.
/// - Limit from: fitted to sound and spoilt takes of offline voices.
/// - Severity: error.
struct SilenceCheck: TakeCheck {
    var limits: CheckLimits

    func findings(in take: TakeMeasures, expecting: TakeExpectation) -> [Finding] {
        guard take.loudest > limits.soundLevel else {
            return [
                Finding(
                    check: "silence",
                    severity: .error,
                    message: "there is no sound",
                    measured: take.loudest,
                    limit: limits.soundLevel,
                    unit: "dBFS"
                )
            ]
        }
        guard take.speechLevel <= limits.speechLevel else { return [] }
        return [
            Finding(
                check: "silence",
                severity: .error,
                message: "there is next to no sound",
                measured: take.speechLevel,
                limit: limits.speechLevel,
                unit: "dBFS"
            )
        ]
    }
}
