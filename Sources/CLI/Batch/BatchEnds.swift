import NarratePipeline
import Synchronization

/// Tells of the ends of a batch: of each project whose own manifest asks for it, of the first that
/// is blocked, and of all.
final class BatchEnds: Sendable {
    private let books: [BatchBook]
    /// Those of each project.
    private let own: [FinishHooks]
    private let shared: FinishHooks
    private let telling: EndTelling
    private let wasBlockTold = Mutex(false)

    /// Creates it from what the projects and the batch choose.
    ///
    /// - Throws: `ProjectError` with code `usage` for what is no address, or no command.
    init(
        of books: [BatchBook],
        shared: BatchChoices,
        authorities: String?,
        isJSON: Bool
    ) throws {
        self.books = books
        own = try books.map {
            try FinishHooks(
                notify: $0.choices.notify,
                onFinish: $0.choices.onFinish,
                authorities: authorities
            )
        }
        self.shared = try FinishHooks(
            notify: shared.notify,
            onFinish: shared.onFinish,
            authorities: authorities
        )
        telling = EndTelling(isJSON: isJSON)
    }

    /// Tells of a book that has ended.
    func end(_ result: BatchResult, of index: Int) async {
        let book = BatchSummary.Book(books[index], result)
        let document = EndDocument(.finished, book)
        await telling.tell(own[index], document, facts: document.facts)
        guard book.needsPerson, book.code >= 64 else { return }
        let isFirst = wasBlockTold.withLock { wasTold in
            defer { wasTold = true }
            return !wasTold
        }
        if isFirst { await telling.tellBlocked(shared, book) }
    }

    /// Tells of the end of all.
    func end(_ summary: BatchSummary) async {
        await telling.tell(shared, summary, facts: summary.facts)
    }
}
