import NarrateDelivery
import NarrateModel
import NarratePipeline

/// Tells how a run goes while it goes.
protocol ProgressReport: Sendable {
    /// Takes note of an event and shows what there is to show.
    func show(_ event: PipelineEvent)

    /// Removes what is not meant to stay.
    func end()
}

/// Shows nothing.
struct SilentProgress: ProgressReport {
    func show(_ event: PipelineEvent) {}

    func end() {}
}

/// A plain line per chapter, for logs and pipes.
struct PlainProgress: ProgressReport {
    let isVerbose: Bool

    func show(_ event: PipelineEvent) {
        if let line = EventLine(isVerbose: isVerbose).line(for: event) {
            Console.error(line + "\n")
        }
    }

    func end() {}
}

/// What an event looks like as one line for people.
struct EventLine {
    let isVerbose: Bool

    /// The line, or `nil` for events that are not worth one.
    func line(for event: PipelineEvent) -> String? {
        switch event {
        case .started(let overview): started(overview)
        case .chapterStarted, .finished: nil
        case .takeRecorded(let take): isVerbose ? recorded(take) : nil
        case .takeRejected(let chapter, let utterance, let message):
            isVerbose
                ? "chapter \(chapter), utterance \(utterance): take rejected: \(message)" : nil
        case .utteranceSetAside(let chapter, let utterance, let message):
            "chapter \(chapter), utterance \(utterance) set aside: \(message)"
        case .chapterAssembled(let chapter): assembled(chapter)
        case .waiting(let seconds, let message):
            "waiting \(Durations.clock(seconds.rounded(.up))): \(message)"
        case .warning(let message): "warning: \(message)"
        case .fileDelivered(let file):
            isVerbose ? "delivered \(file.position) of \(file.count): \(file.file)" : nil
        }
    }

    private func started(_ overview: PipelineEvent.Overview) -> String {
        let there =
            overview.recorded == 0
            ? "" : ", \(Durations.count(overview.recorded)) recorded before"
        return "\(overview.title): \(Durations.count(overview.chapters, "chapter")), "
            + "\(Durations.count(overview.utterances, "utterance")), "
            + "\(Durations.count(overview.characters)) characters\(there); "
            + "\(overview.engine), voice \(overview.voice)"
    }

    private func recorded(_ take: PipelineEvent.Recorded) -> String {
        "chapter \(take.chapter), utterance \(take.utterance): "
            + "\(Durations.tenths(take.duration)) s for \(take.characters) characters"
    }

    private func assembled(_ chapter: PipelineEvent.Assembled) -> String? {
        guard !chapter.isUnchanged || isVerbose else { return nil }
        let loudness = chapter.measures.integrated.map { ", \(Durations.tenths($0)) LUFS" } ?? ""
        let state = chapter.isUnchanged ? " (unchanged)" : ""
        return "\(chapter.file)  \(Durations.clock(chapter.duration))\(loudness)\(state)"
    }
}

/// One JSON object per line, for machines.
struct JSONProgress: ProgressReport {
    func show(_ event: PipelineEvent) {
        Console.output(JSONText.line(EventDocument(event)))
    }

    func end() {}
}
