import NarrateModel

/// Chapters by heading elements: the level at which they really stand is the highest that parts the book well.
struct HeadingRule {
    let book: FlatBook
    let running: [Int]
    private let groups: [HeadingGroup]
    private let repeatedTitles: Set<String>
    /// Groups of exactly a level, and of it or above, by level.
    private let alone: [Int]
    private let upTo: [Int]

    init(_ book: FlatBook, running: [Int]) {
        self.book = book
        self.running = running
        groups = HeadingGroup.all(in: book)
        repeatedTitles = HeadingRule.bookTitles(groups, book)
        var alone = Array(repeating: 0, count: 8)
        for group in groups { alone[min(group.level, 7)] += 1 }
        self.alone = alone
        upTo = alone.indices.map { alone[...$0].reduce(0, +) }
    }

    /// A start at each heading of the highest level that has several, however uneven what lies between them is;
    /// `nil` when no level has.
    func unevenPlan() -> SplitPlan? {
        for level in 1...6 {
            let starts = starts(downTo: level)
            guard starts.count(where: { !($0.zone?.isOutsideBody ?? false) }) >= 2 else { continue }
            return plan(level, starts, reason: "into \(starts.count) chapters of uneven length")
        }
        return nil
    }

    private func plan(_ level: Int, _ starts: [ChapterStart], reason: String) -> SplitPlan {
        SplitPlan(
            rule: level == 1 ? .heading1 : level == 2 ? .heading2 : .headings,
            reason: "headings down to level \(level) part the text \(reason)",
            starts: starts
        )
    }

    /// The best plan, or `nil` when headings do not part the book.
    func plan() -> SplitPlan? {
        var highest: (level: Int, starts: [ChapterStart])?
        for level in 1...6 {
            let starts = starts(downTo: level)
            guard isPartition(starts) else { continue }
            highest = (level, starts)
            break
        }
        guard let highest else { return nil }
        let best = deepened(highest)
        return plan(best.level, best.starts, reason: "into \(best.starts.count) chapters")
    }

    /// Headings that part a book into a few long pieces, each of which numbered headings part again, are those of
    /// its parts; so are those that call themselves parts, however short.
    private func deepened(
        _ found: (level: Int, starts: [ChapterStart])
    ) -> (level: Int, starts: [ChapterStart]) {
        // Above the first part may stand the book's title, which then is the chapter's.
        let heading = groups.filter { group in
            group.lines.contains { line in
                line.level <= found.level && ChapterPattern.match(line.text)?.kind == .part
            }
        }
        let divisions = Set(heading.map(\.position))
        let parts = found.starts.filter { divisions.contains($0.position) }
        let isLong = (running.last ?? 0) / found.starts.count > 30_000
        guard found.level < 6, isLong || parts.count >= 2 else { return found }
        let heads = isLong ? found.starts : parts
        for level in found.level + 1...6 {
            let starts = starts(downTo: level)
            let known = Set(found.starts.map(\.position))
            let new = starts.filter { !known.contains($0.position) }
            guard new.count >= heads.count, isPartition(starts) else { continue }
            let numbered = new.count {
                ChapterPattern.match($0.title ?? "").map { $0.kind != .part } ?? false
            }
            let parted = heads.count { head in
                let next = new.firstPosition(after: head.position)
                let last = found.starts.firstPosition(after: head.position)
                let end = found.starts[safe: last]?.position ?? book.blocks.count
                return new[safe: next].map { $0.position < end } ?? false
            }
            guard numbered * 10 >= new.count * 7, parted * 10 >= heads.count * 8 else { continue }
            return (level, starts)
        }
        return found
    }

    /// Starts at every heading of a level or above, whatever comes out.
    func strictPlan(level: Int, rule: SplitDecision.Rule) -> SplitPlan {
        let starts = groups.filter { $0.level <= level }.map { group in
            ChapterStart(position: group.position, title: group.title(from: 0))
        }
        return SplitPlan(
            rule: rule,
            reason: "asked for: one chapter per heading of level \(level)",
            starts: starts
        )
    }

    /// Starts for headings down to a level; titles of the book and of parts are told apart.
    func starts(downTo level: Int) -> [ChapterStart] {
        var starts: [ChapterStart] = []
        var path: [(level: Int, title: String)] = []
        for group in groups where group.level <= level {
            guard let lead = leadLine(of: group, level: level) else { continue }
            for (index, line) in group.lines.enumerated() where line.level <= level {
                guard index < lead else { break }
                path.removeAll { $0.level >= line.level }
                if !isBookTitle(line.text), !line.continuesHeading {
                    path.append((line.level, line.text))
                }
            }
            let line = group.lines[lead]
            path.removeAll { $0.level >= line.level }
            let title = group.title(from: lead)
            let isPart = ChapterPattern.match(line.text)?.kind == .part && line.level < level
            starts.append(
                ChapterStart(
                    position: group.position,
                    title: title,
                    path: path.map(\.title),
                    zone: MatterWords.zone(ofTitle: title),
                    isPart: isPart
                )
            )
            if line.level < level { path.append((line.level, title)) }
        }
        return starts
    }

