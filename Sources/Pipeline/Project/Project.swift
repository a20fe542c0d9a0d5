import FoundationEssentials
import NarrateCheck
import NarrateLedger
import NarrateModel
import NarratePublish

/// How far a run goes.
package enum Stage: String, Sendable, Comparable, CaseIterable {
    case ingest, script, synthesize, check, assemble, publish

    /// Orders stages as they follow each other.
    package static func < (left: Stage, right: Stage) -> Bool {
        (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
    }
}

/// How a run ended.
package struct RunOutcome: Sendable {
    /// What ended it.
    package enum End: Sendable {
        case finished
        /// Somebody asked to stop.
        case stopped
        /// The engine can't go on; the error's code decides the exit code.
        case engineFailed(EngineError)
    }

    package var end: End
    package var summary: PipelineEvent.Summary
    /// What was written, when all of it was.
    package var release: Release?
}

/// The order of the stages for one source: the only place that knows it, and the only one that
/// writes the ledger.
package struct Project: Sendable {
    /// Version of narrate, as it stands in ledgers and releases.
    package static let version = "0.1.0"

    let preparation: Preparation
    let engine: any SpeechEngine
    let session: EngineSession
    /// What it has in common with projects beside it.
    let shared: SharedLimits
    let report: @Sendable (PipelineEvent) -> Void

    /// Creates a project over a prepared source and an engine whose voice is known to work.
    package init(
        _ preparation: Preparation,
        engine: any SpeechEngine,
        session: EngineSession,
        shared: SharedLimits = SharedLimits(),
        report: @escaping @Sendable (PipelineEvent) -> Void
    ) {
        self.preparation = preparation
        self.engine = engine
        self.session = session
        self.shared = shared
        self.report = report
    }

    /// The folder that its release goes to.
    package var releaseFolder: String {
        let description = ReleaseDescription(
            metadata: preparation.publication.metadata,
            tracks: [],
            sourceName: SourcePlace(source: configuration.source, currentFolder: "/").name,
            engine: engine.name,
            model: session.template.model,
            voice: session.template.voice,
            generator: ""
        )
        return configuration.releaseFolder(title: description.title)
    }

    private var configuration: ProjectConfiguration { preparation.configuration }

    /// Runs the stages up to and including one, taking up what earlier runs finished.
    ///
    /// `control`: asks for a graceful end.
    /// - Throws: `ProjectError`, `LedgerError`, `PublishError`, `CancellationError`.
    package func run(through stage: Stage, control: RunControl) async throws -> RunOutcome {
        try configuration.folder.create()
        let lock = try ProjectLock(configuration.folder)
        defer { withExtendedLifetime(lock) {} }
        let log = ProjectLog(configuration.folder)
        do {
            let outcome = try await control.running {
                try await work(through: stage, control: control, log: log)
            }
            log.noteEnd(outcome)
            return outcome
        } catch {
            log.noteFailure(error)
            throw error
        }
    }

    private func work(
        through stage: Stage,
        control: RunControl,
        log: ProjectLog
    ) async throws -> RunOutcome {
        let isNew = !ProjectFolder.isProject(configuration.folder.path)
        let ledger = try Ledger(path: configuration.folder.ledger)
        if isNew { try configuration.folder.syncNew() }
        let run = try await ledger.beginRun(
            host: ProcessInfo.processInfo.hostName,
            process: Int(ProcessInfo.processInfo.processIdentifier),
            version: Self.version
        )
        let report: @Sendable (PipelineEvent) -> Void = { [report] event in
            log.note(event)
            report(event)
        }
        let pinning = Pinning(preparation.script, locks: try await ledger.locks())
        for warning in pinning.warnings { report(.warning(message: warning)) }
        let opened = OpenProject(
            project: Project(
                preparation,
                engine: engine,
                session: session,
                shared: shared,
                report: report
            ),
            ledger: ledger,
            store: TakeStore(folder: configuration.folder.takes),
            run: run,
            pinning: pinning
        )
        do {
            let outcome = try await opened.work(through: stage, control: control)
            try ledger.endRun(run, outcome: outcome.end.word)
            try ledger.close()
            return outcome
        } catch {
            // The first error is the one to report; the ledger says 'killed' when this fails too.
            try? ledger.endRun(
                run,
                outcome: error is CancellationError ? "stopped" : "failed"
            )
            try? ledger.close()
            throw error
        }
    }
}

extension RunOutcome.End {
    var word: String {
        switch self {
        case .finished: "finished"
        case .stopped: "stopped"
        case .engineFailed: "failed"
        }
    }
}
