import NarrateModel

/// Whether the voice falls silent inside the text.
///
/// - Name: `pause`.
/// - Measures: each silence inside the speech, in seconds.
/// - Limit: 1.5 s; 3.5 s where the text asks for a pause: a new line, `<break`, `[pause`.
/// - Limit from: fitted to sound and spoilt takes of offline voices.
/// - Severity: error.
struct PauseCheck: TakeCheck {
    var limits: CheckLimits

    func findings(in take: TakeMeasures, expecting: TakeExpectation) -> [Finding] {
        let limit = Self.asksForPause(expecting.text) ? limits.askedPause : limits.pause
        let steps = Int(limit / Envelope.step)
        return take.pauses.filter { $0.count > steps }.map { pause in
            Finding(
                check: "pause",
                severity: .error,
                message: "there is a long silence inside",
                measured: Double(pause.count) * Envelope.step,
                limit: limit,
                unit: "s",
                position: Double(pause.lowerBound) * Envelope.step
            )
        }
    }

    /// Break tags ask for up to three seconds; a new line is a new paragraph.
    static func asksForPause(_ text: String) -> Bool {
        text.contains("<break") || text.contains("\n") || text.contains("[pause")
    }
}
