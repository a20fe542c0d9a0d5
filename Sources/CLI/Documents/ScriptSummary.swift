import NarrateModel

/// What `narrate script` shows people: utterances with their numbers, roles and pauses.
struct ScriptSummary {
    let text: String

    init(_ script: NarrationScript) {
        var lines: [String] = []
        for chapter in script.chapters {
            let characters = chapter.utterances.reduce(0) { $0 + $1.characterCount }
            lines.append("== \(chapter.index). \(chapter.title)")
            lines.append(
                "   \(chapter.utterances.count) utterances, \(Durations.count(characters)) characters"
            )
            lines.append("")
            for utterance in chapter.utterances {
                let role = utterance.role == .paragraph ? "" : " \(utterance.role.rawValue)"
                lines.append("[\(chapter.index):\(utterance.index)\(role)] \(utterance.text)")
                if let written = utterance.written { lines.append("    written: \(written)") }
                lines.append(
                    "    -- \(utterance.boundary.rawValue), pause \(Durations.tenths(utterance.pauseAfter)) s"
                )
            }
            lines.append("")
        }
        text = lines.joined(separator: "\n") + "\n"
    }
}
