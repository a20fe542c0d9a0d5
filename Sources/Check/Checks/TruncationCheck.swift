import NarrateModel

/// Whether the file holds all the audio it promises.
///
/// - Measures: seconds that the container promises and does not hold.
/// - Limit: 0.05 s: two frames of MP3.
/// - Limit from: the container.
/// - Severity: error.
struct TruncationCheck: TakeCheck {
    var limits: CheckLimits

    func findings(in signal: TakeSignal, expecting: TakeExpectation) -> [Finding] {
        guard let expected = signal.expectedFrames else { return [] }
        let missing = Double(expected - signal.mono.count) / Double(signal.format.sampleRate)
        guard missing > limits.missing else { return [] }
        return [
            Finding(
                check: "truncation",
                severity: .error,
                message: "the file was cut: it promises more audio than it holds",
                measured: missing,
                limit: limits.missing,
                unit: "s",
                position: signal.duration
            )
        ]
    }
}
