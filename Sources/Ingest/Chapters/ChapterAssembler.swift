import NarrateModel

/// Makes the chapters of a publication from units, and the account of what became of every character.
struct ChapterAssembler {
    let book: FlatBook
    let options: IngestOptions
    /// What was set aside inside blocks, by reason.
    var setAside: [Balance.Reason: Int]
    private var narrated = 0
    private var notes: NoteCollector
    private var readNotes: Set<Int> = []

    init(book: FlatBook, options: IngestOptions, setAside: [Balance.Reason: Int]) {
        self.book = book
        self.options = options
        self.setAside = setAside
        notes = NoteCollector(book: book, policy: options.footnotes)
    }

    /// The chapters for units, in order.
    mutating func chapters(_ units: [BookUnit]) -> [Chapter] {
        let bodyStart = units.firstIndex { !($0.zone?.isSkipped ?? false) && $0.letters > 0 } ?? 0
        var chapters: [Chapter] = []
        for (index, unit) in units.enumerated() {
            guard
                var chapter = chapter(
                    unit,
                    isBeforeBody: index < bodyStart || isBeforeBody(index, units)
                )
            else { continue }
            chapter.index = chapters.count + 1
            chapters.append(chapter)
        }
        // A note whose only reference stands in a chapter that is not spoken is not spoken either.
        for index in notes.taken where !readNotes.contains(index) {
            setAside[.footnote, default: 0] += book.blocks[index].weight - book.blocks[index].added
        }
        return chapters
    }

    /// The account; `visible` comes from the independent count.
    func balance(visible: Int) -> Balance {
        Balance(visible: visible, narrated: narrated, setAside: setAside.filter { $0.value != 0 })
    }

    private func isBeforeBody(_ index: Int, _ units: [BookUnit]) -> Bool {
        !units[..<index].contains { unit in
            let role = unit.zone.map { $0.role(isBeforeBody: true) } ?? .body
            return role == .body && unit.letters > 0
        }
    }

    private mutating func chapter(_ unit: BookUnit, isBeforeBody: Bool) -> Chapter? {
        let title = ChapterTitle(book: book, unit: unit).text
        let isSkipped =
            unit.zone.map { zone in
                zone.isSkipped && (options.matter == .skip || zone.isNeverRead)
            } ?? false
        let isNarrated = !isSkipped && unit.letters > 0
        let role = unit.zone?.role(isBeforeBody: isBeforeBody) ?? .body
        let reason = isNarrated ? nil : reason(of: unit, role: role)
        let blocks = reason.map { silentBlocks(unit, $0) } ?? narratedBlocks(unit)
        guard !blocks.isEmpty else { return nil }
        let document = book.documents[book.blocks[unit.range.lowerBound].document]
        return Chapter(
            index: 0,
            title: title,
            partTitles: parts(of: unit, title: title),
            role: role,
            isNarrated: isNarrated,
            reason: reason,
            blocks: blocks,
            source: document.path
        )
    }

    private func parts(of unit: BookUnit, title: String) -> [String] {
        let path = (unit.start?.path ?? []) + unit.prefixTitles
        return path.map(\.collapsed).reduce(into: []) { parts, part in
            if !part.isEmpty, part != title, !parts.contains(part) { parts.append(part) }
        }
    }

    private func reason(of unit: BookUnit, role: Chapter.Role) -> Balance.Reason {
        if let zone = unit.zone, zone.isSkipped {
            return zone.reason == .frontMatter && role == .back ? .backMatter : zone.reason
        }
        return unit.range.compactMap { book.blocks[$0].reason }.first ?? .other
    }

    // MARK: Blocks

    /// Blocks of a chapter that is spoken, and the account of them.
    private mutating func narratedBlocks(_ unit: BookUnit) -> [Block] {
        var blocks: [Block] = []
        var ending: [Block] = []
        blocks.reserveCapacity(unit.range.count)
        for index in unit.range {
            if let reason = book.blocks[index].reason {
                if !notes.isTaken(index) { setAside[reason, default: 0] += weight(index) }
                continue
            }
            append(index, to: &blocks)
            for note in notes.notes(of: index) {
                let block = block(note, kind: .footnote)
                readNotes.insert(note)
                narrated += ScalarClass.weight(of: block.text) - book.blocks[note].added
                if options.footnotes == .afterParagraph {
                    blocks.append(block)
                } else {
                    ending.append(block)
                }
            }
        }
        while blocks.last?.kind == .sceneBreak { blocks.removeLast() }
        return blocks + ending
    }

    private mutating func append(_ index: Int, to blocks: inout [Block]) {
        if book.blocks[index].kind == .sceneBreak {
            setAside[.other, default: 0] += book.blocks[index].weight
            guard let last = blocks.last?.kind, last != .sceneBreak else { return }
            if case .heading = last { return }
            blocks.append(
                Block(kind: .sceneBreak, text: "", locator: locator(of: index))
            )
            return
        }
        let block = block(index, kind: kind(of: index))
        // The account is made from what is handed on, not from what was planned.
        narrated += ScalarClass.weight(of: block.text) - book.blocks[index].added
        blocks.append(block)
    }

    private mutating func silentBlocks(_ unit: BookUnit, _ reason: Balance.Reason) -> [Block] {
        var blocks: [Block] = []
        for index in unit.range where !notes.isTaken(index) {
            setAside[book.blocks[index].reason ?? reason, default: 0] += weight(index)
            guard book.blocks[index].kind != .sceneBreak else { continue }
            blocks.append(block(index, kind: kind(of: index)))
        }
        return blocks
    }

    /// Visible characters of a block that are the source's own.
    private func weight(_ index: Int) -> Int {
        book.blocks[index].weight - book.blocks[index].added
    }

    private func block(_ index: Int, kind: Block.Kind) -> Block {
        Block(
            kind: kind,
            text: book.blocks[index].text,
            spans: book.blocks[index].spans,
            locator: locator(of: index)
        )
    }

    private func locator(of index: Int) -> Locator {
        Locator(
            href: book.documents[book.blocks[index].document].path,
            fragment: book.blocks[index].fragment,
            line: book.blocks[index].line
        )
    }

    private func kind(of index: Int) -> Block.Kind {
        switch book.blocks[index].kind {
        case .heading(let level): .heading(level: level)
        case .paragraph, .tableCell: .paragraph
        case .quote: .quote
        case .listItem: .listItem
        case .caption: .caption
        case .code: .code
        case .tableRow: .tableRow
        case .altText: .altText
        case .sceneBreak: .sceneBreak
        case .verse(let endsStanza): .verse(endsStanza: endsStanza)
        }
    }
}
