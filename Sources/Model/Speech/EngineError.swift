/// Why an engine did not deliver.
package struct EngineError: Error, Sendable, CustomStringConvertible {
    /// What it means for the run.
    package enum Code: String, Sendable, Codable {
        /// The key, permission, plan, voice or model is refused (exit 77); stop.
        case refused
        /// The voice or model does not exist (exit 77); stop.
        case notFound
        /// The credits are used up (exit 75); stop, resumable.
        case quotaExceeded
        /// Too many requests at once; wait for our own to end.
        case tooManyRequests
        /// The service is busy or failing; back off and retry.
        case unavailable
        /// It could not be reached (exit 69); retry, then stop.
        case unreachable
        /// This text can't be spoken; set the utterance aside and go on.
        case unspeakable
        /// The answer was not whole audio; retry.
        case brokenAnswer
        /// The engine's program or data is missing or does not work (exit 69).
        case notInstalled
        /// The disk refused (exit 74); stop, resumable.
        case storage
        /// Our own mistake (exit 70).
        case bug
    }

    /// Whether the service may have charged for the attempt.
    package enum Charge: String, Sendable, Codable { case notPaid, maybePaid, paid }

    package var code: Code
    /// One sentence, lower case, no full stop, without keys or bodies.
    package var message: String
    /// What the user can do.
    package var hint: String?
    package var charge: Charge
    /// Seconds the service asks to wait.
    package var retryAfter: Double?
    /// How many requests may be in flight, where the service said so in passing.
    package var concurrencyLimit: Int?
    /// The service's name for the attempt, where it gave one: a paid answer may be fetched by it.
    package var requestID: String?

    /// Creates an error.
    package init(
        code: Code,
        message: String,
        hint: String? = nil,
        charge: Charge = .notPaid,
        retryAfter: Double? = nil,
        concurrencyLimit: Int? = nil,
        requestID: String? = nil
    ) {
        self.code = code
        self.message = message
        self.hint = hint
        self.charge = charge
        self.retryAfter = retryAfter
        self.concurrencyLimit = concurrencyLimit
        self.requestID = requestID
    }

    package var description: String {
        hint.map { "\(message); \($0)" } ?? message
    }
}
