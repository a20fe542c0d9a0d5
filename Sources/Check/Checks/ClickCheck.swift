import NarrateModel

/// Whether there is a click: a sample that nothing around it explains.
///
/// - Name: `click`.
/// - Measures: difference of a sample from what its neighbours predict, against that of the others within 12 ms, as a
///   factor.
/// - Limit: 6.8 (1.6 times the voice's 95th percentile, if more).
/// - Limit from: the voice; fitted to sound and spoilt takes of offline voices.
/// - Severity: error.
struct ClickCheck: TakeCheck {
    var limits: CheckLimits

    func findings(in take: TakeMeasures, expecting: TakeExpectation) -> [Finding] {
        // Voices that are put together from recorded pieces click a little where these meet.
        let usual = expecting.voice?.click.map { 1.6 * $0.high } ?? 0
        let limit = max(limits.click, usual)
        guard let worst = take.click, worst.ratio > limit else { return [] }
        return [
            Finding(
                check: "click",
                severity: .error,
                message: "there is a click",
                measured: worst.ratio,
                limit: limit,
                unit: "× its surroundings",
                position: worst.position
            )
        ]
    }
}
