import FoundationEssentials
import Logging
import NarrateDelivery
import NarrateModel

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The project's own log, `narrate.log`: what happened in which run, for the morning after.
///
/// It holds no keys and no texts; losing it loses nothing else.
struct ProjectLog: Sendable {
    private let logger: Logger

    /// Opens the log of a project for appending.
    init(_ folder: ProjectFolder) {
        let handler = FileLogHandler(path: folder.log)
        logger = Logger(label: "narrate") { _ in handler }
    }

    /// Notes an event that is worth finding later.
    func note(_ event: PipelineEvent) {
        switch event {
        case .started(let overview):
            logger.info(
                """
                started: \(overview.chapters) chapters, \(overview.utterances) utterances, \
                \(overview.recorded) recorded before; engine \(overview.engine), \
                voice \(overview.voice)
                """
            )
        case .takeRejected(let chapter, let utterance, let message):
            logger.warning("chapter \(chapter), utterance \(utterance): take rejected: \(message)")
        case .utteranceSetAside(let chapter, let utterance, let message):
            logger.error("chapter \(chapter), utterance \(utterance): set aside: \(message)")
        case .chapterAssembled(let chapter) where !chapter.isUnchanged:
            logger.info("chapter \(chapter.chapter) assembled: \(chapter.file)")
        case .waiting(let seconds, let message):
            logger.warning("waiting \(Int(seconds.rounded(.up))) s: \(message)")
        case .warning(let message): logger.warning("\(message)")
        case .chapterStarted, .takeRecorded, .chapterAssembled, .fileDelivered, .finished: break
        }
    }

    /// Notes how a run ended.
    func noteEnd(_ outcome: RunOutcome) {
        switch outcome.end {
        case .finished:
            logger.info("finished: \(outcome.summary.recorded) utterances recorded")
            if let delivery = outcome.summary.delivery {
                // Links are as good as keys while they work: they are not for a file.
                logger.info(
                    """
                    delivered to \(delivery.destination): \(delivery.sent.count) files sent, \
                    \(delivery.kept) there before, \(delivery.removed.count) removed
                    """
                )
            }
        case .stopped: logger.notice("stopped: \(outcome.summary.recorded) utterances recorded")
        case .engineFailed(let error): logger.error("stopped by the engine: \(error.description)")
        }
    }

    /// Notes what ended a run early.
    func noteFailure(_ error: any Error) {
        logger.error("failed: \(error)")
    }
}

/// Appends lines to a file: time, level, message.
private struct FileLogHandler: LogHandler {
    let path: String
    var metadata: Logger.Metadata = [:]
    var logLevel: Logger.Level = .info

    init(path: String) { self.path = path }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let line = "\(Date.now.formatted(.iso8601)) \(event.level) \(event.message)\n"
        let descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
        // A log that can't be written must not stop a run that is paid for.
        guard descriptor >= 0 else { return }
        let bytes = Array(line.utf8)
        _ = write(descriptor, bytes, bytes.count)
        close(descriptor)
    }
}
