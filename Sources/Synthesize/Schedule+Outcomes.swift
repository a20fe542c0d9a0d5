import NarrateModel

extension Schedule {
    /// What the driver tells the world after an outcome.
    struct Consequences: Equatable {
        /// Items that have an accepted take now.
        var accepted: [Int] = []
        /// Items that are left out of the run, and why; the first is the one that was sent.
        var setAside: [Int] = []
        var reason = ""
        var finishedChapter: [Int] = []
        /// Whether the item is going to be sent again after a failure.
        var isRetried = false
    }

    /// Takes note that the answer existed already and was not paid for again.
    mutating func reclaimed(_ position: Int) {
        summary.reclaimed += 1
        settleCharges(of: position)
    }

    /// Takes note that the answer is here, so that its slot is free; it is going to be judged.
    ///
    /// `limit` is how many requests may be in flight, as the answer says.
    mutating func answered(_ position: Int, limit: Int? = nil) {
        judging[position] = inFlight.removeValue(forKey: position)
        if let limit { pace.learn(limit: limit) }
    }

    mutating func accepted(_ position: Int, take: StandingTake, now: Duration) -> Consequences {
        land(position)
        pace.succeeded()
        outage.succeeded(now: now)
        order.settled(position, stands: true)
        return settle(position, take: take, now: now)
    }

    mutating func retaken(_ position: Int, request: SpeechRequest, now: Duration) {
        land(position)
        pace.succeeded()
        outage.succeeded(now: now)
        summary.retakes += 1
        troubles[position] = Trouble(wasRetaken: true)
        items[position].request = request
        retries[position] = now
    }

    /// Opens items again whose takes stood, before their chapter is announced.
    ///
    /// `requests`: by the ids of the items. Those whose request is the same are opened with them, in whatever chapter,
    /// which is announced again. Where the judgement that let it stand is on its way here, it is noted as wanted.
    /// - Returns: positions of the items that are going to be sent again.
    mutating func reopen(_ requests: [Int: SpeechRequest], now: Duration) -> [Int] {
        guard !requests.isEmpty else { return [] }
        var reopened: [Int] = []
        for asked in items.indices {
            guard let request = requests[items[asked].id] else { continue }
            let position = followers.first { $0.value.contains(asked) }?.key ?? asked
            guard case .accepted = states[position], inFlight[position] == nil else {
                if judging[position] != nil { wanted[position] = request }
                continue
            }
            for item in [position] + (followers[position] ?? []) {
                states[item] = item == position ? .open : .follows(position)
                openInChapter[items[item].chapter, default: 0] += 1
                summary.left += 1
                if items[item].standing == nil { summary.accepted -= 1 }
            }
            items[position].request = request
            troubles[position] = Trouble(wasRetaken: true)
            retries[position] = now
            summary.retakes += 1
            reopened.append(position)
        }
        return reopened
    }

    mutating func setAside(_ position: Int, reason: String, now: Duration) -> Consequences {
        land(position)
        pace.succeeded()
        outage.succeeded(now: now)
        return leaveOut(position, reason: reason)
    }

    /// Lets an earlier take stand for an item that was left out.
    mutating func stand(_ position: Int, take: StandingTake, now: Duration) -> Consequences {
        let ids = Set(([position] + (followers[position] ?? [])).map { items[$0].id })
        summary.setAside.removeAll { ids.contains($0.item.id) }
        summary.left += ids.count
        return settle(position, take: take, now: now)
    }

    private mutating func settle(_ position: Int, take: StandingTake, now: Duration) -> Consequences
    {
        var consequences = Consequences()
        for item in [position] + (followers[position] ?? []) {
            states[item] = .accepted(take, at: now)
            consequences.accepted.append(item)
            summary.accepted += 1
            summary.left -= 1
            close(item, into: &consequences)
        }
        return consequences
    }

    /// Takes note of an attempt that was cut off; it counts as neither success nor failure.
    mutating func cancelled(_ position: Int) {
        land(position)
        stop(.stopRequested)
    }

