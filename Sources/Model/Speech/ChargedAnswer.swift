/// An answer that a service charged for, as its history tells it.
package struct ChargedAnswer: Sendable, Equatable {
    /// The service's name for the request.
    package var requestID: String
    /// Seconds since 1970.
    package var date: Double
    package var text: String
    package var voice: String
    package var model: String
    package var credits: Credits?

    /// Creates an answer.
    package init(
        requestID: String,
        date: Double,
        text: String,
        voice: String,
        model: String,
        credits: Credits? = nil
    ) {
        self.requestID = requestID
        self.date = date
        self.text = text
        self.voice = voice
        self.model = model
        self.credits = credits
    }
}
