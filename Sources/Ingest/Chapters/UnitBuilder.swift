import NarrateModel

/// Cuts a book at the starts of a plan and where marked divisions begin and end, and says what each piece is.
struct UnitBuilder {
    let book: FlatBook
    let plan: SplitPlan
    private let front: FrontMatter
    private let notePlaces: [Int: Int]

    init(book: FlatBook, plan: SplitPlan, authors: [String]) {
        self.book = book
        self.plan = plan
        notePlaces = UnitBuilder.notePlaces(of: book)
        front = FrontMatter(book: book, authors: authors, starts: plan.starts)
    }

    /// The units in reading order; together they are the whole book.
    func units() -> [BookUnit] {
        var units = cut()
        for index in units.indices { measure(&units[index]) }
        classify(&units)
        return merged(units)
    }

    // MARK: Cutting

    private func cut() -> [BookUnit] {
        var starts: [Int: ChapterStart] = [:]
        for start in plan.starts where start.position < book.blocks.count {
            starts[start.position] = start
        }
        var cuts = Set(starts.keys)
        cuts.insert(0)
        for run in markedRuns() {
            cuts.insert(run.lowerBound)
            if run.upperBound < book.blocks.count { cuts.insert(run.upperBound) }
        }
        let order = cuts.sorted()
        var units: [BookUnit] = []
        for (index, first) in order.enumerated() {
            let end = index + 1 < order.count ? order[index + 1] : book.blocks.count
            guard first < end else { continue }
            units.append(BookUnit(range: first..<end, start: starts[first]))
        }
        return units
    }

    /// Stretches that are marked as something a listener does not want, when they begin or end a document.
    private func markedRuns() -> [Range<Int>] {
        var runs: [Range<Int>] = []
        for document in book.documents where document.first < document.end {
            var index = document.first
            while index < document.end {
                guard let zone = skippedZone(index) else {
                    index += 1
                    continue
                }
                var end = index + 1
                while end < document.end, skippedZone(end) == zone { end += 1 }
                if index == document.first || end == document.end { runs.append(index..<end) }
                index = end
            }
        }
        return runs
    }

    private func skippedZone(_ index: Int) -> Zone? {
        if let zone = book.blocks[index].zone, zone.isSkipped { return zone }
        switch book.blocks[index].reason {
        case .licence: return .licence
        case .excluded: return .navigation
        default: return nil
        }
    }

    private func measure(_ unit: inout BookUnit) {
        for index in unit.range {
            let letters = book.letters(index)
            unit.letters += letters
            if book.blocks[index].headingLevel == nil, book.blocks[index].kind != .sceneBreak {
                unit.bodyLetters += letters
            }
        }
    }

    // MARK: Classifying

    private func classify(_ units: inout [BookUnit]) {
        for index in units.indices {
            if let zone = markedZone(units[index]) {
                units[index].zone = zone
                units[index].isMarked = true
            }
        }
        // Words tell only outside the body: a novel may have a chapter called `The Cover`.
        for index in units.indices where !units[index].isMarked {
            units[index].zone =
                units[index].start?.zone ?? noteZone(units[index]) ?? titleZone(units[index])
            if index > 0, goesOn(units[index - 1], units[index]) {
                units[index].zone = units[index - 1].zone
            }
        }
        classifyFront(&units)
        let bodies = units.indices.filter { isBody(units[$0]) }
        guard let first = bodies.first, let last = bodies.last else { return }
        for index in units.indices where index > first && index < last && !units[index].isMarked {
            guard let zone = units[index].zone, zone.isSkipped else { continue }
            if zone == .index, front.isContents(units[index]) { continue }
            if zone != .contents, zone != .licence, units[index].letters > 400 {
                units[index].zone = nil
            }
        }
    }

    /// What has no start of its own and stands in the back matter belongs to the division before it.
    private func goesOn(_ last: BookUnit, _ unit: BookUnit) -> Bool {
        guard unit.start == nil, unit.zone == nil, last.zone?.isSkipped ?? false else {
            return false
        }
        let first = book.blocks[unit.range.lowerBound]
        return first.zone == .back && first.document == book.blocks[last.range.lowerBound].document
    }

    /// Title pages and lists stand before the first chapter; the first text that is none of them ends the search.
    private func classifyFront(_ units: inout [BookUnit]) {
        for index in units.indices {
            if units[index].isMarked || units[index].zone != nil {
                if isBody(units[index]) { return }
                continue
            }
            guard let zone = front.zone(of: units[index]) else {
                if units[index].letters > 0 { return }
                continue
            }
            // A book that is nothing else is read all the same.
            guard
                units[(index + 1)...].contains(where: {
                    $0.letters > 0 && !($0.zone?.isSkipped ?? false)
                })
            else { return }
            units[index].zone = zone
        }
    }

    private func isBody(_ unit: BookUnit) -> Bool {
        guard unit.letters > 0 else { return false }
        guard let zone = unit.zone else { return true }
        return !zone.isOutsideBody && zone.role(isBeforeBody: true) == .body
    }

