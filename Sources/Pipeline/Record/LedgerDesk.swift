import FoundationEssentials
import NarrateCheck
import NarrateDigest
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
        /// Whether a take may be joined of two others: it is no MP3 then.
        var mayJoin: Bool
        /// Whether takes that were accepted may be wanted again.
        var revisesChapters: Bool { !isRepeatable && retakes > 0 }
        /// Bytes that the answer to a character has at most; 0 makes no room beforehand.
        var bytesPerCharacter: Int
    }

    /// What takes are judged with.
    struct Ears: Sendable {
        var voices = LearnedVoices()
        /// Listens to the words; `nil` where nobody can, or nobody is to.
        var words: WordListener?
        /// Writes down what is said, in the place of that.
        var transcriber: (any Transcriber)?
        /// What they know of each voice, and what the ledger knows of that.
        var memories = ListenerMemories()
        /// Language of the book, where the words are listened to.
        var language = "en"
    }

    let ledger: Ledger
    let store: TakeStore
    let run: RunID
    let rules: Rules
    let checker: TakeChecker
    var ears: Ears
    private var firstTakes = FirstTakes()
    /// Utterances whose halves are being tried, by item.
    var splits: [Int: SplitRecording] = [:]
    /// How far the revision of each chapter is that had all its takes once.
    var revisions: [Int: Revision]
    /// Recordings whose takes stay, whatever is learned of their voice.
    let pinned: Set<Fingerprint>
    /// When chapters were made before, in seconds since 1970: what they had by then was judged.
    let mastered: [Int: Double]
    /// One revises at a time.
    let revising = Workbenches(count: 1)
    /// Number of the last take of each recording that somebody wants another of although it was accepted.
    private let dismissed: [Fingerprint: Int]
    /// What accepted takes measured, by file, until their chapters are revised.
    var measured: [String: TakeMeasures] = [:]
    /// What was doubted in their words while nobody knew whether who listens understands the voice, likewise.
    var unbelieved: [String: Finding] = [:]
    let items: [RecordingItem]
    /// Places of each chapter's items, which follow each other.
    let chapters: [Int: Range<Int>]
    /// The chapters that have each recording.
    let homes: [Fingerprint: Set<Int>]
    /// The item of each chapter that was last seen to lack a take.
    var lacking: [Int: Int] = [:]
    /// Fingerprints of utterances whose halves were tried.
    var wasSplit: Set<Fingerprint> = []
    /// Recordings that the budget left no room to try again.
    var unaffordable: Set<Fingerprint> = []
    /// Words that the last take of a recording left in doubt; none where it was something else.
    var doubts: [Fingerprint: [Range<Int>]] = [:]
    /// A take that is listened to is in memory whole: so few are at once, whatever waits.
    let listening: Workbenches
    let fingerprints: [Fingerprint]
    let report: @Sendable (PipelineEvent) -> Void
    /// Seconds since 1970, as the service's history counts them where it tells.
    private let clock: @Sendable () -> Double
    private var attempts: [Int64: AttemptID] = [:]
    private var nextToken: Int64 = 1
    var takes: [Fingerprint: [TakeRecord]]
    /// Takes recorded in this run, by fingerprint.
    var recorded: [Fingerprint: Int] = [:]
    var spending: Spending

    /// `unjudged`: chapters that were complete before and waited for their voices to be known when a run ended;
    /// `mastered`: when those were made that were; `pinned`: recordings whose takes stay as they are.
    init(
        ledger: Ledger,
        store: TakeStore,
        run: RunID,
        rules: Rules,
        plan: Workplan,
        takes: [Fingerprint: [TakeRecord]],
        ears: Ears = Ears(),
        unjudged: Set<Int> = [],
        mastered: [Int: Double] = [:],
        pinned: Set<Fingerprint> = [],
        shared: SharedLimits = SharedLimits(),
        clock: @escaping @Sendable () -> Double = { Date.now.timeIntervalSince1970 },
        report: @escaping @Sendable (PipelineEvent) -> Void
    ) {
        self.clock = clock
        listening =
            shared.listening
            ?? Workbenches(count: ProcessInfo.processInfo.activeProcessorCount / 2)
        self.ledger = ledger
        self.store = store
        self.run = run
        self.rules = rules
        checker = TakeChecker(listener: ears.words)
        self.ears = ears
        fingerprints = plan.fingerprints
        items = plan.items
        chapters = Dictionary(
            plan.items.indices.map { (plan.items[$0].chapter, $0..<$0 + 1) },
            uniquingKeysWith: { $0.lowerBound..<$1.upperBound }
        )
        homes = zip(plan.fingerprints, plan.items).reduce(into: [:]) { homes, pair in
            homes[pair.0, default: []].insert(pair.1.chapter)
        }
        self.takes = takes
        self.report = report
        self.pinned = pinned
        self.mastered = mastered
        dismissed = takes.compactMapValues { records in
            guard !records.contains(where: \.isInUse) else { return nil }
            return records.last { $0.isAccepted == true }?.take.number
        }
        revisions = rules.revisesChapters ? unjudged.reduce(into: [:]) { $0[$1] = .waiting } : [:]
        spending = Spending(
            limit: rules.maxCredits,
            creditsPerCharacter: rules.creditsPerCharacter,
            looksUpLostAnswers: rules.looksUpLostAnswers,
            shared: shared.budget
        )
    }

    func begin(_ item: RecordingItem, context: StitchingContext) async throws -> Attempt {
        let fingerprint = fingerprint(of: item)
        let token = nextToken
        nextToken += 1
        let characters = item.request.characterCount
        // Where the answer to another take was lost and there is no room for one more, what there is stands.
        if spending.isRetaken(fingerprint), !spending.earmark(fingerprint, characters: characters) {
            unaffordable.insert(fingerprints[item.id])
            throw EngineError(code: .unspeakable, message: "no room for another take")
        }
        try spending.reserve(token, for: fingerprint, characters: characters)
        let path = try store.reserve(
            fingerprint,
            number: nextNumber(of: fingerprint),
            bytes: rules.bytesPerCharacter > 0 ? 1 << 16 + rules.bytesPerCharacter * characters : 0
        )
        let now = clock()
        attempts[token] = try await ledger.beginAttempt(
            AttemptIntent(
                run: run,
                fingerprint: fingerprint,
                whole: splits[item.id]?.fingerprint,
                content: item.request.content,
                sentAt: now,
                characters: characters,
                context: context == .none ? nil : context.summary
            )
        )
        return Attempt(
            item: item,
            path: path,
            token: token,
            startedAt: now
        )
    }

    func deliver(_ attempt: Attempt, _ delivery: Delivery) async throws -> Judgement {
        let item = attempt.item
        let fingerprint = fingerprint(of: item)
        let take = try await keep(attempt, delivery, as: fingerprint)
        let examination = try await examine(take, of: item.request, as: fingerprints[item.id])
        var verdict = examination.verdict
        let doubt =
            splits[item.id] == nil ? doubt(about: verdict, of: fingerprint, item.request) : nil
        if doubt != nil { verdict.isAccepted = false }
        guard let id = attempts.removeValue(forKey: attempt.token) else {
            preconditionFailure("an attempt is delivered that was never begun, or twice")
        }
        try await ledger.finishAttempt(
            id,
            take: take,
            verdict: verdict,
            study: try examination.figures.map {
                try TakeStudy($0, of: ears.voices.voice(of: item.request))
            },
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
        // Who wants no retakes takes what comes.
        if rules.retakes > 0, splits[item.id] == nil, !wasHeardBefore(item),
            let fault = firstTakes.note(verdict, of: fingerprint)
        {
            throw ProjectError.faultySetting(fault)
        }
        if let split = splits[item.id] {
            return try await deliver(take, verdict, half: split, of: item)
        }
        if doubt == .settled {
            reportRecorded(item, verdict: verdict, credits: delivery.credits)
            return try await settle(fingerprint, of: item, number: take.number, reasons: [])
        }
        guard verdict.isAccepted else {
            return try await react(to: verdict, item: item, number: take.number)
        }
        reportRecorded(item, verdict: verdict, credits: delivery.credits)
        return try await accept(take, examination, of: item)
    }

    /// Whether a take of the voice was accepted in an earlier run, or in this one.
    private func wasHeardBefore(_ item: RecordingItem) -> Bool {
        if rules.isRepeatable { return takes.values.joined().contains { $0.isAccepted == true } }
        return ears.voices.hasHeard(ears.voices.voice(of: item.request))
    }

    /// The takes of a recording among which the best is to be found: what somebody wants another of is not, unless
    /// all others have errors.
    func candidates(_ fingerprint: Fingerprint) -> [TakeRecord] {
        let audible = takes[fingerprint, default: []].filter { ($0.duration ?? 0) > 0 }
        let others = audible.filter {
            !isDismissed($0.take) && $0.score ?? .infinity < TakeScore.error
        }
        return others.isEmpty ? audible : others
    }

    /// Whether somebody wants another take of a recording although one was accepted.
    func isDismissed(_ fingerprint: Fingerprint) -> Bool { dismissed[fingerprint] != nil }

    /// Whether a take is one of those.
    func isDismissed(_ take: Take) -> Bool { take.number <= dismissed[take.fingerprint] ?? 0 }

    /// Learns from a good take, and looks at its chapter again where it was the last that lacked.
    private func accept(
        _ take: Take,
        _ examination: TakeExamination,
        of item: RecordingItem
    ) async throws -> Judgement {
        if let figures = examination.figures { try await learn(figures, from: item.request) }
        remember(examination.measures, of: take)
        let requests = try await revise(chapter: item.chapter, except: take.fingerprint)
        return requests.isEmpty ? .accepted : .acceptedRevising(requests)
    }

    private func keep(
        _ attempt: Attempt,
        _ delivery: Delivery,
        as fingerprint: Fingerprint
    ) async throws -> Take {
        let number = nextNumber(of: fingerprint)
        let (file, digest) = try await BlockingWork.run { [store] in
            try store.keep(delivery.alignment, of: fingerprint, number: number)
            return try store.keep(
                attempt.path,
                as: fingerprint,
                number: number,
                fileExtension: delivery.fileExtension
            )
        }
        return Take(
            fingerprint: fingerprint,
            number: number,
            file: file,
            bytes: digest.bytes,
            sha256: digest.sha256,
            requestID: delivery.requestID,
            credits: delivery.credits
        )
    }

    /// Says that an utterance has its take.
    func reportRecorded(_ item: RecordingItem, verdict: Verdict, credits: Credits?) {
        report(
            .takeRecorded(
                PipelineEvent.Recorded(
                    chapter: item.chapter,
                    utterance: item.utterance,
                    characters: item.request.characterCount,
                    duration: verdict.duration,
                    credits: credits
                )
            )
        )
    }

    /// Says that a take is not good enough, and returns why.
    @discardableResult
    func reportRejected(_ item: RecordingItem, _ verdict: Verdict) -> [String] {
        let reasons = verdict.findings.filter { $0.severity > .info }.map(\.message)
        report(
            .takeRejected(
                chapter: item.chapter,
                utterance: item.utterance,
                message: reasons.joined(separator: "; ")
            )
        )
        return reasons
    }

    func lose(_ attempt: Attempt, _ error: EngineError) async throws {
        store.discard(attempt.path)
        guard let id = attempts.removeValue(forKey: attempt.token) else { return }
        spending.lost(
            attempt.token,
            of: fingerprint(of: attempt.item),
            charge: error.charge
        )
        try await ledger.loseAttempt(
            id,
            fingerprint: fingerprint(of: attempt.item),
            loss: AttemptLoss(
                outcome: AttemptOutcome(rawValue: error.charge.rawValue) ?? .maybePaid,
                message: error.message,
                requestID: error.requestID
            )
        )
    }

    func knownRequestIDs(of item: RecordingItem) async -> Set<String> {
        // What can't be read is not known; the history is then asked in vain at worst.
        (try? await ledger.knownRequestIDs(of: fingerprint(of: item))) ?? []
    }

    /// Gives back what was kept for takes that are not going to be sent any more, and writes down what was learned.
    func close() async throws {
        spending.releaseAll()
        try await ledger.save(try ears.memories.news())
    }

    func abandon(_ attempt: Attempt) async {
        store.discard(attempt.path)
    }

    func share(_ source: RecordingItem, with item: RecordingItem) async throws {}

    func setAside(_ item: RecordingItem, reason: String) async throws -> Judgement? {
        let fingerprint = fingerprints[item.id]
        if let split = splits.removeValue(forKey: item.id) { release(split) }
        guard candidates(fingerprint).isEmpty else {
            return try await settle(fingerprint, of: item, number: nil, reasons: [reason])
        }
        try await ledger.setAside(fingerprint, reason: reason)
        return nil
    }

    /// The take of an utterance that is to be heard in the release.
    func takeInUse(_ fingerprint: Fingerprint) -> Take? {
        takes[fingerprint]?.last(where: \.isInUse)?.take
    }

    func nextNumber(of fingerprint: Fingerprint) -> Int {
        (takes[fingerprint]?.map(\.take.number).max() ?? 0) + 1
    }

    /// The name of what is recorded for an item now: one of its halves, where it was taken apart.
    private func fingerprint(of item: RecordingItem) -> Fingerprint {
        splits[item.id] == nil ? fingerprints[item.id] : item.request.fingerprint
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
