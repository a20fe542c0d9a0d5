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
        var locked: Bool
        var account: AccountsDocument
    }

    /// A start of narrate on the project.
    struct Run: Encodable {
        var startedAt: String
        var endedAt: String?
        var outcome: String?
        var account: AccountsDocument
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
    var orphanedTakes: Int
    var account: AccountsDocument
    var runs: [Run]

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
                assembled: $0.isAssembled,
                locked: $0.isLocked,
                account: AccountsDocument($0.accounts)
            )
        }
        account = AccountsDocument(status.accounts)
        runs = status.runs.map {
            Run(
                startedAt: $0.startedAt,
                endedAt: $0.endedAt,
                outcome: $0.outcome,
                account: AccountsDocument($0.accounts)
            )
        }
        orphanedTakes = status.orphanedTakes
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
                + "\(Durations.count(utterances, "utterance"))"
        ]
        for chapter in chapters {
            let mark = chapter.assembled && chapter.accepted == chapter.utterances ? "done" : "    "
            let failed = chapter.failed > 0 ? ", \(chapter.failed) set aside" : ""
            let locked = chapter.locked ? ", locked" : ""
            lines.append(
                "\(mark)  \(chapter.index). \(chapter.title): "
                    + "\(chapter.accepted)/\(chapter.utterances)\(failed)\(locked)"
            )
        }
        if account.characters.billed > 0 || account.characters.unsettled > 0 {
            lines += account.lines(retakes: retakes, isRunning: state == "running")
        }
        if orphanedTakes > 0 {
            lines.append(
                "\(Durations.count(orphanedTakes, "take")) of texts that are not in the script any more"
            )
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
