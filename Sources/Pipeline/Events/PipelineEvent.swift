import NarrateDelivery
import NarrateModel

/// Something that happened on the way from a source to its release.
package enum PipelineEvent: Sendable {
    /// The work is known: what is there and what is to do.
    case started(Overview)
    case chapterStarted(chapter: Int, title: String)
    case takeRecorded(Recorded)
    case takeRejected(chapter: Int, utterance: Int, message: String)
    case utteranceSetAside(chapter: Int, utterance: Int, message: String)
    case chapterAssembled(Assembled)
    /// The engine asked for patience, for this many seconds.
    case waiting(seconds: Double, message: String)
    case warning(message: String)
    /// A file of the release arrived where it is to be delivered.
    case fileDelivered(DeliveredFile)
    case finished(Summary)

    /// What a run begins with.
    package struct Overview: Sendable {
        package var title: String
        package var source: String
        package var project: String
        package var engine: String
        package var voice: String
        package var chapters: Int
        package var utterances: Int
        /// Utterances whose takes were there before.
        package var recorded: Int
        package var characters: Int
        package var charactersToRecord: Int
        /// Whether requests cost credits.
        package var isPaid: Bool
    }

    /// A take that was recorded and accepted.
    package struct Recorded: Sendable {
        package var chapter: Int
        package var utterance: Int
        package var characters: Int
        /// Seconds of audio.
        package var duration: Double
        package var credits: Credits?
    }

    /// A chapter whose file is in the release.
    package struct Assembled: Sendable {
        package var chapter: Int
        package var title: String
        package var file: String
        /// Seconds.
        package var duration: Double
        package var measures: Master.Measures
        /// Whether it was there already and nothing had to be done.
        package var isUnchanged: Bool
    }

    /// An utterance that was left for the next run.
    package struct LeftOut: Sendable {
        package var chapter: Int
        package var utterance: Int
        package var reason: String
    }

    /// What a run ends with.
    package struct Summary: Sendable {
        package var release: String?
        package var project: String
        package var chapters: Int
        /// Seconds of audio in the release.
        package var duration: Double
        package var recorded: Int
        package var reused: Int
        package var retakes: Int
        package var flagged: Int
        /// Files of chapters that miss their profile.
        package var outsideProfile = 0
        package var setAside: [LeftOut]
        /// Answers that were paid before and fetched instead of paid again.
        package var reclaimed: Int
        package var credits: Credits
        /// Credits of this run alone.
        package var creditsOfRun = Credits(0)
        /// Whether nothing had to be done.
        package var isUnchanged: Bool
        /// What came of the delivery, where one was wanted.
        package var delivery: DeliveryReceipt?

        /// Whether somebody has to listen to what came out.
        package var needsEars: Bool { flagged > 0 || outsideProfile > 0 || !setAside.isEmpty }
    }
}
