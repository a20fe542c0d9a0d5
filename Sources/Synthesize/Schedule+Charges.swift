import NarrateModel

extension Schedule {
    /// Counts a failure that may have been charged until a history proves otherwise.
    mutating func countCharge(of position: Int, error: EngineError, startedAt: Double?) {
        guard error.charge != .notPaid else { return }
        var trouble = troubles[position] ?? Trouble()
        // After a retake the history holds the take that was not good enough, too.
        if trouble.lost == nil, !trouble.wasRetaken {
            trouble.lost = startedAt.map { LostAttempt(since: $0) }
        }
        defer { troubles[position] = trouble }
        // It is looked up before the next try, and either found or was not charged.
        guard !options.isHistoryComplete || trouble.lost == nil else { return }
        trouble.unsettled += 1
        summary.maybePaid += 1
        summary.maybePaidCharacters += items[position].request.characterCount
    }

    /// The answer was found: what may have been charged for it was charged once.
    mutating func settleCharges(of position: Int) {
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
