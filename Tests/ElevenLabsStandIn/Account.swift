import Foundation

/// The account behind the stand-in: its credits, what it remembers, and what is in flight.
actor Account {
    /// What refusals speak of.
    struct Figures: Sendable {
        var limit: Int
        var used: Int
        var concurrency: Int
    }

    /// A request that was answered, for stitching.
    struct Answered: Sendable {
        var time: Double
        var text: String
        var model: String
        /// Whether its id counts: a stream's only once it was read to its end.
        var isComplete: Bool
    }

    /// Audio that was handed out.
    struct Spoken: Sendable {
        var text: String
        var seconds: Double
    }

    let options: StandInOptions
    var random: SplitMix
    var faults: FaultPlan
    private(set) var used: Int
    var limit: Int { options.plan.credits }
    /// Credits of requests in flight.
    private var reserved = 0
    private(set) var answered: [String: Answered] = [:]
    private(set) var history: [HistoryItem] = []
    var dictionaries: [PronunciationDictionary] = []
    private(set) var journal = Journal()
    private var slots: [String: Slots] = [:]
    /// What was said in audio that was handed out, for the calls that listen.
    private var spoken: [Data: Spoken] = [:]

    init(_ options: StandInOptions) {
        self.options = options
        random = SplitMix(seed: options.seed)
        faults = options.faults
        used = options.creditsUsed
    }

    var now: Double { options.now?() ?? Date().timeIntervalSince1970 }

    func identifier() -> String { random.identifier() }
    func traceID() -> String { random.traceID() }

    func figures(group: String) -> Figures {
        Figures(limit: limit, used: used, concurrency: capacity(of: group))
    }

    /// Turbo and flash may have twice as many in flight.
    func capacity(of group: String) -> Int {
        group == "turbo" ? options.plan.concurrency * 2 : options.plan.concurrency
    }

    func setFaults(_ plan: FaultPlan) { faults = plan }

    func nextFault(text: String, isStitched: Bool) -> Fault? {
        faults.next(text: text, isStitched: isStitched, random: &random)
    }

    /// Seconds a request takes.
    func latency(characters: Int, model: CatalogModel) -> Double {
        let mean =
            (options.fixedLatency + options.latencyPerCharacter * Double(characters))
            * model.slowness
        return max(0, mean * (1 + options.latencyJitter * random.normal()))
    }

    // MARK: Money

    /// Sets credits aside for a request.
    func reserve(_ cost: Int) throws(VendorError) {
        guard used + reserved + cost <= limit else {
            throw .quota(
                limit: limit,
                left: max(0, limit - used - reserved),
                needed: cost,
                isNewForm: false
            )
        }
        reserved += cost
    }

    func release(_ cost: Int) { reserved -= cost }

    // MARK: Slots

    /// Takes a slot, or waits for one when the stand-in queues.
    func enter(group: String) async throws(VendorError) -> Int {
        let capacity = capacity(of: group)
        var mine = slots[group] ?? Slots()
        guard mine.taken >= capacity else {
            mine.take()
            slots[group] = mine
            journal.note(inFlight: mine.taken, group: group)
            return mine.taken
        }
        guard options.overflow == .queue else {
            journal.overflows += 1
            throw .tooManyConcurrent(limit: capacity)
        }
        // The slot passes from the one who leaves to the one who waits: it stays taken.
        await withCheckedContinuation { slots[group, default: Slots()].waiting.append($0) }
        return slots[group]?.taken ?? 1
    }

    func leave(group: String) { slots[group]?.leave() }

    // MARK: What was done

    /// Bills a request and remembers it.
    func finish(_ item: HistoryItem, order: SpeechOrder, keepsHistory: Bool) {
        used += item.cost
        var item = item
        item.countBefore = used - item.cost
        item.date = now
        answered[item.requestID] = Answered(
            time: now,
            text: order.text,
            model: order.model.id,
            isComplete: !order.isStreamed
        )
        guard keepsHistory else { return }
        history.append(item)
    }

    func forgetRequestIDs() { answered = [:] }

    func bodyWasRead(requestID: String) { answered[requestID]?.isComplete = true }

    func removeHistoryItem(_ id: String) -> Bool {
        guard let index = history.firstIndex(where: { $0.id == id }) else { return false }
        history.remove(at: index)
        return true
    }

    func remember(audio: Data, as speech: Spoken) {
        guard spoken.count < 10_000 else { return }
        spoken[Self.digest(of: audio)] = speech
    }

    func speech(in audio: Data) -> Spoken? { spoken[Self.digest(of: audio)] }

    /// Enough of the audio to tell it from other audio, whatever header was put before it.
    private static func digest(of audio: Data) -> Data {
        var samples = audio
        if audio.starts(with: "RIFF".utf8),
            let data = audio.prefix(4096).range(of: Data("data".utf8))
        {
            samples = audio[min(data.upperBound + 4, audio.endIndex)...]
        }
        return samples.prefix(4096) + samples.suffix(4096)
    }

    /// Bills listening: by the length of the audio, as the smallest plan counts it.
    func billListening(seconds: Double) throws(VendorError) -> Int {
        let cost = Int((seconds * 2400 / 3600).rounded(.up))
        guard used + reserved + cost <= limit else {
            throw .quota(
                limit: limit,
                left: max(0, limit - used - reserved),
                needed: cost,
                isNewForm: true
            )
        }
        used += cost
        return cost
    }

    // MARK: Journal

    func record(_ entry: Journal.Entry) { journal.append(entry) }

    func clearJournal() { journal = Journal() }
}

/// The slots of one concurrency group.
struct Slots: Sendable {
    private(set) var taken = 0
    var waiting: [CheckedContinuation<Void, Never>] = []

    mutating func take() { taken += 1 }

    mutating func leave() {
        guard waiting.isEmpty else { return waiting.removeFirst().resume() }
        taken -= 1
    }
}
