import NarrateDelivery
import NarrateModel
import NarratePipeline

/// What `narrate run` says at its end.
struct RunSummary {
    let text: String
    /// Utterances that are named one by one.
    private static let listed = 20

    private static func lines(_ delivery: DeliveryReceipt) -> [String] {
        var parts: [String] = []
        if delivery.sent.isEmpty {
            parts.append("nothing to send")
        } else {
            let files = Durations.count(delivery.sent.count, "file")
            parts.append("\(files) sent (\(Durations.count(delivery.bytesSent)) bytes)")
        }
        if delivery.kept > 0 { parts.append("\(Durations.count(delivery.kept)) there already") }
        if !delivery.removed.isEmpty { parts.append("\(delivery.removed.count) removed") }
        return ["\(delivery.destination)  \(parts.joined(separator: ", "))"]
            + delivery.links.map { "\($0.file)  \($0.url)" }
    }

    /// What the run cost, and all runs on the book where that is more.
    private static func spending(_ summary: PipelineEvent.Summary) -> String {
        let (run, all) = (summary.creditsOfRun.amount, summary.credits.amount)
        let spent = "\(run == 0 ? "no" : Durations.count(run)) credits spent"
        return all > run ? "\(spent) (\(Durations.count(all)) on this book in all)" : spent
    }

    init(_ summary: PipelineEvent.Summary) {
        var lines: [String] = []
        if summary.isUnchanged, summary.release != nil {
            lines.append("nothing to do: everything is recorded and released")
        } else if summary.recorded > 0 || summary.reused > 0 {
            var parts = ["\(Durations.count(summary.recorded, "utterance")) recorded"]
            if summary.reused > 0 { parts.append("\(Durations.count(summary.reused)) reused") }
            if summary.retakes > 0 { parts.append("\(summary.retakes) retaken") }
            if summary.credits.amount > 0 { parts.append(Self.spending(summary)) }
            lines.append(parts.joined(separator: ", "))
        }
        if summary.reclaimed > 0 {
            lines.append(
                "\(Durations.count(summary.reclaimed, "answer")) that had been paid and lost "
                    + "\(summary.reclaimed == 1 ? "was" : "were") fetched, "
                    + "not paid again"
            )
        }
        if summary.flagged > 0 {
            lines.append(
                "\(Durations.count(summary.flagged, "take")) kept in spite of failed checks; "
                    + "see: narrate check '\(summary.project)'"
            )
        }
        if summary.outsideProfile > 0 {
            let count = summary.outsideProfile
            lines.append(
                "\(count) chapter\(count == 1 ? " misses its" : "s miss their") profile; "
                    + "the report says why"
            )
        }
        if !summary.setAside.isEmpty {
            lines.append(
                "\(Durations.count(summary.setAside.count, "utterance")) set aside; run again to try once more"
            )
            for left in summary.setAside.prefix(Self.listed) {
                lines.append(
                    "  chapter \(left.chapter), utterance \(left.utterance): \(left.reason)"
                )
            }
            let others = summary.setAside.count - Self.listed
            if others > 0 { lines.append("  and \(others) others; see the project's narrate.log") }
        }
        if let release = summary.release {
            lines.append("\(release)  \(Durations.clock(summary.duration))")
        } else {
            lines.append(summary.project)
        }
        if let delivery = summary.delivery { lines += Self.lines(delivery) }
        text = lines.joined(separator: "\n") + "\n"
    }
}
