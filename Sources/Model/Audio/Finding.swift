/// Something a check found in a take or a master.
package struct Finding: Sendable, Equatable, Codable {
    /// How bad it is.
    package enum Severity: String, Sendable, Codable, Comparable {
        case info, warning, error

        private var rank: Int {
            switch self {
            case .info: 0
            case .warning: 1
            case .error: 2
            }
        }

        /// Orders by gravity.
        package static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }
    }

    /// The check's word: `silence`, `clipping`, `duration`.
    package var check: String
    package var severity: Severity
    /// One sentence for people.
    package var message: String
    package var measured: Double?
    package var limit: Double?
    /// Unit of both figures, such as `dBFS`, `s`, `LUFS` or `dBTP`.
    package var unit: String?
    /// Where in the audio, in seconds from its start.
    package var position: Double?

    /// Creates a finding.
    package init(
        check: String,
        severity: Severity,
        message: String,
        measured: Double? = nil,
        limit: Double? = nil,
        unit: String? = nil,
        position: Double? = nil
    ) {
        self.check = check
        self.severity = severity
        self.message = message
        self.measured = measured
        self.limit = limit
        self.unit = unit
        self.position = position
    }
}

/// The judgement of a take.
package struct Verdict: Sendable, Equatable, Codable {
    package var findings: [Finding]
    package var isAccepted: Bool
    /// 0 is perfect; the take with the lowest score is the best of several.
    package var score: Double
    /// Length of the audio in seconds.
    package var duration: Double

    /// Creates a verdict.
    package init(findings: [Finding], isAccepted: Bool, score: Double, duration: Double) {
        self.findings = findings
        self.isAccepted = isAccepted
        self.score = score
        self.duration = duration
    }
}
