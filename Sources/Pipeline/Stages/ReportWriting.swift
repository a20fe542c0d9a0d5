import NarrateLedger
import NarrateModel
import NarratePublish
import NarrateScript
import NarrateSynthesize

/// Gathers what the release's report tells: verdicts, doubtful takes, settings, versions.
struct ReportWriting: Sendable {
    let preparation: Preparation
    let session: EngineSession
    let plan: Workplan
    let ledger: Ledger
    let store: TakeStore

    /// The report on the chapters that are in the release.
    func report(on chapters: [ChapterFinishing.Finished]) async throws -> ReleaseReport {
        let takes = try await ledger.takes()
        // What is said in several places is listed with each.
        let findings = Dictionary(grouping: try await ledger.findings()) {
            TakeName(fingerprint: $0.fingerprint, number: $0.number)
        }
        var counts = ReleaseReport.Takes()
        var doubtful: [DoubtfulTake] = []
        let masters = Dictionary(
            chapters.map { ($0.index, $0.starts) },
            uniquingKeysWith: { first, _ in first }
        )
        for item in plan.items {
            let records = takes[plan.fingerprints[item.id]] ?? []
            guard let starts = masters[item.chapter], let record = records.first(where: \.isInUse)
            else { continue }
            let name = TakeName(
                fingerprint: record.take.fingerprint,
                number: record.take.number
            )
            let said = findings[name]?.map(\.finding) ?? []
            if record.isAccepted == false {
                counts.failed += 1
            } else if said.contains(where: { $0.severity > .info }) {
                counts.warned += 1
            } else {
                counts.clean += 1
            }
            guard said.contains(where: { $0.severity > .info }) else { continue }
            let start =
                starts.indices.contains(item.utterance - 1) ? starts[item.utterance - 1] : 0
            doubtful.append(
                DoubtfulTake(
                    chapter: item.chapter,
                    utterance: item.utterance,
                    text: item.request.text,
                    marks: said.flatMap { $0.passages ?? [] },
                    verdict: Verdict(
                        findings: said,
                        isAccepted: record.isAccepted ?? true,
                        score: record.score ?? 0,
                        duration: record.duration ?? 0
                    ),
                    recordings: records.count,
                    position: start,
                    audioPath: store.path(of: record.take)
                )
            )
        }
        return ReleaseReport(
            takes: counts,
            outsideProfile: Self.misses(of: chapters),
            doubtful: doubtful,
            settings: settings,
            versions: versions,
            warnings: preparation.publication.warnings,
            account: try await account()
        )
    }

    /// What keeps chapters outside their profile.
    private static func misses(
        of chapters: [ChapterFinishing.Finished]
    ) -> [ReleaseReport.Line] {
        chapters.flatMap(\.parts).flatMap { part in
            part.master.findings.filter { $0.severity == .error }
                .map { ReleaseReport.Line(part.chapter.title, $0.message) }
        }
    }

    private struct TakeName: Hashable {
        var fingerprint: Fingerprint
        var number: Int
    }

    private var settings: [ReleaseReport.Line] {
        var lines = session.template.settings.sorted { $0.key < $1.key }
            .map { ReleaseReport.Line($0.key, $0.value) }
        lines.append(ReleaseReport.Line("output format", session.template.outputFormat))
        for (name, voice) in session.cast.sorted(by: { $0.key < $1.key }) {
            lines.append(ReleaseReport.Line("further voice", "\(name): \(voice.name)"))
        }
        let script = preparation.configuration.script
        lines.append(ReleaseReport.Line("utterances", "under \(script.maxCharacters) characters"))
        for use in preparation.script.lexiconUses {
            lines.append(
                ReleaseReport.Line(
                    "lexicon",
                    "\(use.source): \(use.lexemes) lexemes, applied \(use.applied) times"
                )
            )
        }
        lines.append(
            ReleaseReport.Line(
                "who listens to words",
                preparation.configuration.hearing.listener(
                    of: session.template.engine,
                    in: preparation.publication.metadata.language ?? "en"
                )
            )
        )
        let split = preparation.publication.split
        lines.append(ReleaseReport.Line("chapters by", "\(split.rule.rawValue): \(split.reason)"))
        return lines
    }

    /// What the totals don't say: what was needed, saved and wasted, and where, when it costs.
    private func account() async throws -> [ReleaseReport.Line] {
        let status = try await ledger.status()
        let characters = status.accounts.characters
        var lines = [
            ReleaseReport.Line("Characters needed", "\(characters.needed)"),
            ReleaseReport.Line("Characters saved by reuse", "\(characters.reused)"),
            ReleaseReport.Line("Characters wasted", "\(characters.wasted)"),
        ]
        if characters.unsettled > 0 {
            lines.append(
                ReleaseReport.Line("Characters perhaps billed", "\(characters.unsettled)")
            )
        }
        for chapter in status.chapters where chapter.accounts.characters.billed > 0 {
            let account = chapter.accounts
            lines.append(
                ReleaseReport.Line(
                    "Chapter \(chapter.index)",
                    "\(account.credits.billed) credits, \(account.characters.billed) characters billed "
                        + "for \(account.characters.needed) needed, "
                        + "\(account.characters.wasted) wasted"
                )
            )
        }
        return lines
    }

    private var versions: [ReleaseReport.Line] {
        [
            ReleaseReport.Line("narrate", Project.version),
            ReleaseReport.Line(session.template.engine, session.template.engineVersion),
        ]
    }
}
