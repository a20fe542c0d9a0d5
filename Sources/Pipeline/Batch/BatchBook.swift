import FoundationEssentials
import NarrateModel

/// One of the projects of a batch.
package struct BatchBook: Sendable {
    /// What people call it: short, and unlike the others' names.
    package var name: String
    package var configuration: ProjectConfiguration
    /// The choices that the configuration was made of.
    package var choices: Choices

    /// Creates a book.
    package init(name: String, configuration: ProjectConfiguration, choices: Choices) {
        self.name = name
        self.configuration = configuration
        self.choices = choices
    }
}

/// How a book of a batch ended.
package struct BatchResult: Sendable {
    /// What became of it.
    package enum End: Sendable {
        /// It was finished before, and nothing has changed since.
        case unchanged(Figures)
        case finished(PipelineEvent.Summary)
        /// The batch was stopped while it was at work on it.
        case stopped(PipelineEvent.Summary?)
        case failed(any Error)
        /// Its turn did not come.
        case notStarted
    }

    /// What is known of a finished book without opening it.
    package struct Figures: Sendable, Equatable {
        package var release: String?
        package var chapters: Int
        /// Seconds of audio.
        package var duration: Double
        package var flagged: Int
        package var outsideProfile: Int
    }

    package var end: End
    /// Credits that the batch spent on it.
    package var credits = 0
    /// How often it was tried.
    package var tries = 0

    /// Creates a result of nothing spent.
    package init(end: End) { self.end = end }

    /// Whether another try in the same night may bring something.
    package var isWorthRetrying: Bool {
        switch end {
        case .finished(let summary): !summary.setAside.isEmpty
        case .failed(let error as EngineError):
            [.unavailable, .unreachable, .brokenAnswer, .tooManyRequests].contains(error.code)
        case .failed(let error as ProjectError): error.code == .locked
        case .failed(let error as SourceError):
            error.code == .unreadable && error.source.map(SourceFetch.isAddress) == true
        case .unchanged, .stopped, .failed, .notStarted: false
        }
    }
}

/// Something that happened in a batch.
package enum BatchEvent: Sendable {
    /// Every project was looked at: so many are finished, the others are going to be worked on.
    case checked(finished: Int, open: Int)
    /// Nothing is done before a time.
    case waiting(until: Date)
    case bookStarted(Int)
    case book(Int, PipelineEvent)
    case bookEnded(Int, BatchResult)
    /// Books are tried once more.
    case retrying([Int])
    /// The time is over, the books under way are stopped.
    case closing
}
