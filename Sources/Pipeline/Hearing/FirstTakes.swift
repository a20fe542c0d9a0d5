import NarrateModel

/// Watches the first takes of a run: when all of them fail the same way, it is a setting, not luck.
struct FirstTakes: Sendable {
    /// So many say enough.
    static let enough = 5

    private var seen: Set<Fingerprint> = []
    /// Checks that every take failed, `nil` before the first.
    private var common: Set<String>?

    /// Takes note of a take; returns the error all have, once there are enough of them.
    mutating func note(_ verdict: Verdict, of fingerprint: Fingerprint) -> Finding? {
        guard seen.count < Self.enough, common != [], seen.insert(fingerprint).inserted else {
            return nil
        }
        let errors = verdict.findings.filter { $0.severity == .error }
        let checks = Set(errors.map(\.check))
        let left = common?.intersection(checks) ?? checks
        common = left
        guard seen.count == Self.enough else { return nil }
        return errors.first { left.contains($0.check) }
    }
}

extension ProjectError {
    /// The first takes all have the same fault.
    static func faultySetting(_ finding: Finding) -> Self {
        Self(
            code: .faultyTakes,
            message: "the first \(FirstTakes.enough) takes all fail the same way: "
                + "\(finding.message)\(finding.figures.inBrackets)",
            hint: "that is a setting, not luck: try another voice, model, voice setting or output "
                + "format, or keep what comes with --retakes 0"
        )
    }
}
