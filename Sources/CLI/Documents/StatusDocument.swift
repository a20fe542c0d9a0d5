import NarrateLedger

/// `status --json`.
struct StatusDocument: Encodable {
    struct Chapter: Encodable {
        var index: Int
        var title: String
        var utterances: Int
        var recorded: Int
        var accepted: Int
        var failed: Int
        var assembled: Bool
    }

    var version = 1
    var project: String
    var title: String?
    var state: String
    var chapters: [Chapter]
    var creditsSpent: Int
    var charactersBilled: Int
    var charactersNeeded: Int
    var retakes: Int

    init(project: String, _ status: LedgerStatus, isRunning: Bool) {
        self.project = project
        title = status.title
        state =
            if isRunning { "running" } else if status.isFinished {
                "finished"
            } else if status.hasRun {
                "stopped"
            } else { "new" }
        chapters = status.chapters.map {
            Chapter(
                index: $0.index,
                title: $0.title,
                utterances: $0.utterances,
                recorded: $0.recorded,
                accepted: $0.accepted,
                failed: $0.failed,
                assembled: $0.isAssembled
            )
        }
        creditsSpent = status.creditsSpent
        charactersBilled = status.charactersBilled
        charactersNeeded = status.charactersNeeded
        retakes = status.retakes
    }

    /// The same for people: a line per chapter.
    var summary: String {
        let utterances = chapters.reduce(0) { $0 + $1.utterances }
        let accepted = chapters.reduce(0) { $0 + $1.accepted }
        var lines = [
            "\(title ?? project): \(state), \(Durations.count(accepted)) of "
                + "\(Durations.count(utterances)) utterances"
        ]
        for chapter in chapters {
            let mark = chapter.assembled && chapter.accepted == chapter.utterances ? "done" : "    "
            let failed = chapter.failed > 0 ? ", \(chapter.failed) set aside" : ""
            lines.append(
                "\(mark)  \(chapter.index). \(chapter.title): "
                    + "\(chapter.accepted)/\(chapter.utterances)\(failed)"
            )
        }
        if creditsSpent > 0 {
            lines.append(
                "\(Durations.count(creditsSpent)) credits spent, "
                    + "\(Durations.count(charactersBilled)) characters billed for "
                    + "\(Durations.count(charactersNeeded)) needed, \(retakes) retakes"
            )
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
