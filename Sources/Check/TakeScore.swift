import NarrateModel

/// How bad a take is, so that the best of several is kept and the worst are listened to first.
///
/// What a listener misses weighs more than what only disturbs: text that is not spoken cannot be heard
/// by anybody, a pause that is too long can be lived with.
package enum TakeScore {
    /// What an error weighs at least: a take below that has none.
    package static let error = 10.0
    /// How far beyond its limit a figure counts at most.
    private static let mostExcess = 5.0
    /// Errors that take text away or put some there, and the absence of all sound.
    private static let weights = [
        "silence": 100.0, "truncation": 20, "duration": 20, "repetition": 16, "cutEnd": 16,
        "cutStart": 16,
    ]

    /// The score of a take of which this was found; 0 when nothing was.
    static func score(of findings: [Finding]) -> Double {
        findings.reduce(0) { sum, finding in
            switch finding.severity {
            case .error: sum + (weights[finding.check] ?? error) + excess(finding)
            case .warning: sum + 1 + excess(finding) / 10
            case .info: sum
            }
        }
    }

    /// How far beyond its limit a figure is; orders takes with the same findings.
    private static func excess(_ finding: Finding) -> Double {
        guard let measured = finding.measured, let limit = finding.limit else { return mostExcess }
        let distance = limit == 0 ? abs(measured) : abs(measured - limit) / max(abs(limit), 1e-6)
        return min(mostExcess, distance)
    }
}
