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
        /// Somebody picked one of its takes.
        case choose
        /// The file of its take is gone.
        case forget
    }

    /// The state after an event, or `nil` when the event is not legal here.
    package func after(_ event: Event) -> UtteranceState? {
        switch (self, event) {
        case (.pending, .send), (.rejected, .send), (.failed, .send): .requested
        case (.requested, .deliver), (.pending, .deliver), (.failed, .deliver): .received
        case (.requested, .lose): .pending
        case (.received, .accept), (.rejected, .accept): .accepted
        case (.received, .reject): .rejected
        case (.requested, .giveUp), (.rejected, .giveUp), (.pending, .giveUp),
            (.failed, .giveUp):
            .failed
        case (.requested, .retake), (.requested, .choose), (.requested, .forget): nil
        case (_, .retake), (_, .forget): .pending
        case (_, .choose): .accepted
        default: nil
        }
    }
}
