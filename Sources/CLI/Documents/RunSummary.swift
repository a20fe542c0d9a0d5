import NarrateModel
import NarratePipeline

/// What `narrate run` says at its end.
struct RunSummary {
    let text: String

    init(_ summary: PipelineEvent.Summary) {
        var lines: [String] = []
        if summary.isUnchanged, summary.release != nil {
            lines.append("nothing to do: everything is recorded and released")
        } else if summary.recorded > 0 || summary.reused > 0 {
            var parts = ["\(Durations.count(summary.recorded)) utterances recorded"]
            if summary.reused > 0 { parts.append("\(Durations.count(summary.reused)) reused") }
            if summary.retakes > 0 { parts.append("\(summary.retakes) retaken") }
            if summary.credits.amount > 0 {
                parts.append("\(Durations.count(summary.credits.amount)) credits spent")
            }
            lines.append(parts.joined(separator: ", "))
        }
        if summary.flagged > 0 {
            lines.append(
                "\(summary.flagged) takes were kept although they failed their checks; "
                    + "see: narrate check '\(summary.project)'"
            )
        }
        if summary.setAside > 0 {
            lines.append(
                "\(summary.setAside) utterances were set aside; run again to try them once more"
            )
        }
        if let release = summary.release {
            lines.append("\(release)  \(Durations.clock(summary.duration))")
        } else {
            lines.append(summary.project)
        }
        text = lines.joined(separator: "\n") + "\n"
    }
}
