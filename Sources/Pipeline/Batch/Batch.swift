import FoundationEssentials
import NarrateModel
import NarrateSynthesize

/// Many projects under one limit and one budget: a few are open at once, so that slots are full and
/// memory does not depend on how many there are.
package struct Batch: Sendable {
    /// How the books share what there is.
    package struct Rules: Sendable {
        /// Books that are open at once.
        package var books = 4
        package var order = SlotPool.Order.fair
        /// Requests in flight over all books; `nil` for what the account allows.
        package var concurrency: Int?
        /// Credits that all books may spend together.
        package var maxCredits: Int?
        package var window = WorkWindow()

        /// Creates rules: fair between books, at any time, without a limit.
        package init() {}
    }

    /// What a batch is given from outside.
    package struct Surroundings: Sendable {
        package var engines: EngineCatalog
        /// Where a book's bytes come from.
        package var input: @Sendable (ProjectConfiguration) async throws -> SourceInput
        /// Agrees to what a book is going to cost, or throws; with the credits the budget leaves.
        package var consent: @Sendable (Plan, _ left: Int?) throws -> Void
        package var report: @Sendable (BatchEvent) -> Void
        /// Called when a book has ended and is not going to be tried again.
        package var ended: @Sendable (Int, BatchResult) async -> Void = { _, _ in }
        package var now: @Sendable () -> Date = { Date.now }
        package var sleep: @Sendable (Duration) async throws -> Void = {
            try await Task.sleep(for: $0, clock: .continuous)
        }

        /// Creates surroundings with this machine's clock.
        package init(
            engines: EngineCatalog,
            input: @escaping @Sendable (ProjectConfiguration) async throws -> SourceInput,
            consent: @escaping @Sendable (Plan, _ left: Int?) throws -> Void,
            report: @escaping @Sendable (BatchEvent) -> Void
        ) {
            self.engines = engines
            self.input = input
            self.consent = consent
            self.report = report
        }
    }

    let books: [BatchBook]
    let rules: Rules
    let surroundings: Surroundings
    let control: RunControl
    private let budget: SharedBudget?
    private let slots: AccountSlots
    private let machine = SharedLimits.ofMachine()
    private let releases = ReleaseFolders()

    /// Creates a batch; `control` stops all of its books.
    ///
    /// - Throws: `SourceError` when two of the books have the same project folder or destination.
    package init(
        _ books: [BatchBook],
        rules: Rules,
        surroundings: Surroundings,
        control: RunControl
    ) throws {
        try Self.refuseSharedFolders(books)
        try Self.refuseSharedDestinations(books)
        self.books = books
        self.rules = rules
        self.surroundings = surroundings
        self.control = control
        budget = rules.maxCredits.map { SharedBudget(limit: $0) }
        slots = AccountSlots(concurrency: rules.concurrency, order: rules.order)
    }

    private static func refuseSharedFolders(_ books: [BatchBook]) throws {
        var owners: [String: BatchBook] = [:]
        for book in books {
            let folder = URL(filePath: book.configuration.folder.path)
                .standardizedFileURL.resolvingSymlinksInPath().path
            guard let other = owners.updateValue(book, forKey: folder) else { continue }
            throw SourceError(
                code: .invalid,
                message: "'\(other.configuration.source)' and '\(book.configuration.source)' "
                    + "have the same project folder '\(folder)'",
                source: book.configuration.source,
                hint: "name each once, or give one of them another 'project'"
            )
        }
    }

    /// Looks at every project, works on those that are not finished, and tries once more what may
    /// work then.
    ///
    /// - Returns: how each book ended, in their order.
    /// - Throws: `CancellationError`.
    package func run() async throws -> [BatchResult] {
        var results = books.map { checked($0) }
        let open = results.indices.filter { results[$0].isOpen }
        surroundings.report(.checked(finished: books.count - open.count, open: open.count))
        guard !open.isEmpty else { return results }
        try await waitForOpening()
        await withTaskGroup(of: Void.self) { group in
            // It ends early when the books are done, by cancellation.
            group.addTask { try? await watchTheClock() }
            defer { group.cancelAll() }
            await work(on: open, results: &results)
            let again = open.filter { results[$0].isWorthRetrying }
            guard !again.isEmpty, !control.isStopped else { return }
            surroundings.report(.retrying(again))
            await work(on: again, results: &results)
        }
        return results
    }

    /// What the books that are not finished are going to cost; those that can't be read are left
    /// out, they cost nothing.
    package func estimatedCredits() async -> Int {
        var credits = 0
        for book in books {
            let configuration = book.configuration
            guard
                !EngineCatalog.freeNames.contains(configuration.engine)
                    || configuration.hearing.creditsPerHour(of: configuration.engine) > 0,
                FinishedStamp.holding(book, engines: surroundings.engines) == nil,
                let input = try? await surroundings.input(configuration),
                let plan = try? await Plan(
                    configuration,
                    input: input,
                    engines: surroundings.engines
                )
            else { continue }
            credits += plan.estimatedCredits
        }
        return credits
    }

    private func checked(_ book: BatchBook) -> BatchResult {
        let stamp = FinishedStamp.holding(book, engines: surroundings.engines)
        guard let summary = stamp?.summary else { return BatchResult(end: .notStarted) }
        if let release = summary.release { try? releases.claim(release, for: book.configuration) }
        let figures = BatchResult.Figures(
            release: summary.release,
            chapters: summary.chapters,
            duration: summary.duration,
            flagged: summary.flagged,
            outsideProfile: summary.outsideProfile ?? 0
        )
        return BatchResult(end: .unchanged(figures))
    }

    // MARK: Time

    private func waitForOpening() async throws {
        let now = surroundings.now()
        let opening = rules.window.opening(after: now, in: .local(at: now))
        if opening > surroundings.now() { surroundings.report(.waiting(until: opening)) }
        try await sleep(until: opening)
    }

    /// Stops the books when their time is over.
    private func watchTheClock() async throws {
        let now = surroundings.now()
        let closing = rules.window.closing(from: now, in: .local(at: now))
        guard let closing else { return }
        try await sleep(until: closing)
        surroundings.report(.closing)
        control.stop()
    }

    /// In short steps: the clock may be set, and machines sleep.
    private func sleep(until moment: Date) async throws {
        while true {
            let left = moment.timeIntervalSince(surroundings.now())
            guard left > 0 else { return }
            try await surroundings.sleep(.seconds(min(left, 30)))
        }
    }

    // MARK: Books

    private func work(on indices: [Int], results: inout [BatchResult]) async {
        await withTaskGroup(of: (Int, BatchResult).self) { group in
            var pending = indices.makeIterator()
            func start() -> Bool {
                guard !control.isStopped, let index = pending.next() else { return false }
                let before = results[index]
                group.addTask { (index, await narrate(index, before: before)) }
                return true
            }
            for _ in 0..<max(1, rules.books) where !start() { break }
            for await (index, result) in group {
                results[index] = result
                _ = start()
            }
        }
    }

    private func narrate(_ index: Int, before: BatchResult) async -> BatchResult {
        surroundings.report(.bookStarted(index))
        var result = before
        result.tries += 1
        do {
            let outcome = try await control.part { try await self.outcome(index, control: $0) }
            result.credits += outcome.summary.creditsOfRun.amount
            switch outcome.end {
            case .finished: result.end = .finished(outcome.summary)
            case .stopped: result.end = .stopped(outcome.summary)
            case .engineFailed(let error): result.end = .failed(error)
            }
        } catch is CancellationError {
            result.end = .stopped(nil)
        } catch {
            result.end = .failed(error)
        }
        surroundings.report(.bookEnded(index, result))
        if result.tries > 1 || !result.isWorthRetrying || control.isStopped {
            await surroundings.ended(index, result)
        }
        return result
    }

    private func outcome(_ index: Int, control: RunControl) async throws -> RunOutcome {
        let book = books[index]
        let configuration = book.configuration
        let engine = try surroundings.engines.engine(for: configuration)
        let (prepared, session) = try await Preparation.prepareRecording(
            configuration,
            input: try await surroundings.input(configuration),
            engine: engine
        )
        let report: @Sendable (PipelineEvent) -> Void = { [surroundings] event in
            surroundings.report(.book(index, event))
        }
        for note in prepared.notes { report(.warning(message: note)) }
        let canCost = Plan.isCalledFor(by: configuration, session: session)
        if canCost {
            let plan = try await Plan(prepared, session: session)
            if plan.toRecord > 0, let obstacle = engine.obstacle { throw obstacle }
            try surroundings.consent(plan, budget?.left)
        }
        var shared = machine
        shared.slots = slots.pool(for: session, engine: engine.name)
        shared.rank = index
        shared.budget = canCost ? budget : nil
        let project = Project(
            prepared,
            engine: engine,
            session: session,
            shared: shared,
            report: report
        )
        try releases.claim(project.releaseFolder, for: configuration)
        let outcome = try await project.run(through: .publish, control: control)
        stamp(book, outcome)
        return outcome
    }

    private func stamp(_ book: BatchBook, _ outcome: RunOutcome) {
        let summary = outcome.summary
        guard case .finished = outcome.end, summary.setAside.isEmpty else { return }
        FinishedStamp(
            book,
            summary: FinishedStamp.Summary(
                release: summary.release,
                chapters: summary.chapters,
                duration: summary.duration,
                flagged: summary.flagged,
                outsideProfile: summary.outsideProfile
            ),
            engines: surroundings.engines
        )?.write(into: book)
    }
}

extension BatchResult {
    /// Whether there is something to do.
    fileprivate var isOpen: Bool {
        if case .unchanged = end { return false }
        return true
    }
}
