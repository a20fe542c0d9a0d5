import NarrateDelivery
import NarrateModel
import NarratePipeline
import Synchronization

/// A line at the foot of the terminal that says how far the run is, with a line above it for
/// everything that is worth keeping.
final class LiveProgress: ProgressReport {
    private struct State {
        var overview: PipelineEvent.Overview?
        /// Indices; a long chapter comes in several parts.
        var chaptersDone: Set<Int> = []
        var utterancesDone = 0
        var charactersRecorded = 0
        var audio = 0.0
        var credits = 0
        var waiting: String?
        var lastDrawn: ContinuousClock.Instant?
        var isDrawn = false
    }

    private let state = Mutex(State())
    private let start = ContinuousClock.now
    private let lines: EventLine
    private let usesColor: Bool

    /// Creates a display; it draws with the first event.
    init(isVerbose: Bool, usesColor: Bool) {
        lines = EventLine(isVerbose: isVerbose)
        self.usesColor = usesColor
    }

    func show(_ event: PipelineEvent) {
        let line = lines.line(for: event)
        state.withLock { state in
            note(event, in: &state)
            let now = ContinuousClock.now
            if let line {
                erase(&state)
                Console.error(line + "\n")
            } else if let last = state.lastDrawn, now - last < .milliseconds(100) {
                return
            }
            draw(&state, at: now)
        }
    }

    func end() {
        state.withLock { erase(&$0) }
    }

    private func note(_ event: PipelineEvent, in state: inout State) {
        state.waiting = nil
        switch event {
        case .started(let overview):
            state.overview = overview
            state.utterancesDone = overview.recorded
        case .takeRecorded(let take):
            state.utterancesDone += 1
            state.charactersRecorded += take.characters
            state.audio += take.duration
            state.credits += take.credits?.amount ?? 0
        case .chapterAssembled(let chapter): state.chaptersDone.insert(chapter.chapter)
        case .waiting(_, let message): state.waiting = message
        case .fileDelivered(let file):
            state.waiting = "delivered \(file.position) of \(file.count)"
        case .chapterStarted, .takeRejected, .utteranceSetAside, .warning, .finished: break
        }
    }

    private func erase(_ state: inout State) {
        guard state.isDrawn else { return }
        Console.error("\r\u{1B}[K")
        state.isDrawn = false
    }

    private func draw(_ state: inout State, at now: ContinuousClock.Instant) {
        guard let overview = state.overview else { return }
        var parts = [
            "chapters \(state.chaptersDone.count)/\(overview.chapters)",
            "utterances \(Durations.count(min(state.utterancesDone, overview.utterances)))"
                + "/\(Durations.count(overview.utterances))",
        ]
        if let left = secondsLeft(state, overview: overview, now: now) {
            parts.append("\(Durations.clock(left)) left")
        }
        if overview.isPaid { parts.append("\(Durations.count(state.credits)) credits") }
        if let waiting = state.waiting { parts.append(waiting) }
        let text = String(parts.joined(separator: "  ·  ").prefix(max(20, Console.width - 1)))
        let line = usesColor ? "\u{1B}[2m\(text)\u{1B}[0m" : text
        Console.error("\r\u{1B}[K" + line)
        state.isDrawn = true
        state.lastDrawn = now
    }

    /// What is left at the pace of this run, once there is a pace to speak of.
    private func secondsLeft(
        _ state: State,
        overview: PipelineEvent.Overview,
        now: ContinuousClock.Instant
    ) -> Double? {
        let elapsed = (now - start) / .seconds(1)
        guard elapsed > 1, state.charactersRecorded > 0 else { return nil }
        let left = max(0, overview.charactersToRecord - state.charactersRecorded)
        return Double(left) * elapsed / Double(state.charactersRecorded)
    }
}
