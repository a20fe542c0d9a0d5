/// Where an utterance stands on its way to an accepted take.
package enum UtteranceState: String, Sendable, Codable, CaseIterable {
    /// Nothing asked yet, or asked again.
    case pending
    /// A request is in flight.
    case requested
    /// Audio is on disk, not judged.
    case received
    /// A take passed, or is the best there is.
    case accepted
    /// The take failed its checks.
    case rejected
    /// Set aside after its retries; the next run tries again.
    case failed

    /// What can happen to an utterance.
    package enum Event: String, Sendable, CaseIterable {
        case send, deliver, lose, accept, reject, giveUp, retake
    }

    /// The state after an event, or `nil` when the event is not legal here.
    package func after(_ event: Event) -> UtteranceState? {
        switch (self, event) {
        case (.pending, .send), (.rejected, .send), (.failed, .send): .requested
        case (.requested, .deliver), (.pending, .deliver): .received
        case (.requested, .lose): .pending
        case (.received, .accept), (.rejected, .accept): .accepted
        case (.received, .reject): .rejected
        case (.requested, .giveUp), (.rejected, .giveUp), (.pending, .giveUp): .failed
        case (.accepted, .retake), (.failed, .retake), (.rejected, .retake): .pending
        default: nil
        }
    }
}
