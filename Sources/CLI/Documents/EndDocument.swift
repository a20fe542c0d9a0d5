import FoundationEssentials
import NarratePipeline

/// What is posted, and given to the program that is run, when a book has ended or is blocked.
struct EndDocument: Encodable {
    /// Why it is told.
    enum Event: String, Encodable {
        /// It is the end, however it came.
        case finished
        /// Nothing goes on with a book before a person has done something; others may go on.
        case blocked
    }

    var version = 1
    var event: Event
    var time = Date.now.formatted(.iso8601)
    var code: Int32
    var books: [BatchSummary.Book]

    /// Tells of a book.
    init(_ event: Event, _ book: BatchSummary.Book) {
        self.event = event
        code = book.code
        books = [book]
    }

    /// The same as variables for a program.
    var facts: [String: String] {
        BatchSummary.Book.facts(books, event: event.rawValue, code: code)
    }
}

extension BatchSummary.Book {
    /// What programs are told of some books; of one of them more.
    static func facts(
        _ books: [BatchSummary.Book],
        event: String,
        code: Int32
    ) -> [String: String] {
        var facts = [
            "NARRATE_EVENT": event,
            "NARRATE_CODE": String(code),
            "NARRATE_BOOKS": String(books.count),
            "NARRATE_FINISHED": String(books.count { $0.state == .finished }),
            "NARRATE_NEEDS_PERSON": String(books.count { $0.needsPerson }),
        ]
        guard books.count == 1, let book = books.first else { return facts }
        facts["NARRATE_SOURCE"] = book.source
        facts["NARRATE_PROJECT_FOLDER"] = book.project
        facts["NARRATE_RELEASE"] = book.release
        facts["NARRATE_REPORT"] = book.report
        return facts
    }
}

extension BatchSummary {
    /// The same as variables for a program.
    var facts: [String: String] {
        var facts = Book.facts(books, event: event, code: code)
        facts["NARRATE_PAGE"] = page
        return facts
    }
}

/// Tells of ends, and warns where that failed.
struct EndTelling: Sendable {
    let isJSON: Bool

    /// Posts a document and runs a program.
    func tell(_ hooks: FinishHooks, _ document: some Encodable, facts: [String: String]) async {
        guard !hooks.isEmpty else { return }
        let json = JSONText.line(document)
        warn(await hooks.post(json))
        warn(await hooks.run(json, facts: facts))
    }

    /// Posts that a book is blocked.
    func tellBlocked(_ hooks: FinishHooks, _ book: BatchSummary.Book) async {
        warn(await hooks.post(JSONText.line(EndDocument(.blocked, book))))
    }

    private func warn(_ message: String?) {
        guard let message else { return }
        if isJSON {
            Console.output(JSONText.line(EventDocument(.warning(message: message))))
        } else {
            Console.error("warning: \(message)\n")
        }
    }
}