    private func markedZone(_ unit: BookUnit) -> Zone? {
        var weights: [Zone: Int] = [:]
        var total = 0
        for index in unit.range {
            let weight = max(1, book.blocks[index].weight)
            total += weight
            let isLicence = book.blocks[index].reason == .licence
            if let zone = isLicence ? .licence : book.blocks[index].zone {
                weights[zone, default: 0] += weight
            }
        }
        let best = weights.max { ($0.value, $0.key.rawValue) < ($1.value, $1.key.rawValue) }
        if let best, best.value * 2 > total, !best.key.isPosition { return best.key }
        let document = book.documents[book.blocks[unit.range.lowerBound].document]
        guard unit.range.lowerBound == document.first || unit.start != nil else { return nil }
        let landmark = book.landmarks[Reference(path: document.path, fragment: nil)]
        guard let landmark, !landmark.isPosition, document.first == unit.range.lowerBound,
            document.end >= unit.range.upperBound
        else { return nil }
        return landmark
    }

    /// A piece that is headed by no more than a mark, and that such a mark in the text before leads to, is a note.
    private func noteZone(_ unit: BookUnit) -> Zone? {
        guard let title = unit.start?.title, NoteMark.isMark(title), unit.letters < 6_000,
            let place = notePlaces.first(where: { unit.range.contains($0.key) }),
            place.value < unit.range.lowerBound
        else { return nil }
        return .notes
    }

    /// Where note references lead, and from where first.
    private static func notePlaces(of book: FlatBook) -> [Int: Int] {
        var places: [Int: Int] = [:]
        for index in book.blocks.indices where !book.blocks[index].noteReferences.isEmpty {
            for reference in book.blocks[index].noteReferences {
                guard let place = book.position(of: reference.target), !place.isFragmentMissing,
                    places[place.block] == nil
                else { continue }
                places[place.block] = index
            }
        }
        return places
    }

    private func titleZone(_ unit: BookUnit) -> Zone? {
        guard let first = unit.range.first(where: { book.letters($0) > 0 }) else { return nil }
        guard book.blocks[first].headingLevel != nil || book.blocks[first].weight < 60 else {
            return nil
        }
        return MatterWords.zone(ofTitle: book.blocks[first].text)
    }

    // MARK: Merging

    /// Pages that hold only a title go to the chapter they head.
    private func merged(_ units: [BookUnit]) -> [BookUnit] {
        var result: [BookUnit] = []
        var pending: BookUnit?
        var part: String?
        for var unit in units {
            if let head = pending {
                pending = nil
                if unit.zone?.isSkipped ?? false {
                    result.append(head)
                } else if unit.letters == 0 {
                    unit = joined(head, unit, keepsFirst: true)
                } else {
                    if isPart(head) { part = head.start?.title }
                    unit = joined(head, unit)
                }
            }
            if let title = part, goesUnderPart(unit) { unit.prefixTitles = [title] }
            if isTitleOnly(unit) {
                pending = unit
            } else if let last = result.last, continues(last, unit) {
                result[result.count - 1] = joined(last, unit, keepsFirst: true)
            } else {
                result.append(unit)
            }
        }
        guard let pending else { return result }
        // `The End` closes the last chapter.
        if let last = result.last, !(last.zone?.isSkipped ?? false), last.letters > 0 {
            result[result.count - 1] = joined(last, pending, keepsFirst: true)
        } else {
            result.append(pending)
        }
        return result
    }

    private func isPart(_ unit: BookUnit) -> Bool {
        unit.start?.isPart ?? false || unit.zone == .part
            || unit.start?.title.flatMap(ChapterPattern.match)?.kind == .part
    }

    /// Whether a chapter that no table puts under a part follows one, as in flat tables of contents.
    private func goesUnderPart(_ unit: BookUnit) -> Bool {
        guard let start = unit.start, start.path.isEmpty, unit.prefixTitles.isEmpty,
            unit.zone == nil || unit.zone == .chapter, !isPart(unit)
        else { return false }
        return !MatterWords.fold(start.title ?? "").hasPrefix("epilog")
    }

    private func isTitleOnly(_ unit: BookUnit) -> Bool {
        if unit.zone?.isSkipped ?? false { return false }
        guard unit.letters > 0 else { return false }
        let isPart = unit.start?.isPart ?? false || unit.zone == .part
        return isPart ? unit.letters < 400 : unit.bodyLetters == 0 && unit.start != nil
    }

    /// Text without a start of its own after a marked piece goes on with the chapter before.
    private func continues(_ last: BookUnit, _ unit: BookUnit) -> Bool {
        unit.start == nil && unit.zone == nil
            && book.blocks[unit.range.lowerBound].reason != .excluded
            && !(last.zone?.isSkipped ?? false)
            && last.range.upperBound == unit.range.lowerBound
    }

    private func joined(_ first: BookUnit, _ second: BookUnit, keepsFirst: Bool = false) -> BookUnit
    {
        var unit = keepsFirst ? first : second
        unit.range = first.range.lowerBound..<second.range.upperBound
        unit.letters = first.letters + second.letters
        unit.bodyLetters = first.bodyLetters + second.bodyLetters
        if !keepsFirst, let title = first.start?.title,
            !(second.start?.path.contains(title) ?? false)
        {
            unit.prefixTitles = first.prefixTitles + [title]
        }
        return unit
    }
}
