import NarrateCheck
import NarrateLedger
import NarrateModel

/// `check --json` of a project.
struct TakeCheckDocument: Encodable {
    struct Line: Encodable {
        var check: String
        var severity: String
        /// `null` when no utterance of the script uses the take.
        @OrNull var chapter: Int?
        @OrNull var utterance: Int?
        var take: Int
        var message: String
        @OrNull var measured: Double?
        @OrNull var limit: Double?
        @OrNull var unit: String?
    }

    var version = 1
    var findings: [Line]
    var takes: Int
    /// Takes that failed, those among them that were replaced.
    var failed: Int
    /// Takes that are heard although they failed.
    var kept: Int

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
        let heard = Set(findings.filter { $0.chapter != nil }.map(\.fingerprint))
        kept = all.count {
            $0.isAccepted == false && $0.isInUse && heard.contains($0.take.fingerprint)
        }
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
        let kept = failed > 0 ? ", \(kept) of them kept" : ""
        lines.append("\(Durations.count(takes, "take")), \(failed) failed\(kept)")
        return lines.joined(separator: "\n") + "\n"
    }
}

/// `check --json` of audio files.
struct AudioCheckDocument: Encodable {
    struct File: Encodable {
        var file: String
        /// Figures are `null` of what can't be read, or has none.
        @OrNull var duration: Double?
        @OrNull var integrated: Double?
        @OrNull var truePeak: Double?
        @OrNull var rms: Double?
        @OrNull var noiseFloor: Double?
        @OrNull var sampleRate: Int?
        @OrNull var channels: Int?
        @OrNull var bitRate: Double?
        @OrNull var head: Double?
        @OrNull var tail: Double?
        var profile: String
        var passed: Bool
        var findings: [Line]
    }

    struct Line: Encodable {
        var check: String
        var severity: String
        var message: String
        @OrNull var measured: Double?
        @OrNull var limit: Double?
        @OrNull var unit: String?
        /// Seconds from the start; left out where it is about all of it.
        var position: Double?

        init(_ finding: Finding) {
            check = finding.check
            severity = finding.severity.rawValue
            message = finding.message
            measured = finding.measured
            limit = finding.limit
            unit = finding.unit
            position = finding.position
        }
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
                findings: report.findings.map(Line.init)
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
