import NarrateCheck
import NarrateLedger
import NarrateModel

/// `check --json` of a project.
struct TakeCheckDocument: Encodable {
    struct Line: Encodable {
        var check: String
        var severity: String
        var chapter: Int?
        var utterance: Int?
        var take: Int
        var message: String
        var measured: Double?
        var limit: Double?
        var unit: String?
    }

    var version = 1
    var findings: [Line]
    var takes: Int
    var failed: Int

    init(findings: [TakeFinding], takes: [Fingerprint: [TakeRecord]]) {
        self.findings = findings.map { finding in
            Line(
                check: finding.finding.check,
                severity: finding.finding.severity.rawValue,
                chapter: finding.chapter,
                utterance: finding.utterance,
                take: finding.number,
                message: finding.finding.message,
                measured: finding.finding.measured,
                limit: finding.finding.limit,
                unit: finding.finding.unit
            )
        }
        let all = takes.values.joined()
        self.takes = all.count
        failed = all.count { $0.isAccepted == false }
    }

    /// The same for people.
    var summary: String {
        // Remarks, and takes that are heard nowhere, are for machines.
        let told = findings.filter { $0.severity != "info" && $0.chapter != nil }
        var lines = told.map { line in
            let place = "chapter \(line.chapter ?? 0), utterance \(line.utterance ?? 0)"
            return "\(place), take \(line.take): \(line.severity): \(line.message)"
                + FindingFigures(line.measured, limit: line.limit, unit: line.unit).inBrackets
        }
        lines.append("\(Durations.count(takes, "take")), \(failed) failed")
        return lines.joined(separator: "\n") + "\n"
    }
}

/// `check --json` of audio files.
struct AudioCheckDocument: Encodable {
    struct File: Encodable {
        var file: String
        var duration: Double?
        var integrated: Double?
        var truePeak: Double?
        var rms: Double?
        var noiseFloor: Double?
        var sampleRate: Int?
        var channels: Int?
        var bitRate: Double?
        var head: Double?
        var tail: Double?
        var profile: String
        var passed: Bool
        var findings: [Finding]
    }

    var version = 1
    var files: [File]

    init(_ reports: [AudioFileReport]) {
        files = reports.map { report in
            let measures = report.measures
            return File(
                file: report.file,
                duration: measures?.duration,
                integrated: measures?.integrated,
                truePeak: measures?.truePeak,
                rms: measures?.rms,
                noiseFloor: measures?.noiseFloor,
                sampleRate: measures?.format.sampleRate,
                channels: measures?.format.channels,
                bitRate: measures?.bitRate,
                head: measures?.head,
                tail: measures?.tail,
                profile: report.profile,
                passed: report.passed,
                findings: report.findings
            )
        }
    }
}

/// What `narrate check` tells people of audio files.
struct AudioCheckSummary {
    let text: String

    init(_ reports: [AudioFileReport]) {
        let head = ["", "file", "length", "RMS dB", "peak dBTP", "floor dB", "LUFS", "kbit/s"]
        let rows = reports.map { report in
            let mark = report.passed ? "ok" : "no"
            guard let figures = report.measures else {
                return [mark, report.file] + Array(repeating: "-", count: 6)
            }
            return [
                mark, report.file, Durations.clock(figures.duration),
                Durations.tenths(figures.rms), Durations.tenths(figures.truePeak),
                Durations.tenths(figures.noiseFloor),
                figures.integrated.map(Durations.tenths) ?? "-", Durations.tenths(figures.bitRate),
            ]
        }
        var lines = TextTable(head, rows).text
        for report in reports {
            for finding in report.findings where finding.severity > .info {
                lines +=
                    "\(report.file): \(finding.severity.rawValue): \(finding.message)"
                    + finding.figures.inBrackets + "\n"
            }
        }
        text = lines
    }
}
