import ArgumentParser
import NarratePipeline

/// How the books of a batch share a night.
struct BatchOptions: ParsableArguments {
    @Option(help: "Books that are open at once (default: 4).")
    var books: Int?

    @Flag(help: "Give the slots to the books in their order, not fairly to all that are open.")
    var inOrder = false

    @Option(help: "Time of day before which nothing begins, such as 22:00.")
    var from: String?

    @Option(help: "Time of day at which to stop, such as 06:30; the next start goes on (75).")
    var until: String?

    @Option(help: "Stop after this time, such as 8h or 90m; the next start goes on (75).")
    var maxDuration: String?

    func validate() throws {
        if let books, !(1...64).contains(books) {
            throw ValidationError("--books is \(books), expected 1 to 64")
        }
        for (name, time) in [("--from", from), ("--until", until)] {
            guard let time, TimeOfDay(time) == nil else { continue }
            throw ValidationError("\(name) is '\(time)', expected a time of day such as 22:00")
        }
        if let maxDuration, WorkWindow.length(maxDuration) == nil {
            throw ValidationError(
                "--max-duration is '\(maxDuration)', expected a time such as 8h or 90m"
            )
        }
    }

    /// The choices these options make.
    func choices(concurrency: Int?, maxCredits: Int?) -> BatchChoices {
        var choices = BatchChoices()
        choices.books = books
        choices.isInOrder = inOrder ? true : nil
        choices.from = from.flatMap { TimeOfDay($0) }
        choices.until = until.flatMap { TimeOfDay($0) }
        choices.longest = maxDuration.flatMap { WorkWindow.length($0) }
        choices.concurrency = concurrency
        choices.maxCredits = maxCredits
        return choices
    }
}
