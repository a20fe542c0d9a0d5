import NarrateModel

/// How a run is scheduled, and how much trouble it puts up with.
package struct SynthesisOptions: Sendable, Equatable {
    /// Requests in flight at most.
    package var slots: Int
    /// Whether a higher limit that the service names with its answers replaces `slots`; a lower
    /// one always does.
    package var mayGrow = false
    /// Which neighbours the engine is told about; `ids` forces order inside a strand.
    package var stitching: EngineSession.Stitching
    /// Request ids older than this are not sent.
    package var requestIDLifetime: Duration = .seconds(2 * 60 * 60)
    package var retries = RetryRules()
    /// What may be spent on answers that were perhaps charged and lost; `nil` for free engines.
    package var maybePaidBudget: MaybePaidBudget?
    /// Whether the engine's history is known to hold every answer that was charged: what it does
    /// not know was not charged then, and does not count against the budget.
    package var isHistoryComplete = false

    /// Creates options.
    package init(
        slots: Int,
        stitching: EngineSession.Stitching = .none,
        maybePaidBudget: MaybePaidBudget? = nil
    ) {
        self.slots = max(1, slots)
        self.stitching = stitching
        self.maybePaidBudget = maybePaidBudget
    }

    /// The options that fit a session: its limit, its stitching, a budget where characters cost.
    package init(session: EngineSession) {
        self.init(
            slots: session.concurrency,
            stitching: session.stitching,
            maybePaidBudget: session.model.creditsPerCharacter > 0 ? MaybePaidBudget() : nil
        )
    }
}

/// When to try again and when to give up.
package struct RetryRules: Sendable, Equatable {
    /// Failures of one utterance after which it is set aside, while others succeed.
    package var failuresPerItem = 6
    /// Upper bound of the first wait; it doubles with each failure of the same utterance.
    package var firstWait: Duration = .milliseconds(500)
    /// Upper bound of any wait that the service did not ask for.
    package var longestWait: Duration = .seconds(60)
    /// Longest wait the service may ask for.
    package var longestRetryAfter: Duration = .seconds(600)
    /// How long after it was sent a request that broke off may still be at work at the service.
    package var settling: Duration = .seconds(5)
    /// Failures in a row, over all slots, after which one probe at a time is sent.
    package var failuresBeforeProbing = 8
    /// Time without a success, while failing, after which the run stops.
    package var patience: Duration = .seconds(180)

    /// Creates the default rules.
    package init() {}
}

/// A bound on answers that were perhaps charged and brought nothing.
///
/// The run goes on while either bound holds.
package struct MaybePaidBudget: Sendable, Equatable {
    package var requests = 5
    /// Part of the characters of the run.
    package var share = 0.02

    /// Creates the default budget.
    package init() {}
}
