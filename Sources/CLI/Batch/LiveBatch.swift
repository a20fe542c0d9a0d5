import NarrateDelivery
import NarrateModel
import NarratePipeline
import Synchronization

/// Lines at the foot of the terminal, one for each open book and one for all, with a line above
/// them for everything that is worth keeping.
final class LiveBatch: BatchProgress {
    /// Where an open book is.
    private struct Book {
        var overview: PipelineEvent.Overview?
        var chaptersDone: Set<Int> = []
        var utterancesDone = 0
        var waiting: String?
    }

    private struct State {
        var open: [Int: Book] = [:]
        var finished = 0
        var ended = 0
        var charactersRecorded = 0
        var credits = 0
        var notice: String?
        var lastDrawn: ContinuousClock.Instant?
        /// Lines that stand at the foot.
        var drawn = 0
    }

    private let state = Mutex(State())
    private let start = ContinuousClock.now
    private let lines: BatchLine
    private let usesColor: Bool

    /// Creates a display; it draws with the first event.
    init(lines: BatchLine, usesColor: Bool) {
        self.lines = lines
        self.usesColor = usesColor
    }

    func show(_ event: BatchEvent) {
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

    private func note(_ event: BatchEvent, in state: inout State) {
        switch event {
        case .checked(let finished, _): state.finished = finished
        case .waiting, .retrying: break
        case .closing: state.notice = "stopping"
        case .bookStarted(let index): state.open[index] = Book()
        case .bookEnded(let index, let result):
            state.open[index] = nil
            state.ended += 1
            if case .finished = result.end { state.finished += 1 }
        case .book(let index, let event):
            var book = state.open[index] ?? Book()
            note(event, of: &book, in: &state)
            state.open[index] = book
        }
    }

    private func note(_ event: PipelineEvent, of book: inout Book, in state: inout State) {
        book.waiting = nil
        switch event {
        case .started(let overview):
            book.overview = overview
            book.utterancesDone = overview.recorded
        case .takeRecorded(let take):
            book.utterancesDone += 1
            state.charactersRecorded += take.characters
            state.credits += take.credits?.amount ?? 0
        case .chapterAssembled(let chapter): book.chaptersDone.insert(chapter.chapter)
        case .waiting(_, let message): book.waiting = message
        case .fileDelivered(let file):
            book.waiting = "delivered \(file.position) of \(file.count)"
        case .chapterStarted, .takeRejected, .utteranceSetAside, .warning, .finished: break
        }
    }

    private func erase(_ state: inout State) {
        guard state.drawn > 0 else { return }
        // Up to the first of the lines, and everything from there.
        let up = state.drawn > 1 ? "\u{1B}[\(state.drawn - 1)A" : ""
        Console.error("\r\(up)\u{1B}[J")
        state.drawn = 0
    }

    private func draw(_ state: inout State, at now: ContinuousClock.Instant) {
        let width = max(20, Console.width - 1)
        let rows = state.open.sorted { $0.key < $1.key }.map { row($0.key, $0.value) }
        // Never more than the terminal is high: what scrolls away can't be erased.
        let room = max(0, Console.height - 2)
        let shown = rows.prefix(room) + [total(state, at: now)]
        let text = shown.map { row in
            let cut = String(row.prefix(width))
            return usesColor ? "\u{1B}[2m\(cut)\u{1B}[0m" : cut
        }.joined(separator: "\n")
        erase(&state)
        Console.error(text)
        state.drawn = shown.count
        state.lastDrawn = now
    }

    private func row(_ index: Int, _ book: Book) -> String {
        guard let overview = book.overview else { return "\(lines.names[index])  ·  reading" }
        var parts = [
            lines.names[index],
            "chapters \(book.chaptersDone.count)/\(overview.chapters)",
            "utterances \(Durations.count(min(book.utterancesDone, overview.utterances)))"
                + "/\(Durations.count(overview.utterances))",
        ]
        if let waiting = book.waiting { parts.append(waiting) }
        return parts.joined(separator: "  ·  ")
    }

    private func total(_ state: State, at now: ContinuousClock.Instant) -> String {
        let elapsed = (now - start) / .seconds(1)
        var parts = [
            "books \(state.finished)/\(lines.names.count)",
            Durations.clock(elapsed),
        ]
        if elapsed > 1, state.charactersRecorded > 0 {
            let pace = Int(Double(state.charactersRecorded) / elapsed * 60)
            parts.append("\(Durations.count(pace)) characters a minute")
        }
        if state.credits > 0 { parts.append("\(Durations.count(state.credits)) credits") }
        if let notice = state.notice { parts.append(notice) }
        return parts.joined(separator: "  ·  ")
    }
}
