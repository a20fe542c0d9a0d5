/// What an engine says about the audio it has written for a request.
package struct Delivery: Sendable, Equatable, Codable {
    /// File name extension of the audio, such as `wav` or `mp3`.
    package var fileExtension: String
    /// The service's name for the request, for stitching.
    package var requestID: String?
    /// What the service says it billed.
    package var credits: Credits?
    /// Word timing, where the engine gives it.
    package var alignment: [TimedWord]
    /// How many requests may be in flight, where the service says so with its answers.
    package var concurrencyLimit: Int?
    /// Whether the audio comes from the service's history: an earlier attempt was charged for it.
    package var isReclaimed = false

    /// Creates a delivery.
    package init(
        fileExtension: String,
        requestID: String? = nil,
        credits: Credits? = nil,
        alignment: [TimedWord] = [],
        concurrencyLimit: Int? = nil
    ) {
        self.fileExtension = fileExtension
        self.requestID = requestID
        self.credits = credits
        self.alignment = alignment
        self.concurrencyLimit = concurrencyLimit
    }
}

/// A word and when it is spoken, in seconds from the start of the take.
package struct TimedWord: Sendable, Equatable, Codable {
    package var text: String
    package var start: Double
    package var end: Double

    /// Creates a timed word.
    package init(text: String, start: Double, end: Double) {
        self.text = text
        self.start = start
        self.end = end
    }
}
