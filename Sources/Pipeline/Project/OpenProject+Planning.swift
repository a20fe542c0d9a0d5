import NarrateLedger
import NarrateModel
import NarrateSynthesize

extension OpenProject {
    /// What has to be done, and the takes it can be done with.
    func plan(
        for stage: Stage,
        settling: Settling
    ) async throws -> (plan: Workplan, takes: [Fingerprint: [TakeRecord]]) {
        let reconciliation = Reconciliation(
            ledger: ledger,
            store: store,
            script: script,
            session: project.session,
            retakes: configuration.retakes,
            report: project.report
        )
        var takes = try await reconciliation.takes()
        try await settling.settle()
        var plan = try await plan(over: takes)
        guard stage >= .assemble else { return (plan, takes) }
        let damaged = try await TakeInspection(
            store: store,
            mastering: configuration.mastering,
            masters: try await ledger.masters()
        ).damaged(in: script, plan: plan, takes: takes)
        if !damaged.isEmpty {
            takes = try await reconciliation.takes(afterLosing: damaged)
            plan = try await self.plan(over: takes)
        }
        return (plan, takes)
    }

    private func plan(over takes: [Fingerprint: [TakeRecord]]) async throws -> Workplan {
        let past = Workplan.Past(
            takes: takes,
            missing: try await ledger.missingAnswers(),
            pins: pinning.pins.filter { takes[$0.value]?.contains(where: \.isInUse) == true }
        )
        return Workplan(script, session: project.session, past: past)
    }

    /// Chapters that have all their takes and were not made with them: a run ended while their voices were not known.
    func unjudgedChapters(
        of plan: Workplan,
        takes: [Fingerprint: [TakeRecord]],
        _ mastered: [Int: Double]
    ) -> Set<Int> {
        let complete = Dictionary(grouping: plan.items, by: \.chapter).filter {
            $0.value.allSatisfy { $0.standing != nil }
        }
        let unjudged = complete.filter { chapter, items in
            guard let madeAt = mastered[chapter] else { return true }
            return items.contains { item in
                let take = takes[plan.fingerprints[item.id]]?.last(where: \.isInUse)
                return take?.recordedAt ?? 0 > madeAt
            }
        }
        return Set(unjudged.keys)
    }

    /// Writes the script down, and what it needs.
    func record(_ plan: Workplan) async throws {
        let storesText = configuration.storesText
        let records = plan.records(script, storesText: storesText)
        try await ledger.store(
            PublicationRecord(
                source: configuration.source,
                title: project.preparation.publication.metadata.title,
                engine: project.engine.name,
                voice: project.session.template.voice,
                model: project.session.template.model,
                scriptDigest: plan.digest(of: script, storesText: storesText)
            ),
            chapters: records.chapters,
            utterances: records.utterances
        )
        if project.engine.obstacle == nil {
            try project.preparation.sessions.write(to: configuration.folder)
        }
        try await ledger.noteNeeds(
            of: run,
            characters: plan.items.reduce(0) { $0 + $1.request.characterCount },
            reused: plan.reusedCharacters,
            creditsPerCharacter: project.session.model.creditsPerCharacter
        )
    }

    /// The room on disk that a run needs.
    func space(
        for stage: Stage,
        plan: Workplan,
        missing: [RecordingItem]
    ) -> SpaceNeed {
        let recording = missing.reduce(0) { $0 + $1.request.characterCount }
        // Where nothing is missing most chapters stand already, and what does not shows soon.
        let whole = plan.items.reduce(0) { $0 + $1.request.characterCount }
        return SpaceNeed(
            recording: recording,
            whole: stage >= .assemble && recording > 0 ? whole : 0,
            session: project.session
        )
    }
}
