import FoundationEssentials
import NarrateModel
import NarratePipeline
import NarratePublish

/// What a batch came to, beginning with what needs a person.
struct BatchSummary: Encodable {
    /// What became of a book.
    enum State: String, Encodable {
        case finished, stopped, failed, notStarted
    }

    /// A book, as scripts see it.
    struct Book: Encodable {
        var name: String
        var source: String
        var project: String
        var state: State
        var code: Int32
        /// Whether it was finished before.
        var unchanged: Bool
        var needsPerson: Bool
        var release: String?
        var report: String?
        var chapters: Int?
        var duration: Double?
        var credits: Int
        var flagged: Int?
        var outsideProfile: Int?
        var setAside: Int?
        var kind: String?
        var message: String?
        var hint: String?
    }

    var version = 1
    var event = "batchFinished"
    var time = Date.now.formatted(.iso8601)
    /// What needs a person first, then what goes on, then what is finished.
    var books: [Book]
    var code: Int32
    var finished: Int
    var needsPerson: Int
    var goesOn: Int
    var duration: Double
    var credits: Int
    /// Path of the page.
    var page: String?

    /// Sums up the results of some books.
    init(_ books: [BatchBook], _ results: [BatchResult]) {
        let rows = zip(books, results).map { Book($0, $1) }
        let order: [BatchPage.Book.State] = [.needsPerson, .goesOn, .finished, .unchanged]
        self.books = order.flatMap { state in rows.filter { $0.pageState == state } }
        let codes = rows.map(\.code)
        code = codes.filter { $0 >= 64 }.min() ?? codes.max() ?? 0
        finished = rows.count { $0.state == .finished }
        needsPerson = rows.count { $0.needsPerson }
        goesOn = rows.count { $0.pageState == .goesOn }
        duration = rows.reduce(0) { $0 + ($1.duration ?? 0) }
        credits = rows.reduce(0) { $0 + $1.credits }
    }

    /// The same for people.
    var text: String {
        var lines: [String] = []
        func section(_ title: String, _ state: BatchPage.Book.State, _ line: (Book) -> String) {
            let own = books.filter { $0.pageState == state }
            guard !own.isEmpty else { return }
            lines.append("\(title):")
            lines += own.map { "  \($0.name): \(line($0))" }
        }
        section("needs you", .needsPerson, \.remark)
        section("goes on with the next start", .goesOn, \.remark)
        section("finished", .finished) { book in
            "\(Durations.clock(book.duration ?? 0))  \(book.release ?? book.project)"
        }
        let before = books.count { $0.unchanged }
        if before > 0 {
            lines.append(
                before == 1 ? "1 book was finished before" : "\(before) were finished before"
            )
        }
        var parts = [
            "\(finished) of \(books.count) \(books.count == 1 ? "book" : "books") finished",
            Durations.clock(duration),
        ]
        if credits > 0 { parts.append("\(Durations.count(credits)) credits spent") }
        lines.append(parts.joined(separator: ", "))
        if let page { lines.append(page) }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The same as a page that links to every report.
    func page(title: String) -> BatchPage {
        BatchPage(
            title: title,
            finishedAt: time,
            books: books.map { book in
                BatchPage.Book(
                    name: book.name,
                    state: book.pageState,
                    remark: book.remark,
                    release: book.release.map { URL(filePath: $0).standardizedFileURL.path },
                    duration: book.duration ?? 0,
                    chapters: book.chapters ?? 0,
                    credits: book.credits
                )
            }
        )
    }
}

extension BatchSummary.Book {
    /// Sums up how a book ended.
    init(_ book: BatchBook, _ result: BatchResult) {
        name = book.name
        source = book.configuration.source
        project = book.configuration.folder.path
        credits = result.credits
        (unchanged, needsPerson, code, state) = (false, false, 75, .notStarted)
        switch result.end {
        case .unchanged(let figures):
            (unchanged, state) = (true, .finished)
            (release, chapters, duration) = (figures.release, figures.chapters, figures.duration)
            noteFaults(figures.flagged, figures.outsideProfile, setAside: 0)
        case .finished(let summary):
            state = .finished
            (release, chapters, duration) = (summary.release, summary.chapters, summary.duration)
            noteFaults(
                summary.flagged,
                summary.outsideProfile,
                setAside: summary.setAside.count
            )
        case .stopped: state = .stopped
        case .failed(let error): note(Failure(error))
        case .notStarted: break
        }
        report = release.map { "\($0)/report.html" }
    }

    private mutating func noteFaults(_ flagged: Int, _ outsideProfile: Int, setAside: Int) {
        self.flagged = flagged
        self.outsideProfile = outsideProfile
        self.setAside = setAside
        code = flagged > 0 || outsideProfile > 0 || setAside > 0 ? 3 : 0
        needsPerson = code == 3
    }

    private mutating func note(_ failure: Failure) {
        state = .failed
        code = failure.code
        kind = failure.kind
        message = failure.message
        hint = failure.hint
        // What an outage, the budget or another run kept from being done, the next start does.
        let passes = ["unreachable", "unavailable", "tooManyRequests", "brokenAnswer", "locked"]
        let isOurBudget = failure.message.hasPrefix("--max-credits")
        needsPerson = !passes.contains(failure.kind) && !isOurBudget
    }

    fileprivate var pageState: BatchPage.Book.State {
        if needsPerson { return .needsPerson }
        guard state == .finished else { return .goesOn }
        return unchanged ? .unchanged : .finished
    }

    /// What there is to say about it, in one line.
    fileprivate var remark: String {
        if let message { return hint.map { "\(message); \($0)" } ?? message }
        switch state {
        case .stopped: return "stopped; what is recorded is kept"
        case .notStarted: return "its turn did not come"
        case .failed: return "failed"
        case .finished: break
        }
        var parts: [String] = []
        if let setAside, setAside > 0 {
            parts.append(
                "\(Durations.count(setAside, "utterance")) missing that could not be recorded"
            )
        }
        if let flagged, flagged > 0 {
            parts.append("\(Durations.count(flagged, "take")) kept in spite of failed checks")
        }
        if let outsideProfile, outsideProfile > 0 {
            parts.append(
                outsideProfile == 1
                    ? "1 chapter misses its profile"
                    : "\(outsideProfile) chapters miss their profile"
            )
        }
        guard !parts.isEmpty else { return "" }
        return parts.joined(separator: "; ") + (report.map { "; listen: \($0)" } ?? "")
    }
}
