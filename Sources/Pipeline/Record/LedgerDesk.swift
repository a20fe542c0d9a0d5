import FoundationEssentials
import NarrateCheck
import NarrateLedger
import NarrateModel
import NarrateSynthesize

/// Puts intents, takes and losses on record: the desk between the synthesizer and the ledger.
///
/// The order is what makes takes survive: the intent is committed before the request leaves, the
/// audio is durable before its row is.
actor LedgerDesk: RecordingDesk {
    /// What a run may do about failed takes.
    struct Rules: Sendable {
        /// Further takes of an utterance that failed its checks.
        var retakes: Int
        /// Most credits that may be spent in this run; `nil` for no limit.
        var maxCredits: Int?
        var creditsPerCharacter: Double
        /// Whether lost answers are looked up before they are asked for again.
        var looksUpLostAnswers: Bool
        /// Whether the engine gives the same bytes again, so that a retake is no use.
        var isRepeatable: Bool
        /// Bytes that the answer to a character has at most; 0 makes no room beforehand.
        var bytesPerCharacter: Int
    }

    private let ledger: Ledger
    private let store: TakeStore
    private let run: RunID
    private let rules: Rules
    private let checker: TakeChecker
    /// A take that is listened to is in memory whole: so few are at once, whatever waits.
    private let listening = Workbenches(
        count: ProcessInfo.processInfo.activeProcessorCount / 2
    )
    private let fingerprints: [Fingerprint]
    private let report: @Sendable (PipelineEvent) -> Void
    private var attempts: [Int64: AttemptID] = [:]
    private var nextToken: Int64 = 1
    private var takes: [Fingerprint: [TakeRecord]]
    /// Takes recorded in this run, by fingerprint.
    private var recorded: [Fingerprint: Int] = [:]
    private(set) var spending: Spending

    init(
        ledger: Ledger,
        store: TakeStore,
        run: RunID,
        rules: Rules,
        plan: Workplan,
        takes: [Fingerprint: [TakeRecord]],
        report: @escaping @Sendable (PipelineEvent) -> Void
    ) {
        self.ledger = ledger
        self.store = store
        self.run = run
        self.rules = rules
        checker = TakeChecker()
        fingerprints = plan.fingerprints
        self.takes = takes
        self.report = report
        spending = Spending(
            limit: rules.maxCredits,
            creditsPerCharacter: rules.creditsPerCharacter,
            looksUpLostAnswers: rules.looksUpLostAnswers
        )
    }

    func begin(_ item: RecordingItem, context: StitchingContext) async throws -> Attempt {
        let fingerprint = fingerprints[item.id]
        let token = nextToken
        nextToken += 1
        let characters = item.request.characterCount
        try spending.reserve(token, for: fingerprint, characters: characters)
        let path = try store.reserve(
            fingerprint,
            number: nextNumber(of: fingerprint),
            bytes: rules.bytesPerCharacter > 0 ? 1 << 16 + rules.bytesPerCharacter * characters : 0
        )
        attempts[token] = try await ledger.beginAttempt(
            AttemptIntent(
                run: run,
                fingerprint: fingerprint,
                content: item.request.content,
                characters: characters,
                context: context == .none ? nil : context.summary
            )
        )
        return Attempt(
            item: item,
            path: path,
            token: token,
            startedAt: Date.now.timeIntervalSince1970
        )
    }

    func deliver(_ attempt: Attempt, _ delivery: Delivery) async throws -> Judgement {
        let item = attempt.item
        let fingerprint = fingerprints[item.id]
        let number = nextNumber(of: fingerprint)
        let kept = try await BlockingWork.run { [store] in
            try store.keep(delivery.alignment, of: fingerprint, number: number)
            return try store.keep(
                attempt.path,
                as: fingerprint,
                number: number,
                fileExtension: delivery.fileExtension
            )
        }
        let (file, digest) = kept
        let verdict = await judge(file, item: item)
        let take = Take(
            fingerprint: fingerprint,
            number: number,
            file: file,
            bytes: digest.bytes,
            sha256: digest.sha256,
            requestID: delivery.requestID,
            credits: delivery.credits
        )
        guard let id = attempts.removeValue(forKey: attempt.token) else {
            preconditionFailure("an attempt is delivered that was never begun, or twice")
        }
        try await ledger.finishAttempt(
            id,
            take: take,
            verdict: verdict,
            isReclaimed: delivery.isReclaimed
        )
        takes[fingerprint, default: []].append(TakeRecord(take, verdict: verdict))
        recorded[fingerprint, default: 0] += 1
        spending.answered(
            attempt.token,
            characters: item.request.characterCount,
            credits: delivery.credits,
            isReclaimed: delivery.isReclaimed
        )
        if verdict.isAccepted {
            report(
                .takeRecorded(
                    PipelineEvent.Recorded(
                        chapter: item.chapter,
                        utterance: item.utterance,
                        characters: item.request.characterCount,
                        duration: verdict.duration,
                        credits: delivery.credits
                    )
                )
            )
            return .accepted
        }
        return try await react(to: verdict, item: item, fingerprint: fingerprint, number: number)
    }

    func lose(_ attempt: Attempt, _ error: EngineError) async throws {
        store.discard(attempt.path)
        guard let id = attempts.removeValue(forKey: attempt.token) else { return }
        spending.lost(
            attempt.token,
            of: fingerprints[attempt.item.id],
            charge: error.charge
        )
        try await ledger.loseAttempt(
            id,
            fingerprint: fingerprints[attempt.item.id],
            loss: AttemptLoss(
                outcome: AttemptOutcome(rawValue: error.charge.rawValue) ?? .maybePaid,
                message: error.message,
                requestID: error.requestID
            )
        )
    }

    func knownRequestIDs(of item: RecordingItem) async -> Set<String> {
        // What can't be read is not known; the history is then asked in vain at worst.
        (try? await ledger.knownRequestIDs(of: fingerprints[item.id])) ?? []
    }

    func abandon(_ attempt: Attempt) async {
        store.discard(attempt.path)
    }

    func share(_ source: RecordingItem, with item: RecordingItem) async throws {}

    func setAside(_ item: RecordingItem, reason: String) async throws {
        try await ledger.setAside(fingerprints[item.id], reason: reason)
    }

    /// The take of an utterance that is to be heard in the release.
    func takeInUse(_ fingerprint: Fingerprint) -> Take? {
        takes[fingerprint]?.last(where: \.isInUse)?.take
    }

    private func nextNumber(of fingerprint: Fingerprint) -> Int {
        (takes[fingerprint]?.map(\.take.number).max() ?? 0) + 1
    }

    private nonisolated func judge(_ file: String, item: RecordingItem) async -> Verdict {
        await listening.take(for: item.request.characterCount)
        let verdict = checker.verdict(
            ofTakeAt: "\(store.folder)/\(file)",
            text: item.request.text
        )
        await listening.giveBack()
        return verdict
    }

    private func react(
        to verdict: Verdict,
        item: RecordingItem,
        fingerprint: Fingerprint,
        number: Int
    ) async throws -> Judgement {
        let reasons = verdict.findings.filter { $0.severity > .info }.map(\.message)
        report(
            .takeRejected(
                chapter: item.chapter,
                utterance: item.utterance,
                message: reasons.joined(separator: "; ")
            )
        )
        if !rules.isRepeatable, recorded[fingerprint, default: 0] <= rules.retakes {
            var request = item.request
            request.seed = request.seed.map { $0 &+ 1 }
            return .retake(request)
        }
        let best = takes[fingerprint]?.min { ($0.score ?? .infinity) < ($1.score ?? .infinity) }
        guard let best, (best.duration ?? 0) > 0 else {
            let reason = reasons.first ?? "no take can be heard"
            try await ledger.setAside(fingerprint, reason: reason)
            return .setAside(reason)
        }
        try await ledger.useBest(of: fingerprint, number: best.take.number)
        for index in takes[fingerprint, default: []].indices {
            let isBest = takes[fingerprint]?[index].take.number == best.take.number
            takes[fingerprint]?[index].isInUse = isBest
        }
        guard best.take.number != number else { return .accepted }
        return .keptEarlier(StandingTake(best, now: Date.now.timeIntervalSince1970))
    }
}

extension TakeRecord {
    /// A take that was just judged.
    init(_ take: Take, verdict: Verdict) {
        self.init(
            take: take,
            duration: verdict.duration,
            isAccepted: verdict.isAccepted,
            score: verdict.score,
            isInUse: verdict.isAccepted,
            recordedAt: Date.now.timeIntervalSince1970
        )
    }
}

extension StitchingContext {
    /// What was sent as context, in one line for the ledger.
    var summary: String {
        var parts: [String] = []
        if let previousText { parts.append("previous text \(previousText.unicodeScalars.count)") }
        if let nextText { parts.append("next text \(nextText.unicodeScalars.count)") }
        if !previousRequestIDs.isEmpty { parts.append("previous ids \(previousRequestIDs)") }
        if !nextRequestIDs.isEmpty { parts.append("next ids \(nextRequestIDs)") }
        return parts.joined(separator: ", ")
    }
}
