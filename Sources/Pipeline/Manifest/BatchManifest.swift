import NarrateSynthesize

/// The manifest of a batch: projects, and what they have in common.
package struct BatchManifest: Sendable {
    /// One or more sources with the choices that go with them.
    package struct Entry: Sendable {
        package var sources: [String]
        package var choices: Choices

        /// Creates an entry.
        package init(sources: [String], choices: Choices = Choices()) {
            self.sources = sources
            self.choices = choices
        }
    }

    package var entries: [Entry]
    /// Choices of all projects that don't choose otherwise.
    package var defaults: Choices
    package var rules: BatchChoices
}

/// What somebody chose for a batch as a whole.
package struct BatchChoices: Sendable, Equatable {
    /// Books that are open at once.
    package var books: Int?
    package var isInOrder: Bool?
    package var from: TimeOfDay?
    package var until: TimeOfDay?
    package var longest: Duration?
    /// Requests in flight over all books.
    package var concurrency: Int?
    /// Credits of all books.
    package var maxCredits: Int?
    /// Who is told of the end of all, and what is run then.
    package var notify: String?
    package var onFinish: String?

    /// Creates choices that say nothing.
    package init() {}

    /// These choices where they say something, and the others where they don't.
    package func over(_ others: BatchChoices) -> BatchChoices {
        var merged = self
        merged.books = books ?? others.books
        merged.isInOrder = isInOrder ?? others.isInOrder
        merged.from = from ?? others.from
        merged.until = until ?? others.until
        merged.longest = longest ?? others.longest
        merged.concurrency = concurrency ?? others.concurrency
        merged.maxCredits = maxCredits ?? others.maxCredits
        merged.notify = notify ?? others.notify
        merged.onFinish = onFinish ?? others.onFinish
        return merged
    }

    /// The rules these choices make.
    package var rules: Batch.Rules {
        var rules = Batch.Rules()
        rules.books = books ?? rules.books
        rules.order = isInOrder == true ? .inOrder : .fair
        rules.concurrency = concurrency
        rules.maxCredits = maxCredits
        rules.window = WorkWindow(from: from, until: until, longest: longest)
        return rules
    }
}
