import NarrateModel

/// Whether the signal is shifted from zero: it costs headroom and clicks at every join.
///
/// - Name: `offset`.
/// - Measures: mean of the samples, in % of full scale.
/// - Limit: 2 %.
/// - Limit from: fitted to sound and spoilt takes of offline voices.
/// - Severity: error.
struct OffsetCheck: TakeCheck {
    var limits: CheckLimits

    func findings(in take: TakeMeasures, expecting: TakeExpectation) -> [Finding] {
        guard abs(take.offset) > limits.offset else { return [] }
        return [
            Finding(
                check: "offset",
                severity: .error,
                message: "the signal is shifted from zero",
                measured: take.offset * 100,
                limit: limits.offset * 100,
                unit: "% of full scale"
            )
        ]
    }
}
