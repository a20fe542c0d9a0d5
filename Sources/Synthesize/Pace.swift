/// How many requests may be in flight: additive increase, multiplicative decrease, below a limit.
struct Pace: Equatable {
    private(set) var limit: Int
    /// What the limit was set to; a limit the service names goes above it only where it may grow.
    private let ceiling: Int
    private var window: Double
    /// Requests sent before the last decrease say nothing about the new window.
    private var firstRequestThatCounts = 0

    init(limit: Int, mayGrow: Bool = false) {
        self.limit = max(1, limit)
        ceiling = mayGrow ? .max : self.limit
        window = Double(self.limit)
    }

    var slots: Int { max(1, min(limit, Int(window))) }

    mutating func succeeded() {
        window = min(Double(limit), window + 1 / window)
    }

    /// Takes note that the service refused a request because too many were in flight.
    ///
    /// `request` is its number, counted from 0; `sent` is how many have been sent so far.
    mutating func refused(request: Int, sent: Int) {
        guard request >= firstRequestThatCounts else { return }
        firstRequestThatCounts = sent
        window = max(1, window * 0.7)
    }

    /// Takes note of the limit that the service names.
    mutating func learn(limit named: Int) {
        let known = max(1, min(ceiling, named))
        guard known != limit else { return }
        window = known > limit ? Double(known) : min(window, Double(known))
        limit = known
    }
}
