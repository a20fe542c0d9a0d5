import FoundationEssentials
import NarrateLedger
import NarrateModel
import NarratePipeline

/// `takes --json`.
struct TakesDocument: Encodable {
    struct Take: Encodable {
        /// `null` when no utterance of the script uses it.
        @OrNull var chapter: Int?
        @OrNull var utterance: Int?
        @OrNull var text: String?
        var take: Int
        var file: String
        var bytes: Int
        var inUse: Bool
        var accepted: Bool?
        var locked: Bool
        var duration: Double?
        var characters: Int?
        var credits: Int?
        var recordedAt: String?
        var findings: [Finding]
    }

    var version = 1
    var project: String
    var takes: [Take]

    init(project: String, _ listing: TakeListing) {
        self.project = project
        takes = listing.takes.map { listed in
            let record = listed.record
            return Take(
                chapter: listed.chapter,
                utterance: listed.utterance,
                text: listed.text,
                take: record.take.number,
                file: "takes/\(record.take.file)",
                bytes: record.take.bytes,
                inUse: record.isInUse,
                accepted: record.isAccepted,
                locked: listed.isLocked,
                duration: record.duration,
                characters: listed.characters,
                credits: record.take.credits?.amount,
                recordedAt: record.recordedAt.map {
                    Date(timeIntervalSince1970: $0).formatted(.iso8601)
                },
                findings: listed.findings
            )
        }
    }

    /// The same for people: a line per take.
    var summary: String {
        let rows = takes.map { take in
            [
                take.inUse ? "*" : "",
                take.chapter.map { "\($0).\(take.utterance ?? 0)" } ?? "orphaned",
                "\(take.take)", take.duration.map { Durations.tenths($0) + " s" } ?? "",
                take.credits.map(Durations.count) ?? "", take.locked ? "locked" : "",
                take.findings.filter { $0.severity > .info }.map(\.message).joined(separator: "; "),
                take.file,
            ]
        }
        guard !rows.isEmpty else { return "no takes\n" }
        return TextTable(
            ["", "place", "take", "length", "credits", "", "findings", "file"],
            rows
        ).text
    }
}
