import FoundationEssentials
import NarrateDelivery
import NarrateModel
import NarratePipeline

/// A line of `run --json`.
struct EventDocument: Encodable {
    var version = 1
    var event: String
    var time = Date.now.formatted(.iso8601)
    var title: String?
    var source: String?
    var project: String?
    var engine: String?
    var voice: String?
    var release: String?
    var chapters: Int?
    var utterances: Int?
    var recorded: Int?
    var reused: Int?
    var characters: Int?
    var charactersToRecord: Int?
    var chapter: Int?
    var utterance: Int?
    var file: String?
    var bytes: Int?
    var duration: Double?
    var integrated: Double?
    var truePeak: Double?
    /// Of a take, or of all runs of the project.
    var credits: Int?
    var creditsOfRun: Int?
    var retakes: Int?
    var flagged: Int?
    var outsideProfile: Int?
    var setAside: Int?
    var reclaimed: Int?
    var unchanged: Bool?
    var seconds: Double?
    var message: String?
    var delivery: Delivered?

    /// What came of a delivery.
    struct Delivered: Encodable {
        /// A link that works for a while.
        struct Link: Encodable {
            var file: String
            var url: String
        }

        var destination: String
        var sent: [String]
        var bytesSent: Int
        var kept: Int
        var removed: [String]
        var links: [Link]
    }

    /// Of a batch: the book's name.
    var book: String?
    var books: Int?
    var finished: Int?
    var until: String?
    var code: Int32?
    var kind: String?
    var hint: String?

    /// An event of a batch.
    init(batch event: String, book: String? = nil) {
        self.event = event
        self.book = book
    }

    init(_ event: PipelineEvent) {
        self.event = ""
        switch event {
        case .started(let overview): note(overview)
        case .chapterStarted(let chapter, let title):
            self.event = "chapterStarted"
            self.chapter = chapter
            self.title = title
        case .takeRecorded(let take): note(take)
        case .takeRejected(let chapter, let utterance, let message):
            note("takeRejected", chapter, utterance, message)
        case .utteranceSetAside(let chapter, let utterance, let message):
            note("utteranceSetAside", chapter, utterance, message)
        case .chapterAssembled(let assembled): note(assembled)
        case .waiting(let seconds, let message):
            self.event = "waiting"
            self.seconds = seconds
            self.message = message
        case .warning(let message):
            self.event = "warning"
            self.message = message
        case .fileDelivered(let delivered):
            self.event = "fileDelivered"
            file = delivered.file
            bytes = delivered.bytes
        case .finished(let summary): note(summary)
        }
    }

    private mutating func note(_ overview: PipelineEvent.Overview) {
        event = "started"
        title = overview.title
        source = overview.source
        project = overview.project
        engine = overview.engine
        voice = overview.voice
        chapters = overview.chapters
        utterances = overview.utterances
        recorded = overview.recorded
        characters = overview.characters
        charactersToRecord = overview.charactersToRecord
    }

    private mutating func note(_ take: PipelineEvent.Recorded) {
        event = "takeRecorded"
        chapter = take.chapter
        utterance = take.utterance
        characters = take.characters
        duration = take.duration
        credits = take.credits?.amount
    }

    private mutating func note(_ word: String, _ chapter: Int, _ utterance: Int, _ message: String)
    {
        event = word
        self.chapter = chapter
        self.utterance = utterance
        self.message = message
    }

    private mutating func note(_ assembled: PipelineEvent.Assembled) {
        event = "chapterAssembled"
        chapter = assembled.chapter
        title = assembled.title
        file = assembled.file
        duration = assembled.duration
        integrated = assembled.measures.integrated
        truePeak = assembled.measures.truePeak
        unchanged = assembled.isUnchanged
    }

    private mutating func note(_ summary: PipelineEvent.Summary) {
        event = "finished"
        release = summary.release
        project = summary.project
        chapters = summary.chapters
        duration = summary.duration
        recorded = summary.recorded
        reused = summary.reused
        retakes = summary.retakes
        flagged = summary.flagged
        outsideProfile = summary.outsideProfile
        setAside = summary.setAside.count
        reclaimed = summary.reclaimed
        credits = summary.credits.amount
        creditsOfRun = summary.creditsOfRun.amount
        unchanged = summary.isUnchanged
        delivery = summary.delivery.map { receipt in
            Delivered(
                destination: receipt.destination,
                sent: receipt.sent,
                bytesSent: receipt.bytesSent,
                kept: receipt.kept,
                removed: receipt.removed,
                links: receipt.links.map { Delivered.Link(file: $0.file, url: $0.url) }
            )
        }
    }
}