    /// Takes note that an attempt brought nothing; `chance` is a random number in `0 ..< 1`.
    mutating func failed(
        _ position: Int,
        error: EngineError,
        startedAt: Double? = nil,
        now: Duration,
        chance: Double
    ) -> Consequences {
        let sentAt = self.sentAt[position] ?? now
        let request = land(position)
        summary.failures += 1
        countCharge(of: position, error: error, startedAt: startedAt)
        if let limit = error.concurrencyLimit { pace.learn(limit: limit) }
        switch FailureClass(error.code) {
        case .stop:
            stop(.failed(error))
        case .leaveOut:
            return leaveOut(position, reason: error.message)
        case .pace:
            pace.refused(request: request, sent: summary.requests)
            if inFlight.isEmpty { outage.refusedAlone(now: now, chance: chance) }
            return tryAgain(position, error: error, now: now, chance: chance)
        case .retry:
            let consequences = failedTransiently(position, error: error, now: now, chance: chance)
            if let moment = retries[position] {
                let earliest = earliestRetry(of: position, error: error, sentAt: sentAt)
                retries[position] = max(moment, earliest)
            }
            return consequences
        }
        return Consequences()
    }

    private mutating func failedTransiently(
        _ position: Int,
        error: EngineError,
        now: Duration,
        chance: Double
    ) -> Consequences {
        var trouble = troubles[position] ?? Trouble()
        if trouble.failures == 0 { trouble.firstFailure = now }
        trouble.failures += 1
        // Ids of a request that was itself made with following ids are known to fail for ever.
        trouble.withoutIDs = trouble.withoutIDs || error.code == .unavailable
        troubles[position] = trouble
        // An answer that came and was broken shows that the service can be reached.
        if error.code != .brokenAnswer { outage.failed(now: now, chance: chance) }
        let othersSucceed = outage.lastSuccess.map { $0 >= trouble.firstFailure } ?? false
        if trouble.failures >= options.retries.failuresPerItem,
            othersSucceed || error.code == .brokenAnswer
        {
            return leaveOut(position, reason: error.message)
        }
        if isMaybePaidBudgetSpent {
            giveUp(error, "too many answers were lost that may have been paid")
            return Consequences()
        }
        return tryAgain(position, error: error, now: now, chance: chance)
    }

    /// Full jitter: anything between no wait and a bound that doubles with each try.
    private mutating func tryAgain(
        _ position: Int,
        error: EngineError,
        now: Duration,
        chance: Double
    ) -> Consequences {
        // What is still under way may succeed.
        if isAtRest, outage.isUnbearable(now: now) {
            let seconds = options.retries.patience.components.seconds
            giveUp(error, "nothing else came for \(seconds) s")
            return Consequences()
        }
        let rules = options.retries
        var trouble = troubles[position] ?? Trouble()
        if FailureClass(error.code) == .pace { trouble.refusals += 1 }
        troubles[position] = trouble
        let doublings = min(max(0, trouble.failures + trouble.refusals - 1), 16)
        let bound = min(rules.longestWait, rules.firstWait * (1 << doublings))
        retries[position] = now + bound * chance
        if let asked = error.retryAfter {
            outage.hold(until: now + min(.seconds(max(0, asked)), rules.longestRetryAfter))
        }
        return Consequences(isRetried: true)
    }

    /// Stops with an error that others of its kind came before.
    private mutating func giveUp(_ error: EngineError, _ reason: String) {
        var error = error
        error.hint = error.hint ?? "\(reason); run again to go on where this stopped"
        stop(.failed(error))
    }

    private mutating func leaveOut(_ position: Int, reason: String) -> Consequences {
        var consequences = Consequences(reason: reason)
        for item in [position] + (followers[position] ?? []) {
            states[item] = .setAside
            consequences.setAside.append(item)
            summary.setAside.append(.init(item: items[item], reason: reason))
            summary.left -= 1
        }
        order.settled(position, stands: false)
        return consequences
    }

    private mutating func close(_ item: Int, into consequences: inout Consequences) {
        let chapter = items[item].chapter
        openInChapter[chapter, default: 0] -= 1
        if openInChapter[chapter] == 0 { consequences.finishedChapter.append(chapter) }
    }

    @discardableResult
    private mutating func land(_ position: Int) -> Int {
        inFlight.removeValue(forKey: position) ?? judging.removeValue(forKey: position)
            ?? summary.requests
    }
}

/// What a failure means for the run.
enum FailureClass: Equatable {
    case stop, leaveOut, pace, retry

    init(_ code: EngineError.Code) {
        switch code {
        case .refused, .notFound, .quotaExceeded, .notInstalled, .storage, .bug: self = .stop
        case .unspeakable: self = .leaveOut
        case .tooManyRequests: self = .pace
        case .unavailable, .unreachable, .brokenAnswer: self = .retry
        }
    }
}
