import NarrateModel
import NarratePublish

/// `verify --json`.
struct VerificationList: Encodable {
    var version = 1
    var releases: [VerificationDocument]
}

/// What is true of one release.
struct VerificationDocument: Encodable {
    /// A finding and the file it is about.
    struct Line: Encodable {
        var file: String?
        var check: String
        var severity: String
        var message: String
        var measured: Double?
        var limit: Double?
        var unit: String?
    }

    /// A question a listener or a store asks, and what its findings are called.
    private struct Question {
        var name: String
        var answer: String
        var checks: Set<String>
    }

    var folder: String
    var title: String
    var profile: String
    var passed: Bool
    var files: Int
    var findings: [Line]
    private var isMeasured: Bool

    private enum CodingKeys: String, CodingKey {
        case folder, title, profile, passed, files, findings
    }

    init(_ verification: ReleaseVerification, isMeasured: Bool) {
        folder = verification.folder
        title = verification.title
        profile = verification.profile
        files = verification.files.count
        let ofFiles = verification.files.flatMap { file in
            file.findings.map { Line($0, file: file.file) }
        }
        findings = verification.findings.map { Line($0, file: nil) } + ofFiles
        passed = verification.passed
        self.isMeasured = isMeasured
    }

    private var questions: [Question] {
        [
            Question(
                name: "files",
                answer: "all \(files) are there with the checksums of the manifest",
                checks: ["missing", "size", "checksum", "manifest"]
            ),
            Question(
                name: "tags",
                answer: "every chapter has title, album, track number and cover as it should",
                checks: ["tag"]
            ),
            Question(
                name: "titles",
                answer: "all there, all different, none the book's own",
                checks: ["titles"]
            ),
            Question(
                name: "folder",
                answer: "nothing else in it that players would play",
                checks: ["stray"]
            ),
        ]
    }

    /// The same for people: a line per question, then what is wrong.
    var summary: String {
        let named = questions.reduce(into: Set<String>()) { $0.formUnion($1.checks) }
        let how = isMeasured ? "measured again, every chapter" : "by its manifest, every chapter"
        let levels = Question(
            name: "audio",
            answer: "\(how) meets the profile '\(profile)'",
            checks: Set(findings.map(\.check)).subtracting(named)
        )
        var lines = ["\(title) (\(folder))"]
        for question in questions + [levels] {
            let concerned = findings.filter { question.checks.contains($0.check) }
            let errors = concerned.count { $0.severity == Finding.Severity.error.rawValue }
            let others = concerned.count - errors
            switch (errors, others) {
            case (0, 0): lines.append("ok  \(question.name): \(question.answer)")
            case (0, _):
                lines.append("ok  \(question.name): \(Durations.count(others, "remark"))")
            case (_, 0):
                lines.append("no  \(question.name): \(Durations.count(errors, "error"))")
            default:
                let counts = [Durations.count(errors, "error"), Durations.count(others, "remark")]
                lines.append("no  \(question.name): \(counts.joined(separator: ", "))")
            }
        }
        for finding in findings {
            let place = finding.file.map { "\($0): " } ?? ""
            lines.append("    \(place)\(finding.severity): \(finding.message)")
        }
        return lines.joined(separator: "\n") + "\n"
    }
}

extension VerificationDocument.Line {
    init(_ finding: Finding, file: String?) {
        self.init(
            file: file,
            check: finding.check,
            severity: finding.severity.rawValue,
            message: finding.message,
            measured: finding.measured,
            limit: finding.limit,
            unit: finding.unit
        )
    }
}
