/// Somebody who listens to a recording and says what he heard.
package protocol Transcriber: Sendable {
    /// What tells it from others of its kind, such as its command, or its address and model.
    var identity: String { get }

    /// Credits that an hour of audio costs; 0 where nobody has to be paid.
    var creditsPerHour: Double { get }

    /// Listens to the audio at `path`, as an engine delivered it.
    ///
    /// - Parameters:
    ///   - path: The audio.
    ///   - text: What was to be said in it.
    ///   - language: Its BCP 47 tag.
    /// - Returns: what was heard.
    /// - Throws: `EngineError`, or `CancellationError` when the task was cancelled.
    func hearing(
        ofAudioAt path: String,
        saying text: String,
        language: String
    ) async throws -> Hearing
}

extension Transcriber {
    package var creditsPerHour: Double { 0 }
}

/// What came of listening to a recording.
package struct Hearing: Sendable, Equatable {
    /// What was heard.
    package enum Account: Sendable, Equatable {
        /// Everything that is said, written down.
        case transcript(String)
        /// The words that were to be said, and how well each fits.
        case alignment([AlignedWord])
    }

    package var account: Account
    /// What it cost, where the answer told.
    package var credits: Credits?

    /// Creates a hearing.
    package init(_ account: Account, credits: Credits? = nil) {
        self.account = account
        self.credits = credits
    }
}

/// A word of a text where it is said in a recording.
package struct AlignedWord: Sendable, Equatable {
    package var text: String
    /// Seconds from the start of the recording.
    package var start: Double
    /// How badly the sound fits the word; near 0 where it fits.
    package var loss: Double

    /// Creates a word.
    package init(text: String, start: Double, loss: Double) {
        self.text = text
        self.start = start
        self.loss = loss
    }
}
