/// Whether the service works at all, judged by failures in a row over all slots.
struct Outage: Equatable {
    private let rules: RetryRules
    private var failuresInARow = 0
    private var refusalsInARow = 0
    private var began: Duration?
    private(set) var lastSuccess: Duration?
    /// Moment before which nothing is sent.
    private(set) var holdUntil: Duration = .zero

    init(rules: RetryRules) { self.rules = rules }

    /// Whether only one request at a time is sent, to see if the service is back.
    var isProbing: Bool { failuresInARow >= rules.failuresBeforeProbing }

    mutating func succeeded(now: Duration) {
        failuresInARow = 0
        refusalsInARow = 0
        began = nil
        lastSuccess = now
    }

    /// Takes note of a failure that may be the service's.
    mutating func failed(now: Duration, chance: Double) {
        failuresInARow += 1
        began = began ?? now
        if isProbing {
            let doublings = min(failuresInARow - rules.failuresBeforeProbing, 16)
            let bound = min(rules.longestWait, .seconds(1) * (1 << doublings))
            hold(until: now + bound * (0.5 + chance / 2))
        }
    }

    /// Takes note that the service refused a request though no other of ours was in flight:
    /// somebody else uses the account's limit.
    mutating func refusedAlone(now: Duration, chance: Double) {
        began = began ?? now
        refusalsInARow += 1
        let bound = min(.seconds(15), rules.firstWait * (1 << min(refusalsInARow, 16)))
        hold(until: now + bound * (0.5 + chance / 2))
    }

    /// Whether nothing has succeeded for longer than is bearable.
    func isUnbearable(now: Duration) -> Bool {
        began.map { now - $0 >= rules.patience } ?? false
    }

    mutating func hold(until moment: Duration) {
        holdUntil = max(holdUntil, moment)
    }
}
