import NarrateModel

extension Schedule {
    /// Counts a failure that may have been charged until a history proves otherwise.
    mutating func countCharge(of position: Int, error: EngineError, startedAt: Double?) {
        guard error.charge != .notPaid else { return }
        var trouble = troubles[position] ?? Trouble()
        // After a retake the history holds the take that was not good enough, too.
        if trouble.lost == nil, !trouble.wasRetaken {
            trouble.lost = startedAt.map { LostAttempt(requestID: error.requestID, since: $0) }
        }
        defer { troubles[position] = trouble }
        // It is looked up before the next try, and either found or was not charged, unless the
        // service itself said that it was.
        guard !options.isHistoryComplete || trouble.lost == nil else {
            trouble.isSurelyPaid = trouble.isSurelyPaid || error.charge == .paid
            return
        }
        count(&trouble, of: position)
    }

    private mutating func count(_ trouble: inout Trouble, of position: Int) {
        trouble.unsettled += 1
        summary.maybePaid += 1
        summary.maybePaidCharacters += items[position].request.characterCount
    }

    /// Takes note that the history does not know of the answer: it was not charged, or what was
    /// charged is lost.
    mutating func looked(for position: Int) {
        guard var trouble = troubles[position] else { return }
        trouble.lost = nil
        if trouble.isSurelyPaid { count(&trouble, of: position) }
        trouble.isSurelyPaid = false
        troubles[position] = trouble
    }

    /// When a request may be sent again that was perhaps charged: the service may be at work on the
    /// first one still, and its history tells only of what is done.
    func earliestRetry(of position: Int, error: EngineError, sentAt: Duration) -> Duration {
        guard options.isHistoryComplete, error.charge == .maybePaid, troubles[position]?.lost != nil
        else { return .zero }
        return sentAt + options.retries.settling
    }

    /// The answer was found: what may have been charged for it was charged once.
    mutating func settleCharges(of position: Int) {
        troubles[position]?.isSurelyPaid = false
        guard let trouble = troubles[position], trouble.unsettled > 0 else { return }
        // One of the charges was for the answer we now have.
        summary.maybePaid -= 1
        summary.maybePaidCharacters -= items[position].request.characterCount
        troubles[position]?.unsettled -= 1
    }

    /// Whether both bounds of the budget are passed.
    var isMaybePaidBudgetSpent: Bool {
        guard let budget = options.maybePaidBudget else { return false }
        return summary.maybePaid > budget.requests
            && Double(summary.maybePaidCharacters) > budget.share * Double(characters)
    }
}
