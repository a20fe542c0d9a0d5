import NarrateModel

/// Chooses the rule by which a book's chapters are found.
struct ChapterFinder {
    let book: FlatBook
    private let running: [Int]

    init(_ book: FlatBook) {
        self.book = book
        running = book.runningLetters()
    }

    /// The plan for a rule; `auto` takes the first that fits the text.
    func plan(_ rule: SplitDecision.Rule) -> SplitPlan {
        switch rule {
        case .auto: return automatic()
        case .toc:
            return contentsPlan(ContentsRule(book, running: running), isForced: true)
                ?? fallback("the source has no usable table of contents")
        case .heading1:
            return HeadingRule(book, running: running).strictPlan(level: 1, rule: .heading1)
        case .heading2:
            return HeadingRule(book, running: running).strictPlan(level: 2, rule: .heading2)
        case .headings:
            return HeadingRule(book, running: running).strictPlan(level: 6, rule: .headings)
        case .patterns:
            return PatternRule(book: book, running: running).plan()
                ?? fallback("no line is worded as a chapter heading is")
        case .spine: return spinePlan("asked for: one chapter per document")
        case .size:
            return sizePlan("asked for: pieces of about \(IngestLimits.pieceLetters) letters")
        case .none: return SplitPlan(rule: .none, reason: "asked for: no chapters", starts: [])
        }
    }

    private func automatic() -> SplitPlan {
        let plan = bestPlan()
        guard plan.starts.count > IngestLimits.chapters else { return plan }
        return sizePlan(
            "\(plan.starts.count) chapters are more than the limit of \(IngestLimits.chapters)"
        )
    }

    private func bestPlan() -> SplitPlan {
        let headings = HeadingRule(book, running: running)
        let contents = ContentsRule(book, running: running)
        if let plan = contentsPlan(contents, isForced: false) {
            let listed = contents.places
            let largest = Partition(plan.starts.map(\.position), running: running).largest
            guard largest > 0.6, let other = headings.plan(),
                isBetter(other, than: plan, listed: listed)
            else { return completed(plan, headings, listed: listed) }
            return other
        }
        if let plan = headings.plan() { return plan }
        if let plan = PatternRule(book: book, running: running).plan() { return plan }
        // Where documents part the text no finer, headings that stand unevenly still do.
        if let plan = headings.unevenPlan(), plan.starts.count >= spineStarts().count {
            return plan
        }
        return fallback(
            "the source has neither a usable table of contents nor headings that divide it"
        )
    }

    // MARK: Table of contents

    private func contentsPlan(_ rule: ContentsRule, isForced: Bool) -> SplitPlan? {
        let starts = rule.starts()
        let body = starts.filter { !$0.isPart && !($0.zone?.isOutsideBody ?? false) }
        guard isForced ? !starts.isEmpty : body.count >= 2 else { return nil }
        let partition = Partition(starts.map(\.position), running: running)
        guard isForced || partition.coverage >= 0.7 else { return nil }
        return SplitPlan(
            rule: .toc,
            reason: "the table of contents leads to \(body.count) chapters that hold "
                + "\(Int(partition.coverage * 100)) % of the text",
            starts: starts
        )
    }

    /// Whether headings part what the table of contents leaves whole; those it lists are sections of its chapters.
    private func isBetter(
        _ headings: SplitPlan,
        than contents: SplitPlan,
        listed: Set<Int>
    ) -> Bool {
        let unlisted = headings.starts.count { !listed.contains($0.position) }
        guard unlisted * 2 > headings.starts.count - contents.starts.count else { return false }
        let byContents = Partition(contents.starts.map(\.position), running: running)
        let byHeadings = Partition(headings.starts.map(\.position), running: running)
        return byContents.largest > 0.6 && byHeadings.largest < byContents.largest * 0.7
            && headings.starts.count > contents.starts.count
    }

    /// Adds chapters that the table forgot: headings at the start of documents, marked up like its own chapters.
    private func completed(
        _ plan: SplitPlan,
        _ headings: HeadingRule,
        listed: Set<Int>
    ) -> SplitPlan {
        let body = plan.starts.filter { !$0.isPart && !($0.zone?.isOutsideBody ?? false) }
        let levels = body.compactMap { start in
            start.position < book.blocks.count ? book.blocks[start.position].headingLevel : nil
        }
        var counts: [Int: Int] = [:]
        for level in levels { counts[level, default: 0] += 1 }
        let commonest = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }
        guard let level = commonest?.key, levels.count * 10 >= body.count * 8 else { return plan }
        let known = Set(plan.starts.map(\.position))
        let firsts = Set(book.documents.map(\.first))
        let fellows = headings.starts(downTo: level).filter { start in
            book.blocks[start.position].headingLevel == level
                && !(start.zone?.isSkipped ?? false)
                && !(book.blocks[start.position].zone?.isSkipped ?? false)
        }
        // Sections of its chapters the table did not forget.
        let unknown = fellows.filter {
            !known.contains($0.position) && !listed.contains($0.position)
        }
        // A table that has most of the headings of a level forgot the others.
        let isNearlyWhole = unknown.count * 4 <= fellows.count
        let titles = Set(plan.starts.compactMap { $0.title.map(MatterWords.fold) })
        let missing = unknown.filter { start in
            let above = plan.starts[safe: plan.starts.firstPosition(after: start.position) - 1]
            guard !(above?.zone?.isSkipped ?? false) else { return false }
            // A heading with the words of a known chapter is a running head or a copy.
            let isCopy = titles.contains(MatterWords.fold(start.title ?? ""))
            return firsts.contains(start.position) || (isNearlyWhole && !isCopy)
        }
        guard !missing.isEmpty else { return plan }
        var plan = plan
        plan.starts = (plan.starts + missing).sorted { $0.position < $1.position }
        plan.reason += "; \(missing.count) more are headed like them"
        return plan
    }

    // MARK: Without structure

    private func fallback(_ why: String) -> SplitPlan {
        let total = running.last ?? 0
        if book.documents.count > 1 { return spinePlan(why + ": one chapter per document") }
        if total > IngestLimits.pieceLetters * 2 {
            return sizePlan(why + ": pieces of about \(IngestLimits.pieceLetters) letters")
        }
        return SplitPlan(rule: .none, reason: why + ": the whole text is one chapter", starts: [])
    }

    private func spinePlan(_ reason: String) -> SplitPlan {
        SplitPlan(rule: .spine, reason: reason, starts: spineStarts())
    }

    private func spineStarts() -> [ChapterStart] {
        let filled = book.documents.filter { running[$0.end] > running[$0.first] }
        let headed = filled.filter { document in
            book.blocks[document.first..<document.end].prefix(3).contains { $0.headingLevel != nil }
        }
        let chosen = headed.isEmpty || headed.first?.first != filled.first?.first ? filled : headed
        return chosen.map { ChapterStart(position: $0.first) }
    }

    private func sizePlan(_ reason: String) -> SplitPlan {
        var starts: [ChapterStart] = []
        var last = 0
        for index in book.blocks.indices where book.blocks[index].reason == nil {
            let size = running[index] - last
            let isBetter =
                book.blocks[index].headingLevel != nil || book.blocks[index].kind == .sceneBreak
            let wanted = isBetter ? IngestLimits.pieceLetters * 3 / 4 : IngestLimits.pieceLetters
            if starts.isEmpty || size >= wanted {
                starts.append(ChapterStart(position: index))
                last = running[index]
            }
        }
        return SplitPlan(rule: .size, reason: reason, starts: starts)
    }
}
