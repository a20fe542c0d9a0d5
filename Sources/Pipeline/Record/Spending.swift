import NarrateModel

/// What a run has spent and is about to spend, held against a limit.
///
/// A request counts at its estimated price from before it is sent until its answer tells the real
/// one; one whose answer was lost counts until the service's history has told whether it was
/// charged.
struct Spending: Sendable {
    /// Most credits of the run; `nil` for no limit.
    let limit: Int?
    /// Whether lost answers are looked up before they are asked for again.
    let looksUpLostAnswers: Bool
    /// What this run shares with others.
    let shared: SharedBudget?
    /// Credits that a character is taken to cost: never less than an answer has shown.
    private(set) var rate: Double
    /// Credits of answers and of requests in flight.
    private(set) var committed = 0.0
    /// What answers have cost, and what they were expected to.
    private(set) var spent = 0
    private var expected = 0.0
    /// Credits that listening has cost.
    private var heard = 0.0
    private let plannedRate: Double
    /// Credits kept back for requests in flight, by their tokens.
    private var reserved: [Int64: Double] = [:]
    /// Credits of lost answers that are going to be looked up, by fingerprint.
    private var awaited: [Fingerprint: Double] = [:]
    /// Requests in flight that follow a lost one of this run.
    private var followsLost: Set<Int64> = []
    /// Credits kept back for other takes that are wanted, until they are sent.
    private var earmarked: [Fingerprint: Double] = [:]
    /// Recordings of which another take was wanted: nobody looks up their lost answers, as a history holds the takes
    /// that were not good enough, too.
    private var retaken: Set<Fingerprint> = []

    init(
        limit: Int?,
        creditsPerCharacter: Double,
        looksUpLostAnswers: Bool,
        shared: SharedBudget? = nil
    ) {
        self.limit = limit
        self.shared = shared
        self.looksUpLostAnswers = looksUpLostAnswers
        rate = creditsPerCharacter
        plannedRate = creditsPerCharacter
    }

    /// Keeps the price of a request back.
    ///
    /// - Throws: `EngineError.quotaExceeded` when the limit leaves no room for it.
    mutating func reserve(
        _ token: Int64,
        for fingerprint: Fingerprint,
        characters: Int
    ) throws(EngineError) {
        if let price = awaited.removeValue(forKey: fingerprint) {
            // It was charged and is found, or it was not: one of the two is paid.
            reserved[token] = price
            followsLost.insert(token)
            return
        }
        if let price = earmarked.removeValue(forKey: fingerprint) {
            reserved[token] = price
            return
        }
        let price = Double(characters) * rate
        if let limit, committed + price > Double(limit) {
            throw .noRoom(for: price, within: limit)
        }
        if let shared, !shared.reserve(price) { throw .noRoom(for: price, within: shared.limit) }
        committed += price
        reserved[token] = price
    }

    /// Keeps the price of another take of a recording back until it is sent; `false` when the limit leaves no room
    /// for it.
    mutating func earmark(_ fingerprint: Fingerprint, characters: Int) -> Bool {
        guard earmarked[fingerprint] == nil else { return true }
        let price = Double(characters) * rate
        if let limit, committed + price > Double(limit) { return false }
        if let shared, !shared.hasRoom(for: price) || !shared.reserve(price) { return false }
        committed += price
        earmarked[fingerprint] = price
        retaken.insert(fingerprint)
        return true
    }

    /// Whether another take of a recording was wanted in this run.
    func isRetaken(_ fingerprint: Fingerprint) -> Bool { retaken.contains(fingerprint) }

    /// Gives back what was kept for another take of a recording that is not wanted any more.
    mutating func release(_ fingerprint: Fingerprint) {
        if let price = earmarked.removeValue(forKey: fingerprint) { correct(by: -price) }
    }

    /// Gives back what was kept for takes that were not sent.
    mutating func releaseAll() {
        for fingerprint in earmarked.keys { release(fingerprint) }
    }

    private mutating func correct(by credits: Double) {
        committed += credits
        shared?.correct(by: credits)
    }

    /// Takes note of what an answer cost.
    mutating func answered(_ token: Int64, characters: Int, credits: Credits?, isReclaimed: Bool) {
        let price = reserved.removeValue(forKey: token) ?? 0
        let isOfThisRun = followsLost.remove(token) != nil || !isReclaimed
        guard isOfThisRun else {
            // An earlier run paid for it.
            correct(by: -price)
            return
        }
        let cost = credits.map { Double($0.amount) } ?? price
        correct(by: cost - price)
        if characters > 0 { rate = max(rate, cost / Double(characters)) }
        spent += Int(cost.rounded())
        expected += Double(characters) * plannedRate
    }

    /// Keeps the price of listening to a take back; `false` when the limit leaves no room for it.
    mutating func keep(_ price: Double) -> Bool {
        guard price > 0 else { return true }
        if let limit, committed + price > Double(limit) { return false }
        if let shared, !shared.reserve(price) { return false }
        committed += price
        return true
    }

    /// Takes note of what listening cost.
    mutating func heard(for cost: Double, kept price: Double) {
        correct(by: cost - price)
        heard += cost
    }

    /// Credits that this run has cost: its answers, and listening to them.
    var total: Credits { Credits(spent + Int(heard.rounded())) }

    /// Takes note that an answer was lost.
    mutating func lost(_ token: Int64, of fingerprint: Fingerprint, charge: EngineError.Charge) {
        followsLost.remove(token)
        guard let price = reserved.removeValue(forKey: token) else { return }
        if retaken.contains(fingerprint) {
            // It is sent again; what may have been charged stays counted.
            if charge == .notPaid { earmarked[fingerprint] = price }
        } else if charge == .notPaid {
            correct(by: -price)
        } else if looksUpLostAnswers {
            awaited[fingerprint] = price
        }
    }

    /// What to say when answers cost noticeably more than was said beforehand.
    var surprise: String? {
        let planned = Int(expected.rounded(.up))
        guard planned > 0, Double(spent) > expected * 1.02 + 1 else { return nil }
        return "the answers of this run cost \(spent) credits, \(planned) were expected"
    }
}

extension EngineError {
    fileprivate static func noRoom(for price: Double, within limit: Int) -> EngineError {
        EngineError(
            code: .quotaExceeded,
            message: "--max-credits \(limit) leaves no room for the next request of "
                + "\(Int(price.rounded(.up))) credits",
            hint: "run again with a higher --max-credits to go on"
        )
    }
}
