import NarrateModel

/// Chapters by the words of lines, for text that has no headings: `Chapter 3`, `XIV.`, `第三回 …`.
struct PatternRule {
    let book: FlatBook
    let running: [Int]

    /// A line that may head a chapter.
    struct Candidate {
        var position: Int
        var match: ChapterPattern.Match
        var title: String
        /// Whether the text of the chapter begins in the same block.
        var isInline: Bool
    }

    /// The plan, or `nil` when no pattern parts the book.
    func plan() -> SplitPlan? {
        let all = candidates()
        for kind in [ChapterPattern.Kind.chapter, .ordinal, .part] {
            let own = withoutLists(all.filter { $0.match.kind == kind })
            guard own.count >= 2 else { continue }
            let parts = kind == .part ? [] : all.filter { $0.match.kind == .part }
            let starts = starts(own, parts: withoutLists(parts))
            let partition = Partition(own.map(\.position), running: running)
            guard partition.coverage >= 0.6, partition.largest <= (own.count < 4 ? 0.85 : 0.5),
                partition.share(below: min(120, partition.total / (4 * own.count))) <= 0.2,
                kind != .ordinal || isSequence(own)
            else { continue }
            return SplitPlan(
                rule: .patterns,
                reason:
                    "\(own.count) lines are worded as chapter headings are, such as '\(own[0].title)'",
                starts: starts
            )
        }
        return nil
    }

    private func candidates() -> [Candidate] {
        book.blocks.indices.compactMap { position in
            let block = book.blocks[position]
            guard block.reason == nil, block.weight <= 160, block.kind != .sceneBreak,
                let match = ChapterPattern.match(block.text)
            else { return nil }
            if match.rest.unicodeScalars.count > 100 { return nil }
            return Candidate(position: position, match: match, title: block.text, isInline: false)
        }
    }

    /// Drops runs of lines with hardly any text between: those are lists of chapters.
    private func withoutLists(_ candidates: [Candidate]) -> [Candidate] {
        var isListed = Array(repeating: false, count: candidates.count)
        var run = 0
        for index in candidates.indices {
            let next =
                index + 1 < candidates.count ? candidates[index + 1].position : book.blocks.count
            let between = running[next] - running[candidates[index].position]
            if between - candidates[index].title.unicodeScalars.count < 120,
                index + 1 < candidates.count
            {
                run += 1
            } else {
                if run >= 2 {
                    for back in index - run...index where back < index || between < 400 {
                        isListed[back] = true
                    }
                }
                run = 0
            }
        }
        return zip(candidates, isListed).filter { !$0.1 }.map(\.0)
    }

    /// Whether bare ordinals count up, as chapters do and page numbers or dates do not.
    private func isSequence(_ candidates: [Candidate]) -> Bool {
        var good = 0
        var last = 0
        for candidate in candidates {
            guard let number = candidate.match.number else { continue }
            if number == last + 1 || number == 1 { good += 1 }
            last = number
        }
        return good * 10 >= candidates.count * 8
    }

    private func starts(_ own: [Candidate], parts: [Candidate]) -> [ChapterStart] {
        var starts: [ChapterStart] = []
        var part: Candidate?
        var rest = parts[...]
        for candidate in own {
            while let next = rest.first, next.position < candidate.position {
                part = next
                rest.removeFirst()
                starts.append(
                    ChapterStart(position: next.position, title: title(of: next), isPart: true)
                )
            }
            starts.append(
                ChapterStart(
                    position: candidate.position,
                    title: title(of: candidate),
                    path: part.map { [title(of: $0)] } ?? []
                )
            )
        }
        return starts
    }

    /// The line itself; an ordinal takes a short line below it along.
    private func title(of candidate: Candidate) -> String {
        let next = candidate.position + 1
        guard candidate.match.rest.isEmpty, next < book.blocks.count else { return candidate.title }
        let below = book.blocks[next]
        guard below.reason == nil, below.weight <= 70, below.kind != .sceneBreak,
            below.document == book.blocks[candidate.position].document,
            below.isTitleLike || below.headingLevel != nil || TitleShape.isTitle(below.text)
        else { return candidate.title }
        return HeadingGroup.joined(candidate.title, below.text)
    }
}

/// Tells titles from sentences by their shape.
enum TitleShape {
    /// Whether a short line is written as titles are: all in capitals, or without a full stop at its end.
    static func isTitle(_ text: String) -> Bool {
        guard let last = text.unicodeScalars.last, text.unicodeScalars.count <= 100 else {
            return false
        }
        guard text.unicodeScalars.contains(where: { $0.properties.isAlphabetic }) else {
            return false
        }
        if isCapitals(text) { return true }
        if ".,;:!?…。、！？」』\"”".unicodeScalars.contains(last) { return false }
        guard let first = text.unicodeScalars.first(where: { $0.properties.isAlphabetic }) else {
            return false
        }
        return first.properties.isUppercase || !first.properties.isLowercase
    }

    /// Whether a line begins with a word in capitals and most of its letters are.
    static func isMostlyCapitals(_ text: String) -> Bool {
        guard let first = text.split(separator: " ").first(where: { $0.count > 1 }),
            isCapitals(String(first))
        else {
            return false
        }
        let capitals = text.unicodeScalars.count { $0.properties.isUppercase }
        let small = text.unicodeScalars.count { $0.properties.isLowercase }
        return capitals >= 3 * small
    }

    /// Whether all letters that have case are capitals.
    static func isCapitals(_ text: String) -> Bool {
        var count = 0
        for scalar in text.unicodeScalars {
            if scalar.properties.isLowercase { return false }
            if scalar.properties.isUppercase { count += 1 }
        }
        return count >= 2
    }
}
