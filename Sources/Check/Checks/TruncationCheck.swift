import NarrateModel

/// Whether the file holds all the audio it promises.
///
/// - Name: `truncation`.
/// - Measures: seconds that the container promises and does not hold.
/// - Limit: 0.05 s: two frames of MP3.
/// - Limit from: the container.
/// - Severity: error.
struct TruncationCheck: TakeCheck {
    var limits: CheckLimits

    func findings(in take: TakeMeasures, expecting: TakeExpectation) -> [Finding] {
        guard take.missing > limits.missing else { return [] }
        return [
            Finding(
                check: "truncation",
                severity: .error,
                message: "the file was cut: it promises more audio than it holds",
                measured: take.missing,
                limit: limits.missing,
                unit: "s",
                position: take.duration
            )
        ]
    }
}
