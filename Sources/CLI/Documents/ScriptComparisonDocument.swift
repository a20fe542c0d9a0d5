import NarratePipeline
import NarrateScript

/// `script --diff --json`.
struct ScriptComparisonDocument: Encodable {
    var version = 1
    var source: String
    var title: String?
    var project: String
    var hasProject: Bool
    /// Utterances at their old place with a recording.
    var unchanged: Int
    /// Utterances at a new place with a recording.
    var moved: Int
    var toRecord: Int
    var charactersToRecord: Int
    var billableCharacters: Int
    var estimatedCredits: Int
    /// Recordings nothing in the new script uses.
    var orphaned: Int
    var lines: [ScriptDifference.Line]
    var notes: [String]

    init(_ comparison: ScriptComparison) {
        let difference = comparison.difference
        source = comparison.source
        title = comparison.title
        project = comparison.project
        hasProject = comparison.hasProject
        unchanged = difference.unchanged
        moved = difference.lines.count { $0.kind == .moved }
        toRecord = difference.utterancesToRecord
        charactersToRecord = difference.charactersToRecord
        billableCharacters = comparison.billableCharacters
        estimatedCredits = comparison.estimatedCredits
        orphaned = difference.orphaned
        lines = difference.lines
        notes = comparison.notes
    }

    /// The same for people: what changes, then what it comes to.
    var summary: String {
        var text: [String] = []
        let shown = hasProject ? lines.filter { $0.kind != .moved && $0.kind != .pending } : []
        for line in shown {
            text.append("[\(line.chapter):\(line.utterance)] \(line.kind.rawValue)")
            if line.kind == .removed {
                text.append("  - \(Self.oneLine(line.text))")
            } else {
                if let previous = line.previous { text.append("  - \(Self.oneLine(previous))") }
                text.append("  + \(Self.oneLine(line.text))")
            }
        }
        if !text.isEmpty { text.append("") }
        text.append(
            hasProject
                ? "compared with what '\(project)' holds:"
                : "nothing is recorded yet: there is no project '\(project)'"
        )
        let pending = lines.count { $0.kind == .pending }
        let waiting = pending > 0 ? ", \(Durations.count(pending)) of them as they were" : ""
        text.append("to record: \(Durations.count(toRecord, "utterance"))\(waiting)")
        text.append("to pay:    \(price)")
        let places = moved > 0 ? ", \(Durations.count(moved)) of them at a new place" : ""
        text.append("kept:      \(Durations.count(unchanged + moved, "utterance"))\(places)")
        let stay = orphaned == 1 ? "stays" : "stay"
        text.append("no longer used: \(Durations.count(orphaned, "recording")), which \(stay)")
        return text.joined(separator: "\n") + "\n"
    }

    private var price: String {
        guard billableCharacters > 0 else {
            return toRecord == 0
                ? "nothing" : "nothing, \(Durations.count(charactersToRecord)) characters"
        }
        return "about \(Durations.count(estimatedCredits)) credits for "
            + "\(Durations.count(billableCharacters)) characters"
    }

    private static func oneLine(_ text: String) -> String {
        text.split(whereSeparator: \.isNewline).joined(separator: " / ")
    }
}
