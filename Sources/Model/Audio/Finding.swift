/// Something a check found in a take or a master.
package struct Finding: Sendable, Hashable, Codable {
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
    /// Where in the text, as ranges of its Unicode scalars; `nil` when it is about all of it.
    package var passages: [Range<Int>]?

    /// The word of the check that listens to the words.
    package static let words = "words"

    /// The word of the check that holds a take against the pace of its voice.
    package static let pace = "pace"

    /// Whether it is a doubt that another take may settle; doubts alone fail no take.
    package var isDoubt: Bool { isDoubtOfWords || check == Self.pace && severity == .warning }

    /// Whether what is in doubt are the words.
    package var isDoubtOfWords: Bool { check == Self.words && severity == .warning }

    /// Creates a finding.
    package init(
        check: String,
        severity: Severity,
        message: String,
        measured: Double? = nil,
        limit: Double? = nil,
        unit: String? = nil,
        position: Double? = nil,
        passages: [Range<Int>]? = nil
    ) {
        self.check = check
        self.severity = severity
        self.message = message
        self.measured = measured
        self.limit = limit
        self.unit = unit
        self.position = position
        self.passages = passages
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

    /// Number of warnings a take fails with, though it has no error.
    private static let mostWarnings = 3

    /// Whether a take of which this was found is good enough; doubts fail none.
    package static func accepts(_ findings: [Finding]) -> Bool {
        !findings.contains { $0.severity == .error }
            && findings.count { $0.severity == .warning && !$0.isDoubt } < mostWarnings
    }

    /// Whether another take may be better although this one is accepted.
    package var isDoubtful: Bool { findings.contains(where: \.isDoubt) }

    /// Passages of the text whose words are in doubt; `nil` where none are.
    package var doubtfulPassages: [Range<Int>]? {
        findings.first(where: \.isDoubtOfWords).map { $0.passages ?? [] }
    }

    /// Lets a doubt count that did not so far: the take is not good enough while another may be better.
    package mutating func doubt(_ finding: Finding) {
        findings.append(finding)
        score += 1
        isAccepted = false
    }

    /// Leaves what was said of the words as a remark: who listened does not understand the voice.
    ///
    /// - Parameter certain: A doubt that stands all the same.
    package mutating func disbelieveWords(except certain: Finding? = nil) {
        for index in findings.indices
        where findings[index].isDoubtOfWords && findings[index] != certain {
            findings[index].severity = .info
            score = max(0, score - 1)
        }
        if findings.allSatisfy({ $0.severity == .info }) { score = 0 }
    }

    /// Creates a verdict.
    package init(findings: [Finding], isAccepted: Bool, score: Double, duration: Double) {
        self.findings = findings
        self.isAccepted = isAccepted
        self.score = score
        self.duration = duration
    }
}
