import FoundationEssentials
import NarratePipeline

/// Tells how a batch goes while it goes.
protocol BatchProgress: Sendable {
    /// Takes note of an event and shows what there is to show.
    func show(_ event: BatchEvent)

    /// Removes what is not meant to stay.
    func end()
}

/// Shows nothing.
struct SilentBatch: BatchProgress {
    func show(_ event: BatchEvent) {}

    func end() {}
}

/// Plain lines, each beginning with its book's name, for logs and pipes.
struct PlainBatch: BatchProgress {
    let lines: BatchLine

    func show(_ event: BatchEvent) {
        if let line = lines.line(for: event) { Console.error(line + "\n") }
    }

    func end() {}
}

/// What an event of a batch looks like as one line for people.
struct BatchLine {
    let names: [String]
    let isVerbose: Bool

    /// The line, or `nil` for events that are not worth one.
    func line(for event: BatchEvent) -> String? {
        switch event {
        case .checked(let finished, let open):
            finished == 0
                ? Durations.count(open, "book")
                : "\(Durations.count(finished + open, "book")), \(finished) finished before"
        case .waiting(let moment): "waiting until \(BatchLine.clock(moment))"
        case .bookStarted(let index): isVerbose ? "\(names[index]): begins" : nil
        case .book(let index, let event):
            EventLine(isVerbose: isVerbose).line(for: event).map { "\(names[index]): \($0)" }
        case .bookEnded(let index, let result): "\(names[index]): \(Self.end(result))"
        case .retrying(let indices):
            "once more: \(indices.map { names[$0] }.joined(separator: ", "))"
        case .closing: "the time is over, stopping"
        }
    }

    /// How a book ended, in a few words.
    private static func end(_ result: BatchResult) -> String {
        switch result.end {
        case .unchanged: "finished before"
        case .finished(let summary):
            summary.needsEars
                ? "finished, with takes that need ears"
                : "finished, \(Durations.clock(summary.duration))"
        case .stopped: "stopped, what is recorded is kept"
        case .failed(let error): Failure(error).sentence
        case .notStarted: "not started"
        }
    }

    /// The time of day on this machine.
    private static func clock(_ moment: Date) -> String {
        let parts = Calendar.local(at: moment).dateComponents([.hour, .minute], from: moment)
        let minute = parts.minute ?? 0
        return "\(parts.hour ?? 0):\(minute < 10 ? "0" : "")\(minute)"
    }
}

/// One JSON object per line, for machines: a book's events carry its name.
struct JSONBatch: BatchProgress {
    let names: [String]

    func show(_ event: BatchEvent) {
        guard let document = document(for: event) else { return }
        Console.output(JSONText.line(document))
    }

    func end() {}

    private func document(for event: BatchEvent) -> EventDocument? {
        switch event {
        case .checked(let finished, let open):
            var document = EventDocument(batch: "batchStarted")
            document.books = finished + open
            document.finished = finished
            return document
        case .waiting(let moment):
            var document = EventDocument(batch: "batchWaiting")
            document.until = moment.formatted(.iso8601)
            return document
        case .bookStarted(let index):
            return EventDocument(batch: "bookStarted", book: names[index])
        case .book(let index, let event):
            var document = EventDocument(event)
            document.book = names[index]
            return document
        case .bookEnded(let index, let result): return document(names[index], result)
        case .retrying(let indices):
            var document = EventDocument(batch: "batchRetrying")
            document.books = indices.count
            return document
        case .closing: return EventDocument(batch: "batchClosing")
        }
    }

    private func document(_ name: String, _ result: BatchResult) -> EventDocument? {
        var document: EventDocument
        switch result.end {
        case .finished(let summary): document = EventDocument(.finished(summary))
        case .stopped: document = EventDocument(batch: "stopped")
        case .failed(let error):
            let failure = Failure(error)
            document = EventDocument(batch: "failed")
            (document.code, document.kind) = (failure.code, failure.kind)
            (document.message, document.hint) = (failure.message, failure.hint)
        case .unchanged, .notStarted: return nil
        }
        document.book = name
        return document
    }
}