    /// The line of a group that is the chapter's own: the first of the chosen level below parts and titles, unless
    /// a line above it is worded as a chapter already.
    private func leadLine(of group: HeadingGroup, level: Int) -> Int? {
        let lines = group.lines
        let own = lines.indices.filter {
            lines[$0].level <= level && !isBookTitle(lines[$0].text) && !lines[$0].continuesHeading
        }
        guard let first = own.first else { return nil }
        let match = ChapterPattern.match(lines[first].text)
        if match?.kind == .chapter || match?.kind == .ordinal { return first }
        for index in own where index > first {
            let isDeeper = lines[index].level > lines[first].level && lines[index].level == level
            let isChapter =
                ChapterPattern.match(lines[index].text).map { $0.kind != .part } ?? false
            if isChapter || (isDeeper && match?.kind == .part) || (isDeeper && repeatsBelow(level))
            {
                return withOrdinal(above: index, in: lines)
            }
        }
        // A smaller line above the title belongs to the part or is an author's name.
        let higher = own.first { lines[$0].level < lines[first].level }
        return withOrdinal(above: higher ?? first, in: lines)
    }

    /// `Chapter II` may be a smaller heading above its title.
    private func withOrdinal(above index: Int, in lines: [HeadingGroup.Line]) -> Int {
        guard index > 0, let match = ChapterPattern.match(lines[index - 1].text),
            match.rest.isEmpty,
            match.kind != .part, lines[index - 1].level > lines[index].level
        else { return index }
        return index - 1
    }

    /// Whether most headings stand at a level alone, so that one above it in a group heads several of them.
    private func repeatsBelow(_ level: Int) -> Bool {
        alone[level] * 2 > upTo[level]
    }

    private func isBookTitle(_ text: String) -> Bool {
        repeatedTitles.contains(MatterWords.fold(text))
    }

    /// The book's title, and headings of level 1 that are repeated on many pages as running heads.
    private static func bookTitles(_ groups: [HeadingGroup], _ book: FlatBook) -> Set<String> {
        var titles: Set<String> = []
        titles.formUnion(TitleVariants(book.title ?? "").folded)
        var counts: [String: Int] = [:]
        for group in groups where group.lines.count > 1 {
            if let first = group.lines.first, !ChapterPattern.isBareOrdinal(first.text) {
                counts[MatterWords.fold(first.text), default: 0] += 1
            }
        }
        for (title, count) in counts where count > 1 && count * 2 >= groups.count {
            titles.insert(title)
        }
        if let alone = titleAbove(groups) { titles.insert(MatterWords.fold(alone)) }
        titles.remove("")
        return titles
    }

    /// The only heading of its level, at the top and right above others, is the book's title.
    private static func titleAbove(_ groups: [HeadingGroup]) -> String? {
        guard let first = groups.first, first.lines.count > 1, let title = first.lines.first,
            first.lines.dropFirst().allSatisfy({ $0.level > title.level && !$0.continuesHeading }),
            groups.dropFirst().allSatisfy({ $0.level > title.level }),
            ChapterPattern.match(title.text) == nil, MatterWords.zone(ofTitle: title.text) == nil
        else { return nil }
        return title.text
    }

    func isPartition(_ starts: [ChapterStart]) -> Bool {
        let body = starts.filter { !($0.zone?.isOutsideBody ?? false) }
        guard body.count >= 2, let first = body.first else { return false }
        let partition = Partition(body.map(\.position), running: running)
        // What stands before may be front matter that names itself.
        let front = starts.first.map { running[$0.position] } ?? 0
        let covered =
            Double(partition.total - min(running[first.position], front))
            / Double(max(1, partition.total))
        let isCovered = covered >= 0.75 || running[first.position] < 1_500
        return isCovered && partition.largest <= (body.count == 2 ? 0.8 : 0.6)
            && partition.share(below: min(120, partition.total / (4 * body.count))) <= 0.34
    }
}

extension Zone {
    /// Whether such a division is neither a chapter nor something like one.
    var isOutsideBody: Bool {
        switch self {
        case .chapter, .part, .body, .prologue, .epilogue, .introduction, .foreword, .preface,
            .afterword, .appendix, .acknowledgments:
            false
        default: true
        }
    }
}
